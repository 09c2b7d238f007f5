// Go's WebAssembly asks for a global that Node has from version 19 on.
"use strict";
globalThis.crypto ??= require("node:crypto").webcrypto;
