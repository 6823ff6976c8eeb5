/**
 * @file Building a syntax tree without a text: one constructor per kind of node.
 *
 * The worked solution speaks through these. The nodes carry the span `nowhere`, hold no `group`
 * nodes (the printers put the brackets that precedence asks for) and follow the house's form:
 * sums and products lie flat, a minus before a term is the sign of that term, `\sin(s)` has
 * brackets while `\ln 2` and `\ln \frac{\pi}{2}` go bare, and the square of a sine is
 * `\sin^2(s)`.
 *
 * Wherever a part is asked for, a string or a number will do: digits become a number, anything
 * else the name of a quantity in normalised LaTeX ("x", "\\theta", "true").
 *
 * Nothing is simplified here: `negate(negate(x))` is −(−x), a product with 1 keeps the 1.
 */
import {
  type BigSyntax,
  type CallSyntax,
  type Delimiter,
  type DerivativeSyntax,
  type Joint,
  type NameSyntax,
  nowhere,
  type RelationSign,
  type SumSyntax,
  type Syntax,
} from "./syntax.ts";

/** What a constructor takes for a part: a tree, or a number or a name in short. */
export type Part = Syntax | string | number | bigint;

/** A term with the sign before it. */
export interface SignedTerm {
  readonly sign: "+" | "-" | "\\pm";
  readonly term: Syntax;
}

/** The tree of a part: digits make a number, other strings a name. */
export function part(x: Part): Syntax {
  if (typeof x === "number" || typeof x === "bigint") return number(x);
  if (typeof x !== "string") return x;
  return /^-?\.?\d/.test(x) ? number(x) : name(x);
}

/** A number as printed; a leading minus makes it a negation, since a number has no sign. */
export function number(value: string | number | bigint): Syntax {
  const text = String(value).replace("−", "-");
  return text.startsWith("-")
    ? negate({ kind: "number", text: text.slice(1), ...nowhere })
    : { kind: "number", text, ...nowhere };
}

/** A name in normalised LaTeX, with its alphabet and its accents (outermost first). */
export function name(
  text: string,
  dress: { readonly font?: NameSyntax["font"]; readonly accents?: readonly string[] } = {},
): NameSyntax {
  return {
    kind: "name",
    text,
    ...(dress.font === undefined ? {} : { font: dress.font }),
    ...(dress.accents === undefined ? {} : { accents: dress.accents }),
    ...nowhere,
  };
}

/** `\hat{x}`: a name with one more mark above, outside those it has. */
export function accented(accent: string, of: NameSyntax | string): NameSyntax {
  const base = typeof of === "string" ? name(of) : of;
  return { ...base, accents: [accent, ...(base.accents ?? [])] };
}

/** `x_1`, `W_{2,2}`. */
export function subscripted(base: Part, ...indices: readonly Part[]): Syntax {
  return { kind: "subscript", base: part(base), indices: indices.map(part), ...nowhere };
}

/** `z^{(l)}`. */
export function family(base: Part, index: Part, bracket: "(" | "[" = "("): Syntax {
  return { kind: "family", base: part(base), bracket, index: part(index), ...nowhere };
}

/** Functions whose sign encloses the argument, so that a power stands after it: `|x|^2`. */
const enclosing: ReadonlySet<string> = new Set(["abs", "norm", "sqrt", "cbrt", "floor"]);

/**
 * `base^exponent`. A positive whole power of a function called by its name is set where people
 * set it, `\sin^2(x)`; other powers of a call keep brackets around the call.
 */
export function power(base: Part, exponent: Part): Syntax {
  const b = part(base);
  const e = part(exponent);
  if (
    b.kind === "call" &&
    b.power === undefined &&
    !enclosing.has(b.function) &&
    e.kind === "number" &&
    /^[1-9]\d*$/.test(e.text)
  ) {
    return { ...b, power: e };
  }
  return { kind: "power", base: b, exponent: e, ...nowhere };
}

/** A^n of a matrix: a call keeps its brackets, as \operatorname{diag}^2(x) is of its entries. */
export function matrixPower(base: Part, exponent: Part): Syntax {
  const b = part(base);
  return power(b.kind === "call" ? group(b) : b, exponent);
}

/** `W^T`. */
export function transpose(base: Part): Syntax {
  return { kind: "transpose", base: part(base), ...nowhere };
}

/** `f'`. */
export function prime(base: Part, count = 1): Syntax {
  return { kind: "prime", base: part(base), count, ...nowhere };
}

/** A term that a sum takes away. */
export function minus(term: Part): SignedTerm {
  return { sign: "-", term: part(term) };
}

/** A term that a sum adds. */
export function plus(term: Part): SignedTerm {
  return { sign: "+", term: part(term) };
}

/** `-x`: a sum of one term. */
export function negate(x: Part): SumSyntax {
  return { kind: "sum", terms: [minus(x)], ...nowhere };
}

