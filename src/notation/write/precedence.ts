/**
 * @file Binding powers: where a written part needs brackets, in all three notations.
 *
 * Every node is written once, into a `Piece`: its text, how tightly its outermost sign binds
 * (`level`) and what stands at its two edges. A position in the notation states the least level
 * it accepts (`demand`); what is below gets brackets, nothing else does. This is the operator
 * precedence of a Pratt parser read backwards (Pratt, "Top down operator precedence", POPL 1973;
 * Ramsey, "Unparsing expressions with prefix and postfix operators", 1998), with two additions
 * that mathematics asks for:
 *
 * - a *bare* call, `\ln x`, takes up what stands to its right, so it may only end a product or
 *   precede another function's name;
 * - factors side by side may merge (`2 3`, or `x (y - z)`, which reads as a function of y − z),
 *   so the edges of two neighbours decide what may stand between them.
 */
import type {
  BigSyntax,
  CallSyntax,
  GroupSyntax,
  Joint,
  ProductSyntax,
  RelationSign,
  Syntax,
} from "../syntax.ts";

/** How tightly the outermost sign of a piece binds, loosest first. */
export const level = {
  /** a, b */
  list: 0,
  /** a = b ⟹ c = d */
  implication: 1,
  /** a = b */
  relation: 2,
  /** a + b, −a */
  sum: 3,
  /** a b */
  product: 4,
  /** a / b on one line */
  quotient: 5,
  /** ∑ a, ∇ f, d/dx f: takes up everything multiplied on its right */
  prefix: 6,
  /** ln x without brackets */
  bare: 7,
  /** sin(x), f(x), a fraction with a bar */
  factor: 8,
  /** x², Wᵀ, z⁽ˡ⁾, f′: no further superscript */
  superscripted: 9,
  /** x₁: no further subscript, but a superscript */
  subscripted: 10,
  /** x, 2, (a + b) */
  atom: 11,
} as const;

export type Level = (typeof level)[keyof typeof level];

/** What the eye meets at the left edge of a piece. */
export type Head = "digit" | "letter" | "bracket" | "bar" | "slash" | "other";

/**
 * What it leaves at the right edge: "name" makes a bracket that follows its argument; "slash" at
 * either edge is dy/dx on the line, which binds as one thing but does not look so.
 */
export type Tail = "digit" | "name" | "bar" | "slash" | "other";

/** A part as written. `tall` asks for brackets that grow with their content. */
export interface Piece {
  readonly text: string;
  readonly level: Level;
  readonly tall: boolean;
  readonly head: Head;
  readonly tail: Tail;
}

/** A piece; edges and height default to the inconspicuous. */
export function piece(
  text: string,
  binds: Level,
  look: { readonly tall?: boolean; readonly head?: Head; readonly tail?: Tail } = {},
): Piece {
  return {
    text,
    level: binds,
    tall: look.tall ?? false,
    head: look.head ?? "other",
    tail: look.tail ?? "other",
  };
}

/** Functions that are written around their argument or as a sign, not as a word before it. */
const wordless: ReadonlySet<string> = new Set(["abs", "norm", "sqrt", "cbrt", "floor"]);

/** Whether a node is written beginning with a function's name, which ends a bare argument. */
export function isWordCall(node: Syntax | undefined): node is CallSyntax {
  return node?.kind === "call" && !wordless.has(node.function);
}

/**
 * Whether the argument of a call without brackets can do without: a letter, a number, a fraction
 * with a bar, or one such behind a number or π (`\sin 2x`, `\sin 2\pi x`). Of two quantities,
 * `\sin x y`, readers may differ on which are the sine's.
 */
export function canGoBare(call: CallSyntax, allowTall: boolean): boolean {
  const [argument, second] = call.arguments;
  if (call.brackets !== null || argument === undefined || second !== undefined) return false;
  if (argument.kind === "fraction") return allowTall && argument.style === "bar";
  if (argument.kind !== "product") return isSimple(argument);
  const { factors, joints } = argument;
  if (!allowTall || factors.length > 3) return false;
  const isConstant = (factor: Syntax, i: number): boolean =>
    (i === 0 && factor.kind === "number") || (factor.kind === "name" && factor.text === "\\pi");
  const last = factors.length - 1;
  return (
    joints.every((joint) => joint === "juxtapose") &&
    factors.every((factor, i) => (i < last ? isConstant(factor, i) : factor.kind !== "number")) &&
    factors.every(isSimple)
  );
}

/** A letter or a plain number, perhaps with a subscript. */
function isSimple(node: Syntax): boolean {
  if (node.kind === "number") return !/e/i.test(node.text);
  return node.kind === "name" || (node.kind === "subscript" && node.base.kind === "name");
}

/** Whether a node, written as it stands, would take up a factor to its right. */
function isOpen(node: Syntax | undefined, bare: boolean): boolean {
  if (node?.kind === "derivative") return node.style === "operator" || node.of === null;
  if (node?.kind === "product") return isOpen(node.factors.at(-1), bare);
  if (node?.kind === "big" || node?.kind === "gradient") return true;
  return bare && isWordCall(node) && node.brackets === null;
}

