/** @file The names that occur in a formula, without index letters that run inside it. */
import { children, nameKey, type Syntax } from "../notation/index.ts";

/** An occurrence of a name. */
export interface Occurrence {
  readonly key: string;
  /** For `W_{2,2}`: the key of `W`, of which it may be an entry. */
  readonly base: string | null;
  readonly syntax: Syntax;
  /** Whether it stands before a bracket, as f in f(x). */
  readonly head: boolean;
}

/** All occurrences in `syntax`; `letters` run and are not names. */
export function occurrences(
  syntax: Syntax,
  letters: ReadonlySet<string> = new Set(),
): Occurrence[] {
  const found: Occurrence[] = [];
  visit(syntax, letters, false, found);
  return found;
}

function visit(
  syntax: Syntax,
  letters: ReadonlySet<string>,
  head: boolean,
  found: Occurrence[],
): void {
  switch (syntax.kind) {
    case "name":
    case "family": {
      const key = nameKey(syntax);
      if (key !== undefined && !letters.has(key)) found.push({ key, base: null, syntax, head });
      return;
    }
    case "subscript": {
      const key = nameKey(syntax);
      const base = nameKey(syntax.base) ?? null;
      if (key !== undefined && base !== null) {
        const running = syntax.indices.some((index) => usesLetter(index, letters));
        found.push({ key: running ? base : key, base, syntax, head });
        return;
      }
      visit(syntax.base, letters, false, found);
      for (const index of syntax.indices) visit(index, letters, false, found);
      return;
    }
    case "applied":
      visit(syntax.head, letters, true, found);
      for (const argument of syntax.arguments) visit(argument, letters, false, found);
      return;
    case "prime":
      visit(syntax.base, letters, head, found);
      return;
    case "big": {
      const inner = new Set(letters);
      for (const index of syntax.index) {
        const letter = nameKey(index);
        if (letter !== undefined) inner.add(letter);
      }
      visit(syntax.body, inner, false, found);
      return;
    }
    default:
      for (const child of children(syntax)) visit(child, letters, false, found);
  }
}

function usesLetter(index: Syntax, letters: ReadonlySet<string>): boolean {
  const key = nameKey(index);
  if (key !== undefined && letters.has(key)) return true;
  return children(index).some((child) => usesLetter(child, letters));
}

/**
 * The letters that run on the left of `z_j = …`: those of its subscript that also stand in a
 * subscript on the right.
 */
export function runningLetters(left: Syntax, right: Syntax): string[] {
  if (left.kind !== "subscript") return [];
  const letters = left.indices.map((index) => (index.kind === "name" ? index.text : null));
  if (letters.some((letter) => letter === null || letter.length !== 1)) return [];
  const inner = subscriptLetters(right);
  const all = letters as string[];
  return all.every((letter) => inner.has(letter)) ? all : [];
}

function subscriptLetters(syntax: Syntax): Set<string> {
  const found = new Set<string>();
  const open = [syntax];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.kind === "subscript") {
      for (const index of at.indices) {
        for (const part of [index, ...children(index)]) {
          if (part.kind === "name" && part.text.length === 1) found.add(part.text);
        }
      }
    }
    open.push(...children(at));
  }
  return found;
}
