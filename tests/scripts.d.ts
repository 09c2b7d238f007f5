// What the published scripts share, and what the templates promise them. Nothing of this is published.

// A script looks up what its page's template holds, so a lookup is not checked for null.
interface ParentNode {
  querySelector(selectors: "input"): HTMLInputElement & {form: HTMLFormElement};
  querySelector(selectors: `${string} table`): HTMLTableElement & {tHead: HTMLTableSectionElement};
  querySelector(selectors: ".place__page"): HTMLElement & {dataset: {label: string}};
  querySelector(selectors: ".since-visit"): HTMLElement & {lastChild: HTMLButtonElement; dataset: Record<"one" | "many", string>};
  querySelector(selectors: "a"): HTMLAnchorElement;
  querySelector(selectors: ".editions__kept" | ".colophon"): HTMLElement | null;
  querySelector(selectors: "button"): HTMLButtonElement;
  querySelector(selectors: ".search__status"): HTMLElement & {dataset: Record<SearchStatus, string>};
  querySelector(selectors: ".search__list"): FoundList;
  querySelector(selectors: "a[data-search-page]"): HTMLAnchorElement | null;
  querySelector(selectors: "button.search-button"): HTMLElement | null;
  querySelector(selectors: ".page-links"): HTMLElement & {dataset: Record<"copy" | "copied" | "counterpart" | "missing" | "lang", string>};
  querySelector(selectors: "a.side-by-side"): HTMLAnchorElement;
  querySelector(selectors: ".top"): HTMLButtonElement;
  querySelectorAll(selectors: "a"): NodeListOf<HTMLAnchorElement>;
  querySelector(selectors: "[data-copy-label]"): HTMLElement & {dataset: Record<"copyLabel" | "copied" | "place", string>};
  querySelector(selectors: "link[rel=canonical]"): HTMLLinkElement;
  querySelectorAll(selectors: "[data-copy]"): NodeListOf<HTMLElement & {dataset: {copy: string}}>;
  querySelectorAll(selectors: "[data-passage]"): NodeListOf<PassageLink>;
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E;
  querySelectorAll(selectors: "form.data-filter"): NodeListOf<DataFilter>;
  querySelectorAll(selectors: "a[data-keeps-place]"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "a"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "[name=from], [name=to]"): NodeListOf<HTMLSelectElement>;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}
interface Element {
  closest(selectors: "a[data-keeps-place]"): HTMLAnchorElement;
  closest(selectors: "a"): HTMLAnchorElement | null;
  closest(selectors: "a:is(.paragraph-link, .headerlink)"): HTMLAnchorElement;
  closest(selectors: ".passages > li"): HTMLElement & {dataset: {pages: string}};
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E;
  getAttribute(name: "href"): string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string | boolean): void;
}
interface Node {
  readonly classList?: DOMTokenList;
  contains(other: EventTarget | null): boolean;
}
interface CSSStyleDeclaration {
  setProperty(property: string, value: string | number): void;
}
interface HTMLElement {
  readonly parentElement: HTMLElement;
}
interface Document {
  getElementById(id: "reading-controls"): ReadingControls;
  getElementById(id: "__find"): HTMLElement & {dataset: Record<"worker" | "other", string>};
  getElementById(id: string): HTMLElement;
}

// Of settings.js, which every page runs before it is painted.
type Settings = Record<string, string>;

type ReadingControls = {
  querySelector(selectors: string): HTMLInputElement;
  addEventListener(type: "change", listener: (event: Event & {target: HTMLInputElement}) => void): void;
} & HTMLElement;

// What may be done with a page, and under `passage` with a passage of it.
type PassageLink = HTMLAnchorElement & {dataset: {passage: string}};

// Sets up what opens over the page: its button, itself, and what gets the focus. Returns what opens or closes it.
type OpenOver = (
  button: HTMLElement, panel: HTMLElement, first: () => HTMLElement,
) => (open: boolean, back?: boolean) => void;

// A button that shows a passage in the other language beneath its block; null where there is none.
type CounterpartButton = (id: string, block: HTMLElement) => HTMLButtonElement | null;
declare var counterpartButton: CounterpartButton;
// What a chapter's script of passages calls: HTML by the ids of the blocks of the page.
declare var counterparts: (passages: Record<string, string>) => void;

// A filter of a data table. A control is a field or a list of choices. Not an HTMLFormElement, which takes any name for a
// control's, and so lets misspelt names pass.
type Control = HTMLInputElement & HTMLSelectElement;
type DataFilter = HTMLElement & Pick<HTMLFormElement, "reset"> & {
  dataset: {table: string; sort: string; shown: string; none: string; failed: string; more: string};
  elements: HTMLFormControlsCollection & Iterable<Control> & {text: HTMLInputElement};
};
type Row = {line: HTMLTableRowElement; year: HTMLElement; mark?: HTMLElement; text: string | null};

