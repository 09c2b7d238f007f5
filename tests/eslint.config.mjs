// Run in the project's folder: eslint --config tests/eslint.config.mjs overrides tests
import js from "@eslint/js";

const globals = names => Object.fromEntries(names.split(" ").map(name => [name, "readonly"]));
const BROWSER = globals(
  "addEventListener caches clearTimeout CSS document Event EventTarget fetch getComputedStyle history innerHeight innerWidth " +
  "IntersectionObserver KeyboardEvent localStorage location matchMedia MessageChannel MessageEvent MutationObserver navigator Node NodeFilter OffscreenCanvas performance " +
  "requestAnimationFrame requestIdleCallback ResizeObserver scrollBy scrollTo scrollY sessionStorage setTimeout URL URLSearchParams window Worker",
);
// What one script, or the page itself, defines for others.
const SHARED = globals(
  "answer applyReading counterpartButton loadMatcher loadScript Matching openFound openOver place printFound readingSettings setReading siteRoot",
);

export default [
  js.configs.recommended,
  {
    linterOptions: {reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error"},
    languageOptions: {sourceType: "script"},
    rules: {
      "array-callback-return": "error",
      "consistent-this": "error",
      "default-param-last": "error",
      eqeqeq: "error",
      "no-array-constructor": "error",
      "no-eval": "error",
      "no-extend-native": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": [
        "error",
        {selector: "Literal[regex.pattern=/[(][?]<[=!]/]", message: "Safari knows no lookbehind before 16.4."},
      ],
      "no-redeclare": ["error", {builtinGlobals: false}],
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-throw-literal": "error",
      "no-unmodified-loop-condition": "error",
      "no-unreachable-loop": "error",
      "no-use-before-define": ["error", {functions: false, variables: false}],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", {destructuring: "all"}],
      "prefer-object-has-own": "error",
      "prefer-promise-reject-errors": "error",
      strict: ["error", "global"],
    },
  },
  {
    files: ["overrides/assets/*.js", "overrides/assets/{offline/page,search/{highlight,list,search}}.js"],
    languageOptions: {globals: {...BROWSER, ...SHARED}},
    rules: {"no-unused-vars": ["error", {vars: "local"}]},
  },
  {files: ["overrides/assets/search/matching.js"], languageOptions: {globals: globals("self")}},
  {
    files: ["overrides/assets/search/worker.js"],
    languageOptions: {globals: globals("addEventListener importScripts Matching postMessage")},
    rules: {"no-unused-vars": ["error", {varsIgnorePattern: "^search(Index|Spellings)$"}]},
  },
  {
    files: ["overrides/assets/offline/worker.js"],
    languageOptions: {globals: globals("addEventListener caches clients fetch registration Response skipWaiting URL")},
    rules: {"no-unused-vars": ["error", {varsIgnorePattern: "^serveKept$"}]},
  },
  // What Chromium 90, Firefox 90 and Safari 15 read.
  {files: ["overrides/assets/{find,offline/*,search/*}.js"], languageOptions: {ecmaVersion: 2021}},
  {files: ["**/*.mjs"], languageOptions: {sourceType: "module"}},
  {files: ["tests/tools/accessibility.js"], languageOptions: {globals: BROWSER}},
  {files: ["tests/tools/verapdf.js"], languageOptions: {globals: globals("arguments java javax org print")}},
  {files: ["tests/tools/*.cjs"], languageOptions: {sourceType: "commonjs", globals: globals("console performance URL")}},
];
