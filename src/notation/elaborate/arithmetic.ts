/**
 * @file Sums, products, quotients and powers.
 *
 * - a sum or quotient acts entry by entry; scalars are broadcast, and a vector beside a matrix is
 *   added to every row;
 * - a product follows `product.ts`; a superscript −1 on a square matrix is the inverse, a whole
 *   number or a letter a repeated product; on anything else a power acts entry by entry;
 * - `\|x\|^2` is xᵀx, not the square of a root; with brackets, `(\|x\|)^2`, it is that.
 */
import { isKind, type Size, shapeText } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { productIn } from "./call.ts";
import { elementwise, squaredNorm, transposed } from "./functions.ts";
import { matrixPower } from "./matrix-power.ts";
import { named } from "./naming.ts";
import { product as chained, type ProductMismatch } from "./product.ts";
import { type Rule, reportMisfit, settled, visit, visitLoosely } from "./rule.ts";
import type { Context } from "./scope.ts";
import { align, plainValue, restShape, type Value } from "./value.ts";

export const sum: Rule<"sum"> = (syntax, context) => {
  const { arena } = context;
  const values = visitLoosely(
    syntax.terms.map(({ term }) => term),
    context,
  );
  if (values === undefined) return undefined;
  const signs = syntax.terms.map(({ sign }) => sign);
  const doubtful = syntax.terms.find(({ sign }) => sign === "\\pm");
  if (doubtful !== undefined) {
    context.report("PG2005", doubtful.term, { what: "The sign ±", hint: "Write both cases out." });
    return undefined;
  }
  // λI − μI is (λ − μ)I of a size still open
  const open = values.every((value) => value.identity);
  const fitted = align(
    arena,
    open ? values.map(({ node, free, row }) => ({ node, free, row })) : values,
  );
  if (fitted === null) return reportMisfit(syntax, values, "a sum", context);
  const terms = fitted.nodes.map((node, k) => (signs[k] === "-" ? arena.negate(node) : node));
  const { free, row } = fitted;
  return { node: arena.sum(terms), free, row, ...(open && { identity: true as const }) };
};

export const product: Rule<"product"> = (syntax, context) => {
  const values = visitLoosely(syntax.factors, context);
  if (values === undefined) return undefined;
  const result = chained(context.arena, values, syntax.joints);
  if (!("at" in result)) return result;
  const [left, right] = [shapeText(result.left), shapeText(result.right)];
  context.report("PG2004", syntax.factors[result.at]!, { left, right, hint: hintFor(result) });
  return undefined;
};

/** What would make two neighbours fit. */
function hintFor({ left, right, entrywise }: ProductMismatch): string {
  if (entrywise) return "A product entry by entry needs equal shapes.";
  const fits = (a: Size | undefined, b: Size | undefined) => a !== undefined && a === b;
  if (left.length === 2 && right.length === 1 && fits(left[1], right[0])) {
    return "The right factor stands as a row. Is its transpose one too many?";
  }
  if (left.length + right.length > 2 && fits(left[0], right[0])) {
    return "Is a transpose missing on the left factor?";
  }
  if (right.length === 2 && fits(left.at(-1), right[1])) {
    return "Is a transpose missing on the right factor?";
  }
  if (left.length === 1 && right.length === 1) {
    return "Write x^T y for the inner product, x y^T for the outer one, x \\odot y entry by entry.";
  }
  return "The inner sizes must agree.";
}

export const fraction: Rule<"fraction"> = (syntax, context) => {
  const [top, below] = [
    context.visit(syntax.numerator, context),
    visit(syntax.denominator, context),
  ];
  if (top === undefined || below === undefined) return undefined;
  const { identity, ...numerator } = top;
  // I/2 is an identity matrix too; what else I is divided by must fix its size
  const scaled = identity && restShape(below).length === 0;
  const quotient = elementwise("divide", [scaled ? numerator : top, below], context.arena);
  if (quotient === undefined) return reportMisfit(syntax, [top, below], "a quotient", context);
  return scaled ? { ...quotient, identity: true } : quotient;
};

/** x(y − z)^2 with a quantity x is x · (y − z)², as what stands above belongs to the bracket. */
function besidesBracket(
  syntax: SyntaxOf<"power" | "transpose">,
  context: Context,
): { readonly value: Value | undefined } | undefined {
  const parts = productIn(syntax.base, context);
  if (parts === null) return undefined;
  const [head, inside] = parts;
  const { from, to } = inside;
  const base: Syntax = { kind: "group", delimiter: "(", body: inside, from, to };
  const factors = [head, { ...syntax, base }];
  return {
    value: context.visit({ ...syntax, kind: "product", factors, joints: ["juxtapose"] }, context),
  };
}

export const transpose: Rule<"transpose"> = (syntax, context) => {
  const beside = besidesBracket(syntax, context);
  if (beside !== undefined) return beside.value;
  // (X^3)^T is three factors as X^3 is: these brackets only hold the power together
  const { base } = syntax;
  const held = base.kind === "group" && base.body.kind === "power" && base.delimiter === "(";
  const value = context.visit(held ? base.body : base, context);
  return value && transposed(context.arena, value);
};

export const power: Rule<"power"> = (syntax, context) => {
  const { arena } = context;
  const key = nameKey(syntax);
  if (key !== undefined) {
    // w^+ is a name; the pseudoinverse is not known here
    const value = named(key, context);
    const { exponent } = syntax;
    const mark = exponent.kind === "name" || exponent.kind === "text" ? exponent.text : "+";
    const hint = "It marks a value of its own, and none is defined here.";
    if (value === null) context.report("PG2005", syntax, { what: `The superscript ${mark}`, hint });
    return value ?? undefined;
  }
  const beside = besidesBracket(syntax, context);
  if (beside !== undefined) return beside.value;
  const loose = context.visit(syntax.base, context);
  const exponent = visit(syntax.exponent, context);
  if (loose === undefined || exponent === undefined) return undefined;
  const n = isKind(exponent.node, "number") ? exponent.node.data : undefined;
  // (c I)^n = c^n I, whatever its size
  const isScaled = loose.identity === true && n?.d === 1n;
  const base = isScaled ? plainValue(loose.node) : settled(loose, syntax.base, context);
  if (base === undefined) return undefined;
  if (isScaled) return { ...plainValue(arena.power(base.node, exponent.node)), identity: true };
  const fractional = n !== undefined && n.d !== 1n;
  const whole = n !== undefined && n.d === 1n ? Q.toDouble(n) : undefined;
  if (whole === 2 && base.node.op === "norm" && isNorm(syntax.base)) {
    return squaredNorm(arena, plainValue(base.node.operands[0]!));
  }
  const rest = restShape(base);
  const scalar = restShape(exponent).length === 0;
  if (rest.length === 2 && rest[0] === rest[1] && scalar && !fractional) {
    return matrixPower(base, exponent, syntax, context);
  }
  if (rest.length === 2 && whole === -1) {
    context.report("PG2009", syntax, { what: "An inverse", shape: shapeText(rest) });
    return undefined;
  }
  const result = elementwise("power", [base, exponent], arena);
  return result ?? reportMisfit(syntax, [base, exponent], "a power", context);
};

/** Whether a base is written with norm bars, or as norm(x). */
function isNorm(base: Syntax): boolean {
  if (base.kind === "group") return base.delimiter === "\\|";
  if (base.kind === "subscript") return isNorm(base.base);
  return base.kind === "call" && base.function === "norm";
}