// What the search status says, in `data-` attributes.
type SearchStatus = "loading" | "initial" | "failed" | "partial" | "none" | "one" | "some";

// Matching: see matching.js.
type Spellings = {variants: Record<string, string>; synonyms: string[][]};
type Prepared = {printed: string; text: string; unified: string; places: Int32Array; starts: Uint8Array};
// A form of a term. `pattern` is what is scanned for; `begins` says that the form must begin a word (2: and no decimal).
type Form = {words: string; han: boolean; initials: boolean; endings: Set<string>; begins: number; pattern: string};
type Term = Form[];
type Query = {terms: Term[]; apart: Term[] | null; phrase: Term | null; whole: Term | null};
type Anywhere = (place: number) => boolean;
type Matcher = {
  prepare(text: string): Prepared;
  parse(query: string): Query;
  seek(text: Prepared, form: Form, from: number, to: number, anywhere: Anywhere): [place: number, length: number] | null;
  places(text: Prepared, terms: Term[], from: number, to: number, anywhere: Anywhere): Iterable<[from: number, to: number]>;
  alike(text: string): string;
};
declare var Matching: {makeMatcher(spellings: Spellings): Matcher};
declare function loadMatcher(): Promise<Matcher>;
declare function loadScript(name: string): Promise<unknown>;
declare function openFound(): void;

// Search: what the page sends to the worker, and what it answers. `at` is the position of a page in the result. Titles,
// headings and texts are HTML; `titled` says that the title itself is a hit; `left` passages are not told yet; `partial` says that the other
// language could not be fetched.
type Language = "zh" | "en";
type SetUp = {language: Language; other: string; file: boolean; matcher?: Matcher};
type More = {at: number; from: number; count: number};
type Message = {type: "set-up"; data: SetUp} | {type: "find"; data: string} | {type: "more"; data: More};
type Answer = (message: Message) => Result | FoundPassage[] | null;
type Ask = (message: Message) => Promise<any>;
type Send = (message: Message) => void;
type FoundPassage = {href: string; heading: string; text: string};
type FoundPage = {href: string; title: string; titled: boolean; passages: FoundPassage[]; left: number};
type Result = {pages: FoundPage[]; found: number; partial: boolean};
// The list, what it says, and how it is printed: at first as many pages as were there before, with what was unfolded.
type FoundList = HTMLElement & {dataset: Record<"more" | "moreOne", string>};
type Kept = {query: string; pages: number; open: number[]; scroll: number; link: string};
type PrintFound = (list: FoundList, pages: FoundPage[], around: {
  site: string; kept: Kept | null; isCurrent(): boolean; more(request: More): Promise<FoundPassage[]>; restored(): void;
}) => Promise<void>;

// Search: the index as it is published, and what the worker makes of it.
type IndexPage = [address: string, language: Language, list: [id: string, words: string | number, level?: number][]];
type Page = {address: string; language: Language; title: Passage | null};
type Passage = {
  page: Page; id: string; level: number; words: string; section: number; offset: number; number: number;
};
type Hit = {passage: Passage; here: number; scattered?: boolean; rank: number};
type PageHits = {page: Page; titled: Hit | null; list: Hit[]; best: number};
type Found = {pages: PageHits[]; terms: Term[]; typed: string};
type FindHits = (terms: Term[], exact: Uint8Array | null) => Hit[];
type Rank = (hit: Hit, exact: Uint8Array | null) => number;
type Link = (page: Page, id: string, typed: string) => string;
type Title = (page: Page, hit: Hit | null, terms: Term[]) => string;
type PlacesIn = (passage: Passage, terms: Term[]) => number[][];
type Mark = (passage: Passage, terms: Term[]) => string;
type MarkPart = (passage: Passage, places: number[][], from: number, to: number) => string;
declare function importScripts(...addresses: string[]): void;

// What the browser keeps: see offline/. The library of TypeScript has no names of a page and of a worker together.
type OfflineWords = Record<"size" | "kept" | "keep" | "working" | "remove" | "hint" | "now" | "full" | "failed" | "refused", string>;
type ExtendableEvent = Event & {
  data: any; request: Request; waitUntil(done: Promise<unknown>): void; respondWith(answer: Response | Promise<Response>): void;
};
declare function addEventListener(type: "install" | "activate" | "message" | "fetch", listener: (event: ExtendableEvent) => void): void;
declare function skipWaiting(): Promise<void>;
declare var registration: ServiceWorkerRegistration;
declare var clients: {matchAll(options: {includeUncontrolled: boolean}): Promise<(MessagePort & {url: string})[]>};
