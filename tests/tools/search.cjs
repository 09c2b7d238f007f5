// The search worker by itself, without a browser: reads {folder, messages} as JSON, and prints what it answers to each.
"use strict";
const fs = require("node:fs"), path = require("node:path"), vm = require("node:vm");
const {folder, messages} = JSON.parse(fs.readFileSync(0, "utf-8"));
const scope = vm.createContext({URL, encodeURIComponent});
const files = ["assets/search/matching.js", "assets/search/worker.js", "search/spellings.js", "search/index.js"];
for (const file of files) vm.runInContext(fs.readFileSync(path.join(folder, file), "utf-8"), scope, {filename: file});
const answers = messages.map(message => {
  scope.message = message;
  return vm.runInContext("answer(message)", scope, {timeout: 5000});
});
console.log(JSON.stringify(answers));
