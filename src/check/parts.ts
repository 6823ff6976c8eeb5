/** @file Parts of a formula: such a one in it, factors of a product as one, and missing sides. */
import { children, type Joint, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** Whether a formula or a part of it is such a one. */
export const hasPart = (syntax: Syntax, is: (part: Syntax) => boolean): boolean =>
  is(syntax) || children(syntax).some((part) => hasPart(part, is));

/** How far such factors stand side by side without a sign, from one of a product on. */
export function runUntil(
  { factors, joints }: SyntaxOf<"product">,
  from: number,
  is: (factor: Syntax) => boolean,
): number {
  let end = from;
  while (end < factors.length && joints[end - 1] === "juxtapose" && is(factors[end]!)) end++;
  return end;
}

/** A product with one factor in the place of those from `at` up to `end`. */
export function joinedIn(
  product: SyntaxOf<"product">,
  [at, end]: readonly [number, number],
  joined: Syntax,
): Syntax {
  const { factors, from, to } = product;
  const kept = [...factors.slice(0, at), joined, ...factors.slice(end)];
  if (kept.length === 1) return { ...joined, from, to };
  const joints: readonly Joint[] = [
    ...product.joints.slice(0, at),
    ...product.joints.slice(end - 1),
  ];
  return { kind: "product", factors: kept, joints, from, to };
}

/** Nothing where a side should stand. */
export const isMissing = ({ kind, from, to }: Syntax): boolean => kind === "error" && from === to;

/** Whether something is a chain that begins with its sign. */
export function hangs(item: Syntax | undefined): item is SyntaxOf<"relation"> {
  return item?.kind === "relation" && isMissing(item.parts[0]!);
}

/** e, e^x and \exp(x). */
export const isExponential = (part: Syntax): boolean => {
  if (part.kind === "power") return nameKey(part.base) === "e";
  return part.kind === "call" ? part.function === "exp" : nameKey(part) === "e";
};

/** I, \mathbf{I} and I_n. */
export const isIdentity = (syntax: Syntax): boolean =>
  /^(?:\\mathbf\{)?I\}?(?:_|$)/.test(nameKey(syntax) ?? "");
