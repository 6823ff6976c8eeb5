/**
 * @file The values of expressions without variables: exactly where there is a closed form, and as
 * enclosures.
 */
import {
  ballField,
  evaluate,
  exactField,
  isKind,
  type Node,
  type Sizes,
  type Tensor,
  topological,
} from "../expression/index.ts";
import { S, type Syntax, spellExact } from "../notation/index.ts";
import { B, type Ball, type Exact, Q, type Rational, X } from "../number/index.ts";

/** The number near a scalar; undefined where it has variables, or is no scalar. */
export function doubleOf(root: Node, sizes: Sizes): number | undefined {
  const [entry, more] = constantOf(root, sizes)?.ball.entries ?? [];
  return entry === undefined || more !== undefined ? undefined : B.toDoubles(entry)[0];
}

/** Bits of an enclosure: more than fifty decimal digits. */
const bits = 192;

/** A value: `exact`, found when it is first asked for, is null where there is no closed form. */
export interface Constant {
  readonly exact: Tensor<Exact> | null;
  readonly ball: Tensor<Ball>;
}

/** The value of a node; null when it has variables, or is not defined. */
export function constantOf(
  root: Node,
  sizes: Sizes,
  inputs: ReadonlyMap<string, Tensor<Ball>> = new Map(),
): Constant | null {
  const open = topological([root]).some((node) => {
    if (isKind(node, "variable")) return !inputs.has(node.data);
    return node.op === "abstract";
  });
  if (open) return null;
  const ball = evaluate([root], ballField(bits), inputs, sizes).values.get(root);
  if (ball === undefined) return null;
  let exact: Tensor<Exact> | null | undefined = inputs.size > 0 ? null : undefined;
  return {
    ball,
    get exact() {
      exact ??= evaluate([root], exactField, new Map(), sizes).values.get(root) ?? null;
      return exact;
    },
  };
}

/** Whether two values are the same, as far as can be told. */
export function sameConstant(a: Constant, b: Constant): "yes" | "no" | "unknown" {
  if (a.ball.entries.length !== b.ball.entries.length) return "no";
  let all: "yes" | "unknown" = "yes";
  if (a.ball.entries.some((entry, k) => B.disjoint(entry, b.ball.entries[k]!))) return "no";
  for (const k of a.ball.entries.keys()) {
    const [x, y] = [a.exact?.entries[k], b.exact?.entries[k]];
    const equal = x === undefined || y === undefined ? undefined : X.equal(x, y);
    if (equal === false) return "no";
    if (equal !== true) all = "unknown";
  }
  return all;
}

/** The ball from `low` to `high`. */
export function between(low: Rational, high: Rational): Ball {
  return B.hull(B.fromRational(low, bits), B.fromRational(high, bits));
}

/** A ball around a number. */
export function around(middle: Rational, radius: Rational): Ball {
  return between(Q.subtract(middle, radius), Q.add(middle, radius));
}

/** An exact value as syntax: a number, a column, a matrix. */
export function exactSyntax({ shape, entries }: Tensor<Exact>): Syntax {
  const written = entries.map(spellExact);
  if (shape.length === 0) return written[0]!;
  const width = shape.length === 1 ? 1 : shape.at(-1)!;
  const rows = Array.from({ length: written.length / width }, (_, k) => {
    return written.slice(k * width, (k + 1) * width);
  });
  return S.matrix(rows);
}
