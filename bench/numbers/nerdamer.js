/** @file nerdamer: derivatives as functions that it builds. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const nerdamer = require("nerdamer");
require("nerdamer/Algebra");
require("nerdamer/Calculus");

export const cases = {
  point(_sizes, x) {
    const names = ["x1", "x2", "x3"];
    const y = nerdamer("cos((x1/x2)^x3)");
    const [f, a, b, c] = [y, ...names.map((name) => nerdamer.diff(y, name))].map((one) =>
      one.buildFunction(names),
    );
    const out = new Float64Array(4);
    const run = () => {
      const [x1, x2, x3] = x;
      out[0] = f(x1, x2, x3);
      out[1] = a(x1, x2, x3);
      out[2] = b(x1, x2, x3);
      out[3] = c(x1, x2, x3);
    };
    return { run, results: () => [...out] };
  },
};
