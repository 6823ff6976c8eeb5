#!/usr/bin/env node
import module from "node:module";

// Compiled code is kept between runs where Node can do that (22.8 and later).
module.enableCompileCache?.();
// The bundle is minified; its maps turn a trace back into our own names and lines.
if (process.env.PENGRAD_DEBUG) process.setSourceMapsEnabled(true);
const { main } = await import("../dist/command/main.js");
process.exitCode = await main(process.argv.slice(2));
