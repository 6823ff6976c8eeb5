/**
 * @file A framework in a process of its own, asked for numbers: `node numbers.js tfjs`. The parent
 * (`contest.js`) sends a task, the name of a case with its sizes and a file of doubles, and hears
 * results; then it asks for turns and hears microseconds of processor time.
 *
 * A module of numbers/ exports `cases`: by kind, a function of sizes and numbers that gives `run`,
 * what is timed, and `results`, what the first run computed.
 */
import { readFileSync } from "node:fs";
import { turnOf } from "./turns.js";

const { cases } = await import(`./numbers/${process.argv[2]}.js`).catch((error) => {
  return { cases: {}, error };
});
let turn;

function opened({ open: kind, sizes, path }) {
  const make = cases[kind];
  if (make === undefined) return { error: "missing" };
  const { buffer, byteOffset, length } = readFileSync(path);
  const all = new Float64Array(buffer.slice(byteOffset, byteOffset + length));
  const { run, results } = make(sizes, all.subarray(sizes.length));
  const found = results(run());
  turn = turnOf(run);
  return { results: found };
}

process.on("message", (message) => {
  try {
    process.send(message.turn ? { us: turn() } : opened(message));
  } catch (error) {
    process.send({ error: `${error?.message ?? error}` });
  }
});
process.on("disconnect", () => process.exit());