/**
 * Whether a product may stand before a slash as it is: `a b/c` is (a b)/c, read from the left,
 * but in `a \ln x/y` the slash would fall to the logarithm, where that may go `bare`.
 */
export function leadsQuotient(numerator: Syntax, bare: boolean): boolean {
  return numerator.kind === "product" && !isOpen(numerator, bare);
}

const connectives: ReadonlySet<RelationSign> = new Set<RelationSign>(["\\implies", "\\iff"]);

/** The level of a chain and the one that its parts need: `\implies` stands between relations. */
export function chainLevels(signs: readonly RelationSign[]): readonly [own: Level, part: Level] {
  const isImplication = signs.length > 0 && signs.every((sign) => connectives.has(sign));
  return isImplication ? [level.implication, level.relation] : [level.relation, level.sum];
}

/** What round brackets hold, when they are all that a node is and braces or a call bring others. */
export function unwrapped(node: Syntax): Syntax {
  let inner = node;
  while (inner.kind === "group" && inner.delimiter === "(") inner = inner.body;
  return inner;
}

/** Whether brackets are a matrix's own: `\left[ \begin{matrix} … \end{matrix} \right]`. */
export function encloseMatrix(node: GroupSyntax): boolean {
  return (
    unwrapped(node.body).kind === "matrix" && (node.delimiter === "(" || node.delimiter === "[")
  );
}

/** What factor i of a product must be to stand without brackets. */
export function factorDemand(factors: readonly Syntax[], i: number): Level {
  if (i === factors.length - 1) return level.prefix;
  return isWordCall(factors[i]) && isWordCall(factors[i + 1]) ? level.bare : level.factor;
}

/** What may stand between two neighbours, by the joint the tree asks for and their edges. */
export type Seam = (joint: Joint, left: Piece, right: Piece) => string;

/** Writes the factors of a product with the seams between them. */
export function writeFactors(
  node: ProductSyntax,
  write: (factor: Syntax, i: number, demand: Level) => Piece,
  seam: Seam,
): Piece {
  const { factors, joints } = node;
  const texts: string[] = [];
  let tall = false;
  let first: Piece | undefined;
  let left: Piece | undefined;
  for (let i = 0; i < factors.length; i++) {
    const right = write(factors[i]!, i, factorDemand(factors, i));
    if (left !== undefined) texts.push(seam(joints[i - 1] ?? "juxtapose", left, right));
    texts.push(right.text);
    tall ||= right.tall;
    first ??= right;
    left = right;
  }
  if (first === undefined || left === undefined) return piece("1", level.atom, digits);
  if (factors.length === 1) return first;
  return piece(texts.join(""), level.product, { tall, head: first.head, tail: left.tail });
}

/** The edges of a number. */
export const digits = { head: "digit", tail: "digit" } as const;

/** The edges of a name. */
export const letters = { head: "letter", tail: "name" } as const;

/** A number in scientific notation, `2.5e-3` → ["2.5", "-3"]; undefined for others. */
export function scientific(text: string): readonly [string, string] | undefined {
  const match = /^(\d*\.?\d*)[eE]\+?(-?)0*(\d+)$/.exec(text);
  return match === null ? undefined : [match[1]!, match[2]! + match[3]!];
}

/**
 * What a call is written as when it is not written as a call: the root of degree n as its sign,
 * and a power −1, which on a function's name would mean the inverse function, around the call.
 */
export function otherwise(node: CallSyntax): Syntax | undefined {
  const { power, ...rest } = node;
  const at = { from: node.from, to: node.to };
  if (power !== undefined && isMinusOne(power)) {
    return { kind: "power", base: rest, exponent: power, ...at };
  }
  const [radicand, degree, third] = node.arguments;
  if (node.function !== "root" || !radicand || !degree || third || power) return undefined;
  return { kind: "root", radicand, degree, ...at };
}

/** Whether the body of a maximum begins with a bracket that would be taken for all of it. */
export function endsEarly(node: BigSyntax, body: Piece): boolean {
  const isExtremum = node.operator === "max" || node.operator === "min";
  return isExtremum && body.level < level.factor && opening.test(body.text);
}

const opening = /^([([]|\\(\{|left|lVert|lfloor|lceil|langle))/;

/** Numbers and e, with indices or not, raised to T are powers; their transpose is `^\top`. */
export function refusesTranspose(base: Syntax): boolean {
  if (base.kind === "subscript" || base.kind === "family") return refusesTranspose(base.base);
  return base.kind === "number" || (base.kind === "name" && base.text === "e");
}

/** Whether a differential stands among the factors of a numerator or a denominator. */
export function holdsDifferential(node: Syntax): boolean {
  return node.kind === "product"
    ? node.factors.some(({ kind }) => kind === "differential")
    : node.kind === "differential";
}

/** Whether a node is z⁽ˡ⁾ with no index yet: it takes one without brackets. */
export function isIndexable(node: Syntax): boolean {
  return node.kind === "family" && node.base.kind === "name";
}

/** Whether a node is −1, the exponent of an inverse. */
export function isMinusOne(node: Syntax): boolean {
  if (node.kind !== "sum" || node.terms.length !== 1) return false;
  const [only] = node.terms;
  return only?.sign === "-" && only.term.kind === "number" && only.term.text === "1";
}
