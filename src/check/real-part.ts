/**
 * @file The real and the imaginary part as functions: Re(e^{ix}), \operatorname{Im} z. Nothing is
 * known of them among real numbers; `complex.ts` takes them apart. A Re that stands before no
 * bracket, as a Reynolds number does, is a name.
 */
import { mapParts, S, type Syntax, type SyntaxOf, unknownMark } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with such functions as functions. */
export function withRealParts(reading: Reading): Reading {
  return withSides(reading, called);
}

/** Which part a function takes; null for any other function. */
export function partTaken(name: string): "re" | "im" | null {
  if (name === written("Re")) return "re";
  return name === written("Im") ? "im" : null;
}

const written = (name: string): string => `\\mathrm{${name}}`;

function called(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, called);
  if (inner.kind === "applied" && isPart(inner.head) && inner.arguments.length === 1) {
    return { ...inner, head: headOf(inner.head) };
  }
  if (inner.kind !== "product") return inner;
  const factors = [...inner.factors];
  const joints = [...inner.joints];
  for (let k = factors.length - 2; k >= 0; k--) {
    const [head, next] = [factors[k]!, factors[k + 1]!];
    if (!isPart(head) || next.kind !== "group") continue;
    const call = { ...S.applied(headOf(head), next.body), from: head.from, to: next.to };
    factors.splice(k, 2, call);
    joints.splice(k, 1);
  }
  if (factors.length === inner.factors.length) return inner;
  return factors.length === 1 ? factors[0]! : { ...inner, factors, joints };
}

function isPart(syntax: Syntax): syntax is SyntaxOf<"name"> {
  const isUpright = syntax.kind === "name" && (syntax.font === "roman" || syntax.font === "text");
  return isUpright && (syntax.text === "Re" || syntax.text === "Im");
}

const headOf = (name: SyntaxOf<"name">): Syntax => {
  return { ...S.name(`${written(name.text)}${unknownMark}`), from: name.from, to: name.to };
};
