/**
 * @file A definition whose right side is a call of the vocabulary, `y = batchnorm(x, γ, β)`, is
 * worked by the item's lines: each intermediate quantity becomes one of the sheet, under the name
 * that the lines give it, or with a label, μ^{(2)}, where that name is taken. An argument that is
 * more than a name becomes a quantity too, unless it is put into a single line.
 */
import {
  type DefinedLine,
  mapParts,
  nameKey,
  nameSyntax,
  S,
  type Syntax,
} from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import type { OpenedCall } from "./inference.ts";

/** A quantity that the expansion defines. */
export interface ExpandedLine {
  readonly key: string;
  readonly letters: readonly string[];
  readonly right: Syntax;
}

/** The lines of a call in the sheet's names; the last is what the call's own name is. */
export function expansionOf(
  { candidate, sizes }: OpenedCall,
  place: Span,
  target: Syntax,
  isTaken: (key: string) => boolean,
): ExpandedLine[] {
  const lines = candidate.lines((letter) => `${sizes.get(letter)}`);
  const own = new Set<string>();
  const freshName = (wanted: string): Syntax => {
    for (const name of namesFor(wanted, target)) {
      const key = nameKey(name)!;
      if (isTaken(key) || own.has(key)) continue;
      own.add(key);
      return name;
    }
    return target; // the names never end
  };
  const before: ExpandedLine[] = [];
  const inPlace = new Map<string, Syntax>();
  for (const { name, argument } of candidate.parameters) {
    if (isSimple(argument) || (lines.length === 1 && !isIndexed(name, lines))) {
      inPlace.set(name, argument);
      continue;
    }
    const fresh = freshName(name);
    inPlace.set(name, fresh);
    before.push({ key: nameKey(fresh)!, letters: [], right: argument });
  }
  const renamed = freeLetters(lines, candidate.parameters, sizes, isTaken);
  for (const [letter, free] of renamed) inPlace.set(letter, S.name(free));
  const worked = lines.map(({ name, letters: written, right }, k): ExpandedLine => {
    const letters = written.map((letter) => renamed.get(letter) ?? letter);
    const line = replaced(right, inPlace, place);
    const isLast = k === lines.length - 1;
    const fresh = isLast ? target : freshName(name);
    inPlace.set(name, fresh);
    return { key: nameKey(fresh) ?? name, letters, right: line };
  });
  return [...before, ...worked];
}

/** Letters that run in the lines and are names of the sheet, each with one that is free. */
function freeLetters(
  lines: readonly DefinedLine[],
  parameters: OpenedCall["candidate"]["parameters"],
  sizes: OpenedCall["sizes"],
  isTaken: (key: string) => boolean,
): Map<string, string> {
  const named = new Set([...lines, ...parameters].map(({ name }) => name));
  for (const size of sizes.values()) named.add(`${size}`);
  const used = new Set<string>();
  const visit = (syntax: Syntax): Syntax => {
    if (named.has(nameKey(syntax) ?? "")) return syntax; // n_{18} is one name
    if (syntax.kind === "name" && /^[a-z]$/.test(syntax.text)) used.add(syntax.text);
    return mapParts(syntax, visit);
  };
  for (const { right, letters } of lines) {
    visit(right);
    for (const letter of letters) used.add(letter);
  }
  const renamed = new Map<string, string>();
  for (const letter of used) {
    if (named.has(letter) || !isTaken(letter)) continue;
    const free = [..."ijklmnpqrstuv"].find((one) => !isTaken(one) && !used.has(one));
    if (free === undefined) continue;
    used.add(free);
    renamed.set(letter, free);
  }
  return renamed;
}

/** The name itself, then with a label: μ, μ^{(1)} beside y^{(1)}, μ^{(2)}, … */
function* namesFor(wanted: string, target: Syntax): Generator<Syntax> {
  const bare = nameSyntax(wanted);
  yield bare;
  const label = target.kind === "family" ? target.index : undefined;
  if (bare.kind === "family") {
    // h^{(1)} of a second network is g^{(1)}, …
    for (const letter of "guvqrs") yield { ...bare, base: nameSyntax(letter) };
    for (let k = 2; ; k++) yield { ...bare, base: S.subscripted(bare.base, k) };
  }
  if (label !== undefined) yield S.family(bare, label);
  for (let k = 2; ; k++) yield S.family(bare, k);
}

/** A name, an indexed name or a number, which may be put anywhere. */
function isSimple(argument: Syntax): boolean {
  if (argument.kind === "group" && argument.delimiter === "(") return isSimple(argument.body);
  if (argument.kind === "fraction") {
    return isSimple(argument.numerator) && isSimple(argument.denominator);
  }
  if (argument.kind === "power") return isSimple(argument.base) && isSimple(argument.exponent);
  if (argument.kind === "sum") return argument.terms.every(({ term }) => term.kind === "number");
  return argument.kind === "number" || nameKey(argument) !== undefined;
}

/** Whether a parameter carries indices in the lines. */
function isIndexed(name: string, lines: readonly DefinedLine[]): boolean {
  const inside = (syntax: Syntax): boolean => {
    if (syntax.kind === "subscript" && nameKey(syntax.base) === name) return true;
    let found = false;
    mapParts(syntax, (part) => {
      found ||= inside(part);
      return part;
    });
    return found;
  };
  return lines.some(({ right }) => inside(right));
}

/** The syntax with parameters and names of lines replaced; it stands where the call stands. */
function replaced(syntax: Syntax, names: ReadonlyMap<string, Syntax>, place: Span): Syntax {
  const key = nameKey(syntax);
  const own = key === undefined ? undefined : names.get(key);
  if (own !== undefined) return own;
  const { from, to } = place;
  const moved = mapParts(syntax, (part) => replaced(part, names, place));
  return moved.kind === "call" ? { ...moved, from, to, head: place } : { ...moved, from, to };
}
