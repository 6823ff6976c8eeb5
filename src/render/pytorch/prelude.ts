/**
 * @file What a script imports and defines before its work, as far as its formulas need it.
 */
import type { Import } from "./recipe.ts";

/** The text of an import or a function, under the name that it has in this script. */
export const prelude: {
  readonly [K in Import]: { readonly wanted: string; readonly text: (name: string) => string };
} = {
  math: { wanted: "math", text: () => "import math" },
  functional: {
    wanted: "F",
    text: (name) => `import torch.nn.functional as ${name}`,
  },
  indicator: {
    wanted: "indicator",
    text: (name) => `def ${name}(holds, *sizes):
    """1 where a condition on the indices holds (they count from 1), and 0 elsewhere."""
    counts = [torch.arange(1, size + 1) for size in sizes]
    return holds(*torch.meshgrid(*counts, indexing="ij")).double()`,
  },
  powers: {
    wanted: "powers",
    text: (name) => `def ${name}(x, between, k):
    """The sum of x^r0 y1 x^r1 ... ym x^rm over all exponents that add up to k - m."""
    if k < len(between):
        return torch.zeros_like(x)
    sums = [torch.eye(len(x), dtype=x.dtype)]
    for y in between:
        sums.append(sums[-1] @ y)
    for _ in range(k - len(between)):
        longer = [one @ x for one in sums]
        sums = longer[:1]
        for y, one in zip(between, longer[1:]):
            sums.append(one + sums[-1] @ y)
    return sums[-1]`,
  },
  derived: {
    wanted: "derived",
    text: (name) => `def ${name}(f, *picks):
    """f differentiated by arguments (their places) or by entries of them; the axes of f first."""
    def slope(*x):
        found = torch.autograd.functional.jacobian(f, x, create_graph=True)
        parts = [found[place][(..., *entry)] for place, *entry in picks]
        return parts[0] if len(parts) == 1 else torch.stack(parts, dim=-1)
    return slope`,
  },
  derivative: {
    wanted: "derivative",
    text: (name) => `def ${name}(f, orders, *arguments):
    """The partial derivative of f, orders[k] times by argument k."""
    x = [a.clone() if a.requires_grad else a.clone().requires_grad_() for a in arguments]
    value = f(*x)
    for a, order in zip(x, orders):
        for _ in range(order):
            [value] = torch.autograd.grad(value.sum(), [a], create_graph=True)
    return value`,
  },
};

/** What a script defines itself; the rest it imports. */
export const ownFunctions: readonly Import[] = (Object.keys(prelude) as Import[]).filter((key) => {
  return prelude[key].text(key).startsWith("def ");
});

/** A function of which only the name is known: something smooth in its place. */
export function standIn(name: string, argumentCount: number): string {
  const letters = Array.from({ length: argumentCount }, (_, k) => `x${k + 1}`);
  const sum = letters.map((letter, k) => (k === 0 ? letter : `${k + 1} * ${letter}`)).join(" + ");
  return `def ${name}(${letters.join(", ")}):
    # the worksheet does not say what this function is: put its formula here
    return torch.sin(${sum})`;
}

/** The test that the script makes of its own results. */
export function agreement(name: string): string {
  return `def ${name}(found, wanted):
    return torch.allclose(found, torch.tensor(wanted), rtol=1e-9, atol=1e-9)`;
}
