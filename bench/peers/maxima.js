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

/** How long one pair is asked again and again, in seconds, before its time counts. */
const patience = 0.08;

/**
 * What turns a difference into 0 most often, for positive letters: exponentials in the place of
 * angles, and the normal form of rational functions in them.
 */
const recipe = "ratsimp(radcan(exponentialize(trigexpand(d_))))";

/** Asks one pair until `patience` is over; what fails is not known. */
const asking =
  `zero_(d_) := ${recipe}$ ` +
  "ask_(a_, b_) := block([t_, n_: 0, r_: errcatch(zero_(a_ - b_))], t_: elapsed_real_time(), " +
  `while elapsed_real_time() - t_ < ${patience} do ` +
  "(for k_: 1 thru 5 do errcatch(zero_(a_ - b_)), n_: n_ + 5), " +
  'print("PAIR", if r_ # [] and is(first(r_) = 0) then 1 else 0, ' +
  "(elapsed_real_time() - t_) * 1000.0 / n_))$ ";

/** Its own names. */
const readable = (text) =>
  text
    .replace(/\bln\(/g, "log(")
    .replace(/\barc(sin|cos|tan)\(/g, "a$1(")
    .replace(/\bpi\b/g, "%pi");

export const questions = {
  equality({ pairs }) {
    const asked = pairs.map(({ a, b }) => `ask_(${readable(a)}, ${readable(b)})$`).join(" ");
    return { ...run(`assume_pos: true$ errormsg: false$ ${asking}${asked}`), pairs };
  },
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
