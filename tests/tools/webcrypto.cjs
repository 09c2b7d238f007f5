// Go's WebAssembly asks for a global that Node has from version 19 on.
globalThis.crypto ??= require("node:crypto").webcrypto;
