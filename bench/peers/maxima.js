/**
 * @file Maxima, one run of the program for each question; the time is taken inside, by its own
 * clock, over enough repetitions. Node counts are not asked for.
 */
import { closedText, productNames, triple } from "../cases.js";

export const command = "maxima";
export const versionArguments = ["--version"];
export const reply = /BENCH ([\d.eE+-]+)/;

const timed = (body, repeats) =>
  `t0: elapsed_real_time()$ for k: 1 thru ${repeats} do (${body})$ ` +
  `print("BENCH", (elapsed_real_time() - t0) * 1000.0 / ${repeats})$`;

const run = (text) => ({ args: ["--very-quiet", "-r", `${text} quit();`] });

export const questions = {
  closed({ reading }) {
    const names = triple(0);
    const text = closedText(names);
    const y = reading ? `y: parse_string("${text}")` : "y: y0";
    const body = [y, ...names.map((name) => `diff(y, ${name})`)].join(", ");
    return run(`y0: ${text}$ load(stringproc)$ ${timed(body, 2_000)}`);
  },
  growth({ n }) {
    return run(`f: x$ for j: 1 thru ${n} do f: sin(f)*f$ ${timed("diff(f, x)", n < 6 ? 500 : 1)}`);
  },
  product({ n }) {
    const names = productNames(n).map((name) => name.replace("_", ""));
    const make = `vs: makelist(concat(v, i), i, 1, ${n})$ y: apply("*", vs)$`;
    return run(`${make} ${timed("for w in vs do diff(y, w)", names.length < 100 ? 50 : 1)}`);
  },
};
