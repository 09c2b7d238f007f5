// The search worker by itself, without a browser: reads {folder, sessions, all} as JSON and prints, for each session, a list
// of messages to a worker that has just begun, what it answers to each and which scripts it fetched. `all`: the index of both
// languages is there from the beginning, as in a page.
"use strict";
const fs = require("node:fs"), path = require("node:path"), vm = require("node:vm");
const {folder, sessions, all} = JSON.parse(fs.readFileSync(0, "utf-8"));

function answer(messages) {
  const fetched = [];
  const scope = vm.createContext({
    URL,
    encodeURIComponent,
    addEventListener() {},
    importScripts(...names) {
      for (const name of names) {
        const file = path.join("assets", "search", name);
        fetched.push(path.basename(file));
        vm.runInContext(fs.readFileSync(path.join(folder, file), "utf-8"), scope, {filename: file});
      }
    },
  });
  scope.importScripts("worker.js", ...(all ? ["../../search/zh.js", "../../search/en.js"] : []));
  const answers = messages.map(message => {
    scope.message = message;
    return vm.runInContext("answer(message)", scope, {timeout: 5000});
  });
  return {answers, fetched};
}
console.log(JSON.stringify(sessions.map(answer)));