const isSigned = (x: Part | SignedTerm): x is SignedTerm =>
  typeof x === "object" && "sign" in x && "term" in x;

/**
 * The sum of terms, flat: the terms of a sum that is added stand in line with the others, so
 * `sum(["x", negate("y")])` is x − y. One added term alone is that term.
 */
export function sum(terms: readonly (Part | SignedTerm)[]): Syntax {
  const flat: SignedTerm[] = [];
  for (const x of terms) {
    const signed = isSigned(x) ? x : plus(x);
    if (signed.sign === "+" && signed.term.kind === "sum") {
      for (const inner of signed.term.terms) flat.push(inner);
    } else flat.push(signed);
  }
  const [only] = flat;
  if (flat.length === 1 && only?.sign === "+") return only.term;
  return { kind: "sum", terms: flat, ...nowhere };
}

/** `a - b`. */
export function difference(a: Part, b: Part): Syntax {
  return sum([a, minus(b)]);
}

/**
 * The product of factors: one joint for all, or the joint after each factor but the last. A
 * product among the factors is laid flat with its own joints, except where `\odot` meets
 * another product, which do not associate. One factor alone is that factor.
 */
export function product(
  factors: readonly Part[],
  joint: Joint | readonly Joint[] = "juxtapose",
): Syntax {
  const jointAfter = (i: number): Joint =>
    typeof joint === "string" ? joint : (joint[i] ?? "juxtapose");
  const outer = factors.slice(1).map((_, i) => jointAfter(i));
  const flat: Syntax[] = [];
  const joints: Joint[] = [];
  factors.map(part).forEach((factor, i) => {
    if (i > 0) joints.push(jointAfter(i - 1));
    if (factor.kind === "product" && associate(outer, factor.joints)) {
      for (const inner of factor.factors) flat.push(inner);
      for (const inner of factor.joints) joints.push(inner);
    } else flat.push(factor);
  });
  if (flat.length === 1) return flat[0]!;
  // dy/ds · x_3: a derivative is a factor to itself, not the d of something
  const spaced = joints.map((own, i): Joint => {
    const beside = flat[i]!.kind === "derivative" || flat[i + 1]!.kind === "derivative";
    return own === "juxtapose" && beside ? "cdot" : own;
  });
  return { kind: "product", factors: flat, joints: spaced, ...nowhere };
}

/** Whether a product may lose its brackets inside another: all `\odot`, or none. */
function associate(outer: readonly Joint[], inner: readonly Joint[]): boolean {
  const isElementwise = (joint: Joint): boolean => joint === "odot";
  const none = !outer.some(isElementwise) && !inner.some(isElementwise);
  return none || (outer.every(isElementwise) && inner.every(isElementwise));
}

/** `\frac{a}{b}`. */
export function fraction(numerator: Part, denominator: Part): Syntax {
  const parts = { numerator: part(numerator), denominator: part(denominator) };
  return { kind: "fraction", style: "bar", ...parts, ...nowhere };
}

/** `a/b`. */
export function quotient(numerator: Part, denominator: Part): Syntax {
  const parts = { numerator: part(numerator), denominator: part(denominator) };
  return { kind: "fraction", style: "slash", ...parts, ...nowhere };
}

/** Whether `\ln` of it is written without brackets in the house's form. */
function goesBare(x: Syntax): boolean {
  if (x.kind === "subscript") return goesBare(x.base);
  return x.kind === "number" || x.kind === "name" || (x.kind === "fraction" && x.style === "bar");
}

/**
 * A function of its arguments, in brackets; a logarithm of a letter, a number or a fraction
 * without. `dress` adds a power (`\sin^2 x`), a subscript (`\log_2 x`) or other brackets.
 */
export function call(
  of: string,
  operands: readonly Part[],
  dress: Partial<Pick<CallSyntax, "power" | "subscript" | "brackets">> = {},
): Syntax {
  const parts = operands.map(part);
  const [first] = parts;
  const isLogarithm = of === "ln" || of === "log";
  const bare = isLogarithm && parts.length === 1 && first !== undefined && goesBare(first);
  const brackets = bare ? null : "(";
  return {
    kind: "call",
    function: of,
    head: nowhere,
    arguments: parts,
    brackets,
    ...dress,
    ...nowhere,
  };
}

/** `f(x)`: a letter before a bracket. */
export function applied(head: Part, ...operands: readonly Part[]): Syntax {
  return { kind: "applied", head: part(head), arguments: operands.map(part), ...nowhere };
}

/** `\sqrt{x}`, `\sqrt[3]{x}`. */
export function root(radicand: Part, degree?: Part): Syntax {
  const deg = degree === undefined ? {} : { degree: part(degree) };
  return { kind: "root", radicand: part(radicand), ...deg, ...nowhere };
}

/** `|x|`. */
export function absolute(x: Part): Syntax {
  return call("abs", [x]);
}

