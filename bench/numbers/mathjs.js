/** @file mathjs: derivatives compiled by its own compiler. */
import { createRequire } from "node:module";

const math = createRequire(import.meta.url)("mathjs");

export const cases = {
  point(_sizes, [x1, x2, x3]) {
    const y = math.parse("cos((x1/x2)^x3)");
    const all = [y, ...["x1", "x2", "x3"].map((name) => math.derivative(y, name))];
    const compiled = all.map((node) => node.compile());
    const scope = { x1, x2, x3 };
    return { run: () => compiled.map((one) => one.evaluate(scope)), results: (found) => found };
  },
};
