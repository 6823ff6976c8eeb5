/**
 * @file Names in formulas: which ones occur, whether a formula is made of numbers alone, and
 * versions of functions, each definition of f having an f of its own.
 */
import {
  children,
  hasWordIndex,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
} from "../notation/index.ts";

/** Names that are numbers unless a document defines them. */
const constants: ReadonlySet<string> = new Set(["\\pi", "e", "\\infty"]);

/** A name that occurs, with the name of the whole of which it may be an entry. */
export interface Occurring {
  readonly key: string;
  readonly base: string | null;
}

/** The names of a formula, in order, each once. */
export function namesOf(syntax: Syntax): readonly Occurring[] {
  const found = new Map<string, Occurring>();
  const visit = (node: Syntax): void => {
    const key = nameKey(node);
    if (
      key === undefined ||
      (node.kind !== "name" && node.kind !== "subscript" && node.kind !== "family")
    ) {
      for (const child of children(node)) visit(child);
      return;
    }
    if (constants.has(key)) return;
    const isEntry = node.kind === "subscript" && !hasWordIndex(node);
    const base = isEntry ? (nameKey(node.base) ?? null) : null;
    if (!found.has(key)) found.set(key, { key, base });
  };
  visit(syntax);
  return [...found.values()];
}

/** The whole of which a key with an index is an entry, if it is one: x of x_2. */
export function wholeKey(key: string): string | undefined {
  return /^(.+)_(?:\w|\{[\d,\w]*\})$/.exec(key)?.[1];
}

/** The names in formulas, with the wholes of entries, and the heads of what is applied. */
export function mentionedIn(sides: readonly Syntax[]): ReadonlySet<string> {
  const names = sides.flatMap(namesOf).flatMap(({ key, base }) => [key, base ?? key]);
  return new Set([...names, ...sides.flatMap(headsOf)]);
}

/** Whether a name stands anywhere in a formula. */
export function mentions(syntax: Syntax, key: string | undefined): boolean {
  return nameKey(syntax) === key || children(syntax).some((part) => mentions(part, key));
}

/** Kinds of syntax that stand for no number even without names. */
const open: ReadonlySet<string> = new Set(["error", "text", "dots", "relation", "list"]);

/** Whether a formula is made of numbers alone. */
export function isClosed(syntax: Syntax): boolean {
  // where a comparison of numbers holds is known
  if (syntax.kind === "indicator") return children(syntax.condition).every(isClosed);
  // the words below a brace are no part of what it stands under
  if (syntax.kind === "decorated") return isClosed(syntax.body);
  if (open.has(syntax.kind)) return false;
  const key = nameKey(syntax);
  if (key !== undefined) return constants.has(key);
  return children(syntax).every(isClosed);
}

/**
 * Heads of `f(x)` in a formula, primed or not. A letter before a bracket that holds the letter
 * itself is a factor: x(x + 2).
 */
export function headsOf(syntax: Syntax): readonly string[] {
  const own = syntax.kind === "applied" ? nameKey(headOf(syntax.head)) : undefined;
  const inner = children(syntax).flatMap(headsOf);
  if (own === undefined || syntax.kind !== "applied") return inner;
  const isFactor = syntax.head.kind !== "prime" && syntax.arguments.some((one) => holds(one, own));
  return isFactor ? inner : [own, ...inner];
}

/** Whether a name stands alone in a formula, before no bracket. */
function holds(syntax: Syntax, key: string): boolean {
  if (nameKey(syntax) === key) return true;
  if (syntax.kind !== "applied") return children(syntax).some((child) => holds(child, key));
  return syntax.arguments.some((one) => holds(one, key));
}

/** The f of f and of f(x). */
export const headKey = (syntax: Syntax): string | undefined =>
  nameKey(syntax.kind === "applied" ? syntax.head : syntax);

/** The names at which something is called, x and y of f(x, y); nothing where one is no name. */
export function calledAt({ arguments: all }: SyntaxOf<"applied">): string {
  return all.every((one) => nameKey(one) !== undefined) ? all.map(nameKey).join(" ") : "";
}

/** The y of y' and of dy/dx; null for what is no slope. */
export function slopeOf(syntax: Syntax): Syntax | null {
  if (syntax.kind === "prime") return syntax.base;
  return syntax.kind === "derivative" ? syntax.of : null;
}

/** The names of which derivatives are taken in a formula. */
export function differentiatedIn(syntax: Syntax): readonly string[] {
  const isSlope = syntax.kind === "derivative" || syntax.kind === "gradient";
  const of = isSlope ? syntax.of : null;
  const own = of === null ? undefined : nameKey(of);
  return [...(own === undefined ? [] : [own]), ...children(syntax).flatMap(differentiatedIn)];
}

