/**
 * @file Examples told apart by a label: x^{(i)} with i from 1 to m. Where the label is a letter
 * that a sum runs over, and the number of examples has no number, the label is an index like any
 * other: x^{(i)} is row i of what holds all examples, and x_j^{(i)} an entry of it.
 *
 * A label that is ever a number or a form (a^{(l-1)}) tells layers apart, and stays a label. But
 * inputs and targets have no layers: x^{(1)}, \dots, x^{(N)} beside a sum over all x^{(i)} are
 * entries of it.
 */
import { children, mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with the labels of examples as indices. */
export function withSamples(reading: Reading): Reading {
  const samples = samplesIn(reading);
  if (samples.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    const own = labelled(syntax);
    const letter = own && samples.get(own.key);
    if (own == null || letter === undefined) return mapParts(syntax, rename);
    // the name shows what it holds: x^{(i)}
    const base: Syntax = { ...own.name, text: `${own.name.text}^{(${letter})}` };
    const { from, to } = syntax;
    const indices = [own.label, ...own.indices].map(rename);
    return { kind: "subscript", base, indices, from, to };
  };
  return withSides(reading, rename);
}

/** A name with a label, and with indices beside it. */
interface Labelled {
  readonly key: string;
  readonly name: SyntaxOf<"name">;
  readonly label: Syntax;
  readonly indices: readonly Syntax[];
}

/** x^{(i)}, x_j^{(i)}, x^{(i)}_j, and l^{(i)}(w, b), which is a value for each example. */
function labelled(syntax: Syntax): Labelled | null {
  if (syntax.kind === "applied") {
    const isOfNames = syntax.arguments.every((argument) => nameKey(argument) !== undefined);
    const own = isOfNames ? labelled(syntax.head) : null;
    // f^{(k)}(a) is a derivative
    return own === null || /^([fgh]|\\(?:phi|psi))$/.test(own.name.text) ? null : own;
  }
  if (syntax.kind === "subscript" && syntax.base.kind === "family") {
    const own = labelled(syntax.base);
    return own === null || own.indices.length > 0 ? null : { ...own, indices: syntax.indices };
  }
  if (syntax.kind !== "family" || syntax.bracket !== "(") return null;
  const { base, index: label } = syntax;
  const name = base.kind === "subscript" ? base.base : base;
  if (name.kind !== "name") return null;
  const indices = base.kind === "subscript" ? base.indices : [];
  return { key: nameKey(name)!, name, label, indices };
}

/** The names that are told apart by examples, each with its first letter. */
function samplesIn({ chains }: Reading): ReadonlyMap<string, string> {
  const sides = chains.flatMap(({ parts }) => parts);
  const labels = new Map<string, Syntax[]>();
  const summed = new Set<string>();
  const ends = new Set<string>();
  const counted = new Set<string>();
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === "family") note(labels, syntax);
    if (syntax.kind === "big") {
      const { upper, lower } = syntax;
      const isFixed = upper?.kind === "number" || (lower?.kind === "number" && lower.text !== "1");
      for (const index of isFixed ? [] : syntax.index) summed.add(nameKey(index) ?? "");
      if (upper !== undefined) ends.add(nameKey(upper) ?? "");
    }
    for (const child of children(syntax)) visit(child);
  };
  for (const side of sides) visit(side);
  for (const { parts } of chains) {
    if (parts[1]?.kind === "number") counted.add(nameKey(parts[0]!) ?? "");
  }
  const found = new Map<string, string>();
  for (const [key, own] of labels) {
    const others = examples.test(key) ? own.filter((label) => !isOneOf(label, ends)) : own;
    const letters = others.flatMap((label) => (isLetter(label) ? [label.text] : []));
    const isPlain = letters.length === others.length && letters.every((one) => summed.has(one));
    if (isPlain && letters.length > 0) found.set(key, letters[0]!);
  }
  return isCounted(sides, counted) ? new Map() : found;
}

/** Inputs and targets. */
const examples = /^(?:\\(?:hat|tilde|vec|mathbf)\{)?[xyt]\}?$/;

/** The 1 of x^{(1)}, and the N of x^{(N)} where a sum runs to N. */
function isOneOf(label: Syntax, ends: ReadonlySet<string>): boolean {
  return label.kind === "number" || ends.has(nameKey(label) ?? "-");
}

function note(labels: Map<string, Syntax[]>, { base, index }: SyntaxOf<"family">): void {
  const key = nameKey(base.kind === "subscript" ? base.base : base) ?? "";
  const known = labels.get(key);
  if (known === undefined) labels.set(key, [index]);
  else known.push(index);
}

const isLetter = (syntax: Syntax): syntax is SyntaxOf<"name"> => {
  return syntax.kind === "name" && /^[a-z]$/.test(syntax.text);
};

/** Whether a number says how far a sum runs: then every example is written out. */
function isCounted(sides: readonly Syntax[], counted: ReadonlySet<string>): boolean {
  const ends = (syntax: Syntax): boolean => {
    const upper = syntax.kind === "big" ? syntax.upper : undefined;
    if (upper !== undefined && counted.has(nameKey(upper) ?? "-")) return true;
    return children(syntax).some(ends);
  };
  return counted.size > 0 && sides.some(ends);
}
