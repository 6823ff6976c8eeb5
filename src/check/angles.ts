/**
 * @file Vectors in angle brackets, ∇f = ⟨2x, 3y²⟩. Two formulas in such brackets may be an inner
 * product, too; they are a vector where the chain says what a vector is: a gradient, a bold name,
 * a function of one letter, a field F(x, y), other brackets with numbers or with more than two
 * items, or a dot between two of them: ⟨t, t²⟩ · ⟨1, 2t⟩.
 */
import { children, mapParts, type Syntax } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed, isVectorName } from "./names.ts";

/** The reading with columns in the place of such brackets. */
export function withAngles(reading: Reading): Reading {
  return withSides(reading, (side, chain) => {
    return angled(side) === undefined || !saysVector(chain) ? side : asColumns(side);
  });
}

/** The items of the first angle brackets in a formula. */
function angled(syntax: Syntax): readonly Syntax[] | undefined {
  const own = itemsOf(syntax);
  if (own !== undefined) return own;
  for (const part of children(syntax)) {
    const inner = angled(part);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function itemsOf(syntax: Syntax): readonly Syntax[] | undefined {
  if (syntax.kind !== "group" || syntax.delimiter !== "\\langle") return undefined;
  return syntax.body.kind === "list" ? syntax.body.items : undefined;
}

/** Whether a chain is about vectors, and none of its brackets is a factor: 2⟨x, y⟩. */
function saysVector({ parts }: Chain): boolean {
  // f(x) = ⟨w, x⟩ is an inner product, and r(t) = ⟨t, t²⟩ none
  const isCurve = parts.flatMap((part) => angled(part) ?? []).some(isOfNumbers);
  if (isCurve && parts.some(hasDot)) return true;
  return parts.some((part) => isVector(part, isCurve)) && !parts.some(hasFactor);
}

/** Whether a dot stands between two such brackets. */
function hasDot(syntax: Syntax): boolean {
  if (syntax.kind !== "product") return children(syntax).some(hasDot);
  const { factors, joints } = syntax;
  return factors.some((factor, k) => {
    const before = k > 0 && joints[k - 1] === "cdot" ? itemsOf(factors[k - 1]!) : undefined;
    return before !== undefined && before.length === itemsOf(factor)?.length;
  });
}

/** Whether a formula has numbers or functions such as cosines in it. */
function isOfNumbers(syntax: Syntax): boolean {
  if (syntax.kind === "number" || syntax.kind === "call") return true;
  return syntax.kind !== "subscript" && children(syntax).some(isOfNumbers);
}

function isVector(part: Syntax, isCurve: boolean): boolean {
  const items = itemsOf(part);
  if (items !== undefined) return items.length > 2 || items.every(isClosed);
  if (part.kind === "gradient") return part.order === 1;
  if (part.kind === "applied") {
    const bare = part.head.kind === "prime" ? part.head.base : part.head;
    const isField = isVectorName(bare) || (bare.kind === "name" && /^[FGV]$/.test(bare.text));
    return bare.kind === "gradient" || (isCurve && (isField || part.arguments.length === 1));
  }
  if (part.kind === "evaluated") return isVector(part.body, isCurve);
  return isVectorName(part);
}

/** Whether brackets with two items stand in a product, and not behind numbers: 2e^{x}⟨x, y⟩. */
function hasFactor(syntax: Syntax): boolean {
  if (syntax.kind === "product") {
    const at = syntax.factors.findIndex((one) => itemsOf(one)?.length === 2);
    const before = at < 0 ? [] : syntax.factors.slice(0, at);
    const isLast = at === syntax.factors.length - 1 && before.length > 0;
    if (at >= 0 && !(isLast && before.every(({ kind }) => scalars.has(kind)))) return true;
  }
  return children(syntax).some(hasFactor);
}

/** What is hardly a vector in front of one. */
const scalars: ReadonlySet<string> = new Set(["number", "fraction", "power", "call", "root"]);

function asColumns(syntax: Syntax): Syntax {
  const inner = mapParts(syntax, asColumns);
  const items = itemsOf(inner);
  if (items === undefined || items.length < 2) return inner;
  const { from, to } = syntax;
  return { kind: "matrix", from, to, rows: items.map((item) => [item]) };
}