/** Names that are transposed in a formula. */
export function transposedIn(syntax: Syntax): readonly string[] {
  const own = syntax.kind === "transpose" ? nameKey(syntax.base) : undefined;
  const inner = children(syntax).flatMap(transposedIn);
  return own === undefined ? inner : [own, ...inner];
}

/** Names that stand in formulas with letters for indices, and without any. */
export function twofoldIn(sides: readonly Syntax[]): ReadonlySet<string> {
  const [indexed, bare] = [new Set<string>(), new Set<string>()];
  const visit = (syntax: Syntax): void => {
    const key = nameKey(syntax.kind === "subscript" ? syntax.base : syntax);
    if (syntax.kind === "subscript" && key !== undefined) {
      if (syntax.indices.some(({ kind }) => kind === "name")) indexed.add(key);
      syntax.indices.forEach(visit);
      return;
    }
    if (key !== undefined) bare.add(key);
    for (const child of children(syntax)) visit(child);
  };
  sides.forEach(visit);
  return new Set([...indexed].filter((key) => bare.has(key)));
}

/** Heads that stand before a name or a number alone, as functions do: p(j), p(2). */
export function plainHeadsOf(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(plainHeadsOf);
  if (syntax.kind !== "applied") return inner;
  const isPlain = syntax.arguments.every(
    (one) => one.kind === "number" || nameKey(one) !== undefined,
  );
  const own = isPlain ? nameKey(headOf(syntax.head)) : undefined;
  return own === undefined ? inner : [own, ...inner];
}

/** Names that vary in a formula: by which something is differentiated, x where x is put into f. */
export function variedIn(syntax: Syntax): readonly string[] {
  const own =
    syntax.kind === "derivative"
      ? syntax.by.map(({ variable }) => variable)
      : syntax.kind === "applied" && syntax.arguments.length === 1
        ? syntax.arguments
        : [];
  const keys = own.flatMap((one) => nameKey(one) ?? []);
  return [...keys, ...children(syntax).flatMap(variedIn)];
}

/** The f of f and of f'. */
export const headOf = (head: Syntax): Syntax => (head.kind === "prime" ? head.base : head);

/** Versions of the functions that a document defines, each definition having its own. */
export class Functions {
  private readonly versions = new Map<string, number>();
  private readonly parameters = new Map<string, readonly string[]>();
  private readonly bodies = new Map<string, Syntax>();
  /** The bodies of functions that are written out where they are called. */
  private readonly written = new Map<string, Syntax>();
  /** Functions whose first definition is still to come. */
  private readonly announced = new Set<string>();

  /** Functions that were only supposed, in sections that are left. */
  private readonly forgotten = new Set<string>();

  /** Takes f for a function of which nothing is known, until it is defined again. */
  forget(key: string): void {
    this.forgotten.add(key);
  }

  /** What f is until its first definition. */
  announce(key: string, parameters: readonly string[]): void {
    if (this.announced.has(key)) return;
    this.announced.add(key);
    this.versions.set(key, 1);
    this.parameters.set(key, parameters);
  }

  /**
   * Opens a new version of f, for its definition and what stands behind it. A function whose body
   * differentiates or integrates is written out where it is called, since its parameters are
   * letters of derivatives there; whether this one is.
   */
  define(key: string, parameters: readonly string[], body: Syntax): boolean {
    this.forgotten.delete(key);
    this.bodies.set(key, body);
    const isFirst = this.announced.delete(key);
    this.versions.set(key, isFirst ? 1 : (this.versions.get(key) ?? 0) + 1);
    this.parameters.set(key, parameters);
    const isWritten = works(body);
    if (isWritten) this.written.set(key, body);
    else this.written.delete(key);
    return isWritten;
  }

  /** The body of a function that is written out where it is called. */
  bodyOf(head: Syntax): Syntax | undefined {
    const key = nameKey(head) ?? "";
    return this.forgotten.has(key) ? undefined : this.written.get(key);
  }

  /** The versions as they are now. */
  copy(): Functions {
    const copy = new Functions();
    for (const [key, version] of this.versions) copy.versions.set(key, version);
    for (const [key, parameters] of this.parameters) copy.parameters.set(key, parameters);
    for (const [key, body] of this.bodies) copy.bodies.set(key, body);
    for (const [key, body] of this.written) copy.written.set(key, body);
    for (const key of this.forgotten) copy.forgotten.add(key);
    return copy;
  }

  /** The parameters of the function that a name is here; undefined for other names. */
  parametersOf(head: Syntax): readonly string[] | undefined {
    const key = withoutVersion(nameKey(head) ?? "");
    return this.forgotten.has(key) ? undefined : this.parameters.get(key);
  }

