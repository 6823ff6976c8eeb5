/** @file One compilation in a process of its own: `node cold.js 1` is the case of that number. */
import { cases, compileOnce } from "./measures/compile.js";

console.log(JSON.stringify(compileOnce(cases[Number(process.argv[2])])));