/** Brackets that stand whether precedence needs them or not. */
export function group(body: Part, delimiter: Delimiter = "("): Syntax {
  return { kind: "group", delimiter, body: part(body), ...nowhere };
}

/** `\|x\|`, `\|x\|_2`. */
export function norm(x: Part, order?: Part): Syntax {
  const bars = group(x, "\\|");
  return order === undefined ? bars : subscripted(bars, order);
}

/** `a, b`. */
export function list(items: readonly Part[]): Syntax {
  return { kind: "list", items: items.map(part), ...nowhere };
}

/** A matrix by its rows. */
export function matrix(rows: readonly (readonly Part[])[]): Syntax {
  return { kind: "matrix", rows: rows.map((row) => row.map(part)), ...nowhere };
}

/** A column vector by its entries. */
export function column(entries: readonly Part[]): Syntax {
  return matrix(entries.map((entry) => [entry]));
}

/** A definition by cases; the condition null is "otherwise". */
export function cases(rows: readonly (readonly [value: Part, condition: Part | null])[]): Syntax {
  const entries = rows.map(([value, condition]) => ({
    value: part(value),
    condition: condition === null ? null : part(condition),
  }));
  return { kind: "cases", rows: entries, ...nowhere };
}

/** `\sum_{i=1}^{n} body` and its kin; `lower` without an index is a condition, `i \ne j`. */
export function big(
  operator: BigSyntax["operator"],
  bounds: { readonly index?: readonly Part[]; readonly lower?: Part; readonly upper?: Part },
  body: Part,
): Syntax {
  return {
    kind: "big",
    operator,
    index: (bounds.index ?? []).map(part),
    ...(bounds.lower === undefined ? {} : { lower: part(bounds.lower) }),
    ...(bounds.upper === undefined ? {} : { upper: part(bounds.upper) }),
    body: part(body),
    ...nowhere,
  };
}

/** A variable of differentiation, with its order when that is not 1. */
export type Variable = Part | { readonly variable: Part; readonly order: number };

const isOrdered = (x: Variable): x is { readonly variable: Part; readonly order: number } =>
  typeof x === "object" && "variable" in x;

/** `\frac{dy}{dx}`; `of` null makes `\frac{d}{dx}`. */
export function derivative(
  of: Part | null,
  by: Variable | readonly Variable[],
  dress: Partial<Pick<DerivativeSyntax, "sign" | "style">> = {},
): Syntax {
  const variables: readonly Variable[] = Array.isArray(by) ? by : [by as Variable];
  return {
    kind: "derivative",
    sign: "d",
    style: "bar",
    ...dress,
    of: of === null ? null : part(of),
    by: variables.map((x) =>
      isOrdered(x)
        ? { variable: part(x.variable), order: x.order }
        : { variable: part(x), order: 1 },
    ),
    ...nowhere,
  };
}

/** `\frac{\partial L}{\partial W}`. */
export function partial(of: Part | null, by: Variable | readonly Variable[]): Syntax {
  return derivative(of, by, { sign: "\\partial" });
}

/** `\nabla_W L`, `\nabla_w^2 L`. */
export function gradient(of: Part | null, by: Part | null = null, order = 1): Syntax {
  const parts = { by: by === null ? null : part(by), of: of === null ? null : part(of) };
  return { kind: "gradient", order, ...parts, ...nowhere };
}

/** `dx`, `\partial x`. */
export function differential(of: Part, sign: "d" | "\\partial" = "d"): Syntax {
  return { kind: "differential", sign, of: part(of), ...nowhere };
}

/** `\left. body \right|_{at}`. */
export function evaluated(body: Part, at: Part): Syntax {
  return { kind: "evaluated", body: part(body), at: part(at), ...nowhere };
}

/** `\mathbf{1}_{condition}`. */
export function indicator(condition: Part): Syntax {
  return { kind: "indicator", condition: part(condition), ...nowhere };
}

/** A chain of parts with a sign between each two; one sign serves for all. */
export function relation(
  parts: readonly Part[],
  sign: RelationSign | readonly RelationSign[] = "=",
): Syntax {
  const signs = parts.slice(1).map((_, i) => (typeof sign === "string" ? sign : (sign[i] ?? "=")));
  return {
    kind: "relation",
    parts: parts.map(part),
    signs,
    signSpans: signs.map(() => nowhere),
    ...nowhere,
  };
}

/** `a = b = c`. */
export function equation(...parts: readonly Part[]): Syntax {
  return relation(parts);
}

/** Words inside a formula. */
export function words(text: string): Syntax {
  return { kind: "text", text, ...nowhere };
}

/** A part with a decoration, named by its command, that keeps its meaning: `\boxed{x}`. */
export function decorated(decoration: string, body: Part, note?: Part): Syntax {
  const about = note === undefined ? {} : { note: part(note) };
  return { kind: "decorated", decoration, body: part(body), ...about, ...nowhere };
}

/** `\cdots`. */
export function dots(): Syntax {
  return { kind: "dots", ...nowhere };
}