  /** Whether a name occurs in what a function is defined as, or in what that is made of. */
  mentions(head: Syntax, name: string, seen: Set<string> = new Set()): boolean {
    const key = withoutVersion(nameKey(head) ?? "");
    const body = this.bodies.get(key);
    if (body === undefined || seen.has(key) || this.forgotten.has(key)) return false;
    seen.add(key);
    const found = [...namesOf(body).map((one) => one.key), ...headsOf(body)];
    return found.some((one) => one === name || this.mentions(S.name(one), name, seen));
  }

  /** The formula with the versions of functions that hold here; a bare f keeps its name. */
  rename(syntax: Syntax): Syntax {
    if (this.versions.size === 0) return syntax;
    const inner = mapParts(syntax, (part) => this.rename(part));
    return inner.kind === "applied" ? { ...inner, head: this.renameHead(inner.head) } : inner;
  }

  /** The name of a function here. */
  renameHead(head: Syntax): Syntax {
    if (head.kind === "prime") return { ...head, base: this.renameHead(head.base) };
    const key = nameKey(head) ?? "";
    const version = this.forgotten.has(key) ? undefined : this.versions.get(key);
    if (version === undefined) return head;
    return versioned(head, version);
  }
}

const mark = "\u2009v";

/**
 * A name with its version behind the letter. What has an index has a version only where it is
 * defined anew, since the index may be one of its parameters: h_\theta.
 */
function versioned(head: Syntax, version: number): Syntax {
  if (head.kind === "name") return { ...head, text: `${head.text}${mark}${version}` };
  if (version < 2 || (head.kind !== "subscript" && head.kind !== "family")) return head;
  return { ...head, base: versioned(head.base, version) };
}

/** Signs that ask for work before they have a value. */
const working: ReadonlySet<string> = new Set([
  "derivative",
  "gradient",
  "limit",
  "integral",
  "evaluated",
  "prime",
]);

function works(body: Syntax): boolean {
  return working.has(body.kind) || children(body).some(works);
}

/** A name without the version that `Functions` put behind it. */
export function withoutVersion(text: string): string {
  return text.replace(/\u2009v\d+/g, "");
}

/** Names that stand in formulas on their own, before no bracket and in no derivative. */
export function bareNames(sides: readonly Syntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (syntax: Syntax): void => {
    const key = nameKey(syntax);
    if (key !== undefined) found.add(key);
    else if (syntax.kind === "applied") for (const one of syntax.arguments) visit(one);
    else if (syntax.kind !== "derivative") for (const child of children(syntax)) visit(child);
  };
  for (const side of sides) visit(side);
  return found;
}

/**
 * The formula with `v (-g)` as a product for names that also stand on their own; what raises the
 * bracket raises it alone, `v (1 - g)^2`.
 */
export function withFactors(syntax: Syntax, bare: ReadonlySet<string>): Syntax {
  const write = (part: Syntax): Syntax => {
    const call = part.kind === "power" ? part.base : part;
    if (call.kind !== "applied" || call.arguments.length !== 1) return mapParts(part, write);
    const argument = call.arguments[0]!;
    const isFactor = bare.has(nameKey(call.head) ?? "") && argument.kind === "sum";
    if (!isFactor) return mapParts(part, write);
    const group = S.group(write(argument));
    const factor = part.kind === "power" ? S.power(group, write(part.exponent)) : group;
    return { ...S.product([call.head, factor]), from: part.from, to: part.to };
  };
  return write(syntax);
}

/** The −1 of A^{−1}. */
export function isMinusOne(exponent: Syntax): boolean {
  const only = exponent.kind === "sum" && exponent.terms.length === 1 ? exponent.terms[0]! : null;
  return only?.sign === "-" && only.term.kind === "number" && only.term.text === "1";
}

/** Whether a name is set as vectors are: \mathbf{v}, \vec{v}. */
export function isVectorName(syntax: Syntax): boolean {
  if (syntax.kind !== "name") return false;
  return syntax.font === "bold" || syntax.accents?.includes("vec") === true;
}

/** The name Q of Q^T Q and Q Q^T; undefined for other products. */
export function gramOf(syntax: Syntax): string | undefined {
  if (syntax.kind !== "product" || syntax.factors.length !== 2) return undefined;
  const turned = syntax.factors.filter(({ kind }) => kind === "transpose");
  const keys = syntax.factors.map((one) => nameKey(one.kind === "transpose" ? one.base : one));
  return turned.length === 1 && keys[0] === keys[1] ? keys[0] : undefined;
}
