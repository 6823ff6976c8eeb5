/**
 * @file Letters in an index that are names of gates or layers: in o_t = σ(u_{ot}) the o of u_{ot}
 * says that u belongs to o, and t runs alone; in W_{oh} beside h_t no letter runs at all. A letter
 * is such a name where it has an index of its own and runs nowhere.
 *
 * So are the h and o of z_h = w x + b and z_o = v a_h + c: what is said of z_h has no other h in
 * it, and nothing makes h run. The f_x of an f is no such name but a slope. And so is the p of
 * x = x_p + ρ w: what x is made of is no entry of x. Nor is z_1 one of z = h_1 w_5 + h_2 w_6, which
 * is a number.
 */
import { children, mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";

/** The reading with such letters as part of the name before them. */
export function withGates(reading: Reading): Reading {
  const letters = new Letters();
  for (const { parts } of reading.chains) for (const part of parts) letters.look(part);
  for (const chain of reading.chains) letters.lookAlong(chain);
  const gates = letters.gates();
  const labels = letters.labels();
  if (gates.size + labels.size + letters.numbers.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    if (inner.kind !== "subscript") return inner;
    if (isNumbered(inner) && letters.numbers.has(nameKey(inner.base) ?? "")) return whole(inner);
    const named = labelled(inner, gates);
    return named === inner && letters.isLabelled(inner, labels) ? whole(inner) : named;
  };
  return withSides(reading, rename);
}

function labelled(syntax: SyntaxOf<"subscript">, gates: ReadonlySet<string>): Syntax {
  const { base, from, to } = syntax;
  const [gate, index, more] = lettersOf(syntax);
  if (base.kind !== "name" || gate === undefined || index === undefined || more !== undefined)
    return syntax;
  const own = nameKey(gate);
  if (own === undefined || !gates.has(own)) return syntax;
  const key = nameKey(index);
  if (key !== undefined && gates.has(key)) {
    return { ...base, text: `${base.text}_{${own}${key}}`, from, to };
  }
  return { ...syntax, base: { ...base, text: `${base.text}^{(${own})}` }, indices: [index] };
}

/** z_h and z_1 as names of their own. */
function whole({ base, indices, from, to }: SyntaxOf<"subscript">): Syntax {
  const [index] = indices as [Syntax];
  const letter = index.kind === "number" ? index.text : nameKey(index);
  const text = `${(base as SyntaxOf<"name">).text}_{${letter}}`;
  return { ...(base as SyntaxOf<"name">), text, from, to };
}

/** Letters that count by custom, even where nothing is seen to make them run. */
const counters: ReadonlySet<string> = new Set("ijklmnt");

/** The parts of an index: o and t of u_{ot} and of u_{o,t}. */
function lettersOf({ indices }: SyntaxOf<"subscript">): readonly Syntax[] {
  const [only] = indices;
  return indices.length === 1 && only!.kind === "product" ? only.factors : indices;
}

/** What letters of a document do in indices. */
class Letters {
  /** Letters that have an index: the o of o_t. */
  private readonly bases = new Set<string>();
  /** Letters that are an index alone or run below a sign. */
  private readonly running = new Set<string>();
  /** First letters of two. */
  private readonly first = new Set<string>();

  /** Letters that stand below a sign, in a range or in a calculation of indices. */
  private readonly counting = new Set<string>();
  /** Letters of names that are said to be something without another such letter. */
  private readonly free = new Set<string>();
  /** Names that are numbers, for they are made of numbered ones alone. */
  readonly numbers = new Set<string>();
  /** Names without an index, and of functions. */
  private readonly alone = new Set<string>();

  /** Letters that only tell one name from others: h of z_h. */
  labels(): ReadonlySet<string> {
    return new Set([...this.free].filter((one) => !this.counting.has(one) && !counters.has(one)));
  }

  /** Whether an index is such a letter, and the whole no slope f_x. */
  isLabelled({ base, indices }: SyntaxOf<"subscript">, labels: ReadonlySet<string>): boolean {
    const letter = indices.length === 1 ? (nameKey(indices[0]!) ?? "") : "";
    if (base.kind !== "name" || !labels.has(letter)) return false;
    return !(this.alone.has(nameKey(base) ?? "") && this.alone.has(letter));
  }

  /** Looks at what a chain says that its first name is, and from where to where a letter runs. */
  lookAlong({ parts, signs, continues, isRange }: Chain): void {
    const [left, right] = parts;
    const letter = nameKey(left!);
    if (letter !== undefined && (isRange || (signs[0] ?? "=") !== "=")) this.counting.add(letter);
    if (continues || signs[0] !== "=") return;
    if (left?.kind === "name") {
      for (const own of lettersOn(right!, left)) this.free.add(own);
      if (isOfNumbered(right!)) this.numbers.add(nameKey(left)!);
    }
    if (left?.kind !== "subscript") return;
    const own = left.indices.length === 1 ? nameKey(left.indices[0]!) : undefined;
    if (own === undefined || !/^[a-z]$/.test(own) || left.base.kind !== "name") return;
    if (!isClosed(right!) && !hasIndex(right!, own)) this.free.add(own);
  }

  gates(): ReadonlySet<string> {
    const found = [...this.bases].filter((letter) => !this.running.has(letter));
    return found.some((letter) => this.first.has(letter)) ? new Set(found) : new Set();
  }

  look(syntax: Syntax): void {
    if (syntax.kind === "subscript") {
      const own = lettersOf(syntax);
      const base = syntax.base.kind === "name" ? syntax.base.text : "";
      if (own.length === 1) {
        if (/^[a-z]$/.test(base)) this.bases.add(base);
        this.running.add(nameKey(own[0]!) ?? "");
      } else if (own.length === 2) this.first.add(nameKey(own[0]!) ?? "");
    }
    if (syntax.kind === "big") for (const one of syntax.index) this.running.add(nameKey(one) ?? "");
    this.count(syntax);
    const isNamed = syntax.kind === "subscript" && syntax.base.kind === "name";
    for (const child of children(syntax)) {
      const isPart = isNamed && (child === syntax.base || syntax.indices.includes(child));
      if (!isPart) this.look(child);
    }
  }

  private count(syntax: Syntax): void {
    const key = nameKey(syntax);
    if (key !== undefined) this.alone.add(key);
    if (syntax.kind === "big") {
      for (const one of [...syntax.index, syntax.lower, syntax.upper]) {
        for (const name of one ? namesIn(one) : []) this.counting.add(name);
      }
    }
    if (syntax.kind === "subscript") {
      // h − 1, and the h of w_{hk}
      const isAlone = syntax.indices.length === 1 && nameKey(syntax.indices[0]!) !== undefined;
      if (!isAlone) for (const name of syntax.indices.flatMap(namesIn)) this.counting.add(name);
    }
  }
}

/** The names in a formula. */
function namesIn(syntax: Syntax): readonly string[] {
  const key = nameKey(syntax);
  return key === undefined ? children(syntax).flatMap(namesIn) : [key];
}

/** w_5, with a number for its index. */
const isNumbered = (syntax: Syntax): syntax is SyntaxOf<"subscript"> =>
  syntax.kind === "subscript" &&
  syntax.indices.length === 1 &&
  syntax.indices[0]!.kind === "number";

/** Whether a formula is a sum of products of numbered names: h_1 w_5 + h_2 w_6 + b_3. */
function isOfNumbered(syntax: Syntax): boolean {
  if (syntax.kind !== "sum" || syntax.terms.length < 2) return false;
  return syntax.terms.every(({ term }) => {
    const factors = term.kind === "product" ? term.factors : [term];
    return factors.every((factor) => isNumbered(factor) && factor.base.kind === "name");
  });
}

/** The letters that are the only index of a name in a formula. */
function lettersOn(syntax: Syntax, name: SyntaxOf<"name">): readonly string[] {
  if (syntax.kind !== "subscript") return children(syntax).flatMap((part) => lettersOn(part, name));
  const letter = syntax.indices.length === 1 ? nameKey(syntax.indices[0]!) : undefined;
  const isOwn = nameKey(syntax.base) === nameKey(name) && /^[a-z]$/.test(letter ?? "");
  return isOwn ? [letter!] : [];
}

/** Whether a letter stands in an index somewhere. */
function hasIndex(syntax: Syntax, letter: string): boolean {
  const isOwn = syntax.kind === "subscript" && syntax.indices.flatMap(namesIn).includes(letter);
  return isOwn || children(syntax).some((child) => hasIndex(child, letter));
}
