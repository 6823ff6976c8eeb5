/**
 * @file One peer in a process of its own: `node peer.js mathjs` answers questions that the parent
 * sends, so that no peer's heap or compiled code disturbs another's, and one that does not come
 * back can be stopped.
 *
 * A peer is a module with `version`, `variable(name)`, `derivative(expression, name)`,
 * `children(expression)` and what else it can: `parse(text)`, `step(f)` = sin(f)·f,
 * `product(names)`, `closed(names)`, `gradient(expression, names)`, `fresh()`, `gaveUp(result)`,
 * `equal(pair)` for `pair(a, b)`.
 */
import { closedText, productNames, triple } from "./cases.js";
import { median } from "./table.js";

const [, , name, file = name] = process.argv;
const peer = await import(`./peers/${file}.js`);

const gradient =
  peer.gradient ?? ((y, names) => names.map((variable) => peer.derivative(y, variable)));

/** The milliseconds that `body` takes. */
function clock(body) {
  const start = performance.now();
  const result = body();
  return { ms: performance.now() - start, result };
}

let count = 0;

/** The mean of fresh repetitions that together last `ms`; what prepares them is not timed. */
function closed({ ms, reading }) {
  const ofText =
    peer.gradientOfText ?? (peer.parse && ((text, names) => gradient(peer.parse(text), names)));
  const make = peer.closed ?? ((names) => peer.parse(closedText(names)));
  if (reading && ofText === undefined) return { error: "cannot read" };
  let spent = 0;
  let rounds = 0;
  while (spent < ms) {
    peer.fresh?.();
    const names = triple(count++);
    const given = reading ? closedText(names) : make(names);
    spent += clock(() => (reading ? ofText(given, names) : gradient(given, names))).ms;
    rounds++;
  }
  return { ms: spent / rounds };
}

function growth({ n, limit }) {
  peer.fresh?.();
  let f = peer.variable("x");
  for (let k = 0; k < n; k++) f = peer.step(f);
  const { ms, result } = clock(() => gradient(f, ["x"])[0]);
  if (peer.gaveUp?.(result)) return { error: "gives up" };
  return { ms, nodes: nodesHeld(result, limit) };
}

function product({ n }) {
  if (peer.product === undefined) return { error: "cannot" };
  peer.fresh?.();
  const y = peer.product(productNames(n));
  const names = (peer.gradientNames ?? ((all) => all))(productNames(n));
  return { ms: clock(() => gradient(y, names)).ms };
}

/** How many different objects an expression is made of; counting ends at `limit`. */
function nodesHeld(expression, limit) {
  const seen = new Set();
  const open = [expression];
  while (open.length > 0 && seen.size < limit) {
    const node = open.pop();
    const isLeaf = typeof node !== "object" || node === null;
    if (isLeaf || seen.has(node)) continue;
    seen.add(node);
    for (const child of peer.children(node)) open.push(child);
  }
  return seen.size;
}

/** Both sides of a pair as the peer's expressions. */
const sides = peer.pair ?? ((a, b) => [peer.parse(a), peer.parse(b)]);

/** How many times a pair is asked at most, the first to warm up, and for how long in all. */
const askings = 30;
const patience = 20_000;

/**
 * Every pair in rounds, read anew each time; a pair's time is the median of its rounds, since
 * others use the machine, too. `equal` says true, false, or undefined when it does not know.
 */
function equality({ pairs }) {
  if (peer.equal === undefined) return { error: "cannot" };
  const began = performance.now();
  const times = pairs.map(() => []);
  const said = [];
  for (let round = 0; round < askings; round++) {
    if (round > 1 && performance.now() - began > patience) break;
    for (const [k, { a, b }] of pairs.entries()) {
      peer.fresh?.();
      const given = attempt(() => sides(a, b));
      const { ms, result } = clock(() => attempt(() => peer.equal(given)));
      said[k] = result;
      if (round > 0) times[k].push(ms);
    }
  }
  const count = (equal, answer) =>
    pairs.filter((pair, k) => pair.equal === equal && said[k] === answer).length;
  const each = times.map(median);
  return {
    equal: pairs.filter(({ equal }) => equal).length,
    different: pairs.filter(({ equal }) => !equal).length,
    found: count(true, true),
    refused: count(false, false),
    errors: count(true, false) + count(false, true),
    median: median(each),
    mean: each.reduce((sum, ms) => sum + ms, 0) / each.length,
  };
}

/** What fails is not known. */
function attempt(body) {
  try {
    return body();
  } catch {
    return undefined;
  }
}

const cases = { closed, growth, product, equality };

process.on("message", (question) => {
  try {
    process.send(cases[question.case](question));
  } catch (problem) {
    const error = problem instanceof RangeError ? "overflows" : "fails";
    process.send({ error, reason: `${problem?.message ?? problem}`.slice(0, 200) });
  }
});
process.on("disconnect", () => process.exit());
process.send({ version: peer.version });
