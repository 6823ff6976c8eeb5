/**
 * @file The product of n variables and its whole gradient as a kernel, beside a reverse sweep
 * written by hand: products of the first i variables forward, of the last ones backward. Both must
 * grow linearly.
 */
import { differentiate } from "../../dist/calculus/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { lengths } from "../cases.js";
import { contest, local, pytorch, taskOf } from "../contest.js";
import { meanSize } from "../numbers/parts.js";
import { productOf } from "../problems.js";
import { duration, figures, promise, ratio, table } from "../table.js";

/** Milliseconds of a compilation after which no longer product is asked for. */
const patience = 15_000;

export const title = "Product of n variables and its gradient as a kernel (processor time)";

function byHand(x) {
  const n = x.length;
  const before = new Float64Array(n);
  const out = new Float64Array(n + 1);
  const run = () => {
    let all = 1;
    for (let i = 0; i < n; i++) {
      before[i] = all;
      all *= x[i];
    }
    out[0] = all;
    let after = 1;
    for (let i = n - 1; i >= 0; i--) {
      out[i + 1] = before[i] * after;
      after *= x[i];
    }
  };
  return local(run, () => [out[0], meanSize(out.subarray(1))]);
}

function kernel(x) {
  const { arena, loss, parameters } = productOf(x.length);
  const gradient = differentiate(loss, parameters, arena);
  const start = performance.now();
  const roots = [loss, ...gradient].map((node) => ({ node }));
  const { arrays, run } = compileRoots({ arena, roots, inputs: parameters, backEnd: "script" });
  const ms = performance.now() - start;
  arrays[1].set(x);
  const results = () => [arrays[2][0], meanSize(arrays[2].subarray(1))];
  return { ms, entrant: local(() => run(1, arrays), results) };
}

export async function measure() {
  const rows = [];
  const found = [];
  let compiling = 0;
  for (const n of lengths) {
    if (compiling > patience) {
      rows.push([`n = ${n.toLocaleString("en")}`, "not asked"]);
      continue;
    }
    const x = Float64Array.from({ length: n }, (_, k) => 1 + Math.sin(k * 1.7) / n);
    const { ms, entrant } = kernel(x);
    compiling = ms;
    const task = taskOf("product", [n], x);
    const { us, errors } = await contest([
      ["ours", entrant],
      ["hand", byHand(x)],
      ["torch", pytorch(task)],
    ]);
    task.remove();
    const own = us.get("ours");
    found.push({ n, us: own, part: own / us.get("hand") });
    const torch = us.has("torch") ? duration(us.get("torch") / 1000) : errors.get("torch");
    rows.push([
      `n = ${n.toLocaleString("en")}`,
      duration(own / 1000),
      figures((1000 * own) / n),
      duration(us.get("hand") / 1000),
      ratio(own, us.get("hand")),
      torch,
      duration(ms),
    ]);
  }
  const worst = Math.max(...found.map(({ part }) => part));
  const heads = ["ours", "ns a variable", "by hand", "ours / by hand", "PyTorch", "compiled in"];
  return [
    table(["", ...heads], rows),
    "",
    promise("The most, to a reverse sweep by hand", worst, { most: 1.5 }),
    promise("Grows as n to the power of", exponent(found), { most: 1.1 }),
    promise("The longest product", found.at(-1).n, { least: lengths.at(-1) }),
  ].join("\n");
}

/** The slope of the line that is nearest to the logarithms of times, from n = 100 on. */
function exponent(found) {
  const places = found.filter(({ n }) => n >= 100).map(({ n, us }) => [Math.log(n), Math.log(us)]);
  const mean = (k) => places.reduce((sum, place) => sum + place[k], 0) / places.length;
  const [x, y] = [mean(0), mean(1)];
  const above = places.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return above / places.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
