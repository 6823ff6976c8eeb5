/**
 * @file Letters in an index that are names of gates or layers: in o_t = σ(u_{ot}) the o of u_{ot}
 * says that u belongs to o, and t runs alone; in W_{oh} beside h_t no letter runs at all. A letter
 * is such a name where it has an index of its own and runs nowhere.
 */
import { children, mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with such letters as part of the name before them. */
export function withGates(reading: Reading): Reading {
  const letters = new Letters();
  for (const { parts } of reading.chains) for (const part of parts) letters.look(part);
  const gates = letters.gates();
  if (gates.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const inner = mapParts(syntax, rename);
    return inner.kind === "subscript" ? labelled(inner, gates) : inner;
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
    for (const child of children(syntax)) this.look(child);
  }
}
