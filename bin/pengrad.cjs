#!/usr/bin/env node
/**
 * @file Starts the command. Most of a short run is spent compiling, so the bundle comes with V8's
 * own code cache, made when it was built; where V8 refuses it (another version of Node), the
 * bundle is compiled as usual.
 */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, resolve } = require("node:path");
const { Script } = require("node:vm");

// The bundle is minified; its maps turn a trace back into our own names and lines.
if (process.env.PENGRAD_DEBUG) process.setSourceMapsEnabled(true);

const filename = resolve(__dirname, "../dist/command/main.cjs");
const cache = `${filename}.cache`;
const source = readFileSync(filename, "utf8");
const wrapped = `(function (exports, require, module, __filename, __dirname) {\n${source}\n})`;
const script = new Script(wrapped, {
  filename,
  lineOffset: -1,
  cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
});
const bundle = { exports: {} };
const run = script.runInThisContext();
run(bundle.exports, createRequire(filename), bundle, filename, dirname(filename));

/** Writes the code of all functions that ran into the cache; the build's last step. */
function keepCode() {
  writeFileSync(cache, script.createCachedData());
}

bundle.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  if (process.env.PENGRAD_KEEP_CODE) keepCode();
});
