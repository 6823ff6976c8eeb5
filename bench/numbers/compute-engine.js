/** @file @cortex-js/compute-engine: derivatives compiled to JavaScript. */
import { ComputeEngine, compile } from "@cortex-js/compute-engine";

export const cases = {
  point(_sizes, [x_1, x_2, x_3]) {
    const ce = new ComputeEngine();
    const y = ce.parse("\\cos((x_1/x_2)^{x_3})");
    const by = ["x_1", "x_2", "x_3"].map((name) => {
      return ce.function("D", [y, ce.symbol(name)]).evaluate();
    });
    const [f, a, b, c] = [y, ...by].map((one) => compile(one).run);
    const at = { x_1, x_2, x_3 };
    return { run: () => [f(at), a(at), b(at), c(at)], results: (found) => found };
  },
};
