/** @file The names that occur in a formula, without index letters that run inside it. */
import { children, hasWordIndex, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";

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
      // a label that runs, x^{(i)}, names nothing; elaboration reports it
      const runs = syntax.kind === "family" && usesLetter(syntax.index, letters);
      if (key !== undefined && !runs && !letters.has(key)) {
        found.push({ key, base: null, syntax, head });
      }
      return;
    }
    case "subscript": {
      const key = nameKey(syntax);
      const base = nameKey(syntax.base) ?? null;
      if (base !== null && letters.has(base)) return; // an entry of a parameter
      if (key !== undefined && base !== null && hasWordIndex(syntax)) {
        found.push({ key, base: null, syntax, head });
        return;
      }
      if (key !== undefined && base !== null) {
        const running = syntax.indices.some((index) => usesLetter(index, letters));
        found.push({ key: running ? base : key, base, syntax, head });
        return;
      }
      const inner = new Set([...letters, ...entryLetters(syntax, letters)]);
      visit(syntax.base, inner, false, found);
      if (isNorm(syntax.base)) return; // the F of ‖A‖_F
      for (const index of syntax.indices) visit(index, inner, false, found);
      return;
    }
    case "call": {
      const { subscript, ...rest } = syntax;
      visitChildren(isNorm(syntax) ? rest : syntax, letters, found);
      return;
    }
    case "decorated":
      visit(syntax.body, letters, head, found);
      return;
    case "applied":
      visit(functionOf(syntax.head), letters, true, found);
      for (const argument of syntax.arguments) {
        visit(withoutKeyword(argument), letters, false, found);
      }
      return;
    case "prime": {
      const key = head ? undefined : nameKey(syntax);
      // like W_{2,2}, y' may be a name or belong to y
      if (key === undefined) visit(syntax.base, letters, head, found);
      else found.push({ key, base: nameKey(syntax.base) ?? null, syntax, head });
      return;
    }
    case "power": {
      const key = nameKey(syntax);
      if (key === undefined) visitChildren(syntax, letters, found);
      else found.push({ key, base: key.slice(0, -"^{+}".length), syntax, head });
      return;
    }
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
      visitChildren(syntax, letters, found);
  }
}

function visitChildren(syntax: Syntax, letters: ReadonlySet<string>, found: Occurrence[]): void {
  for (const child of children(syntax)) visit(child, letters, false, found);
}

/** `stride=2` among arguments names a parameter, and no quantity. */
function withoutKeyword(argument: Syntax): Syntax {
  const named = argument.kind === "relation" && argument.signs.join() === "=";
  return named ? argument.parts[1]! : argument;
}

/** The f of f^{(0,1)}(x, y), a partial derivative; any other head as it is. */
function functionOf(head: Syntax): Syntax {
  return head.kind === "family" && head.index.kind === "list" ? head.base : head;
}

function isNorm(syntax: Syntax): boolean {
  if (syntax.kind === "group") return syntax.delimiter === "\\|";
  return syntax.kind === "call" && syntax.function === "norm";
}

/** The letters of `[x_i y_j]_{ij}` and `[1_{i=2}]_{1 \le i \le n}`, which run in the brackets. */
function entryLetters(
  { base, indices }: SyntaxOf<"subscript">,
  letters: ReadonlySet<string>,
): readonly string[] {
  if (base.kind !== "group" || (base.delimiter !== "[" && base.delimiter !== "(")) return [];
  const named = indices.map((index) => (index.kind === "relation" ? index.parts[1]! : index));
  const texts = named.map((index) => (index.kind === "name" ? index.text : ""));
  return texts.some((text) => !/^\w$/.test(text) || letters.has(text)) ? [] : texts;
}

function usesLetter(index: Syntax, letters: ReadonlySet<string>): boolean {
  const key = nameKey(index);
  if (key !== undefined && letters.has(key)) return true;
  return children(index).some((child) => usesLetter(child, letters));
}

/**
 * The letters that run on the left of `z_j = …`: those of its subscript that also stand free in a
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

function subscriptLetters(syntax: Syntax, bound: ReadonlySet<string> = new Set()): Set<string> {
  const found = new Set<string>();
  let inner = bound;
  if (syntax.kind === "big") {
    inner = new Set([...bound, ...syntax.index.map((index) => nameKey(index) ?? "")]);
  }
  if (syntax.kind === "subscript") {
    // x_{2i+j}: the letters of an index however deep
    const open = [...syntax.indices];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      open.push(...children(part));
      const letter = part.kind === "name" && part.text.length === 1 ? part.text : "";
      if (letter !== "" && !bound.has(letter)) found.add(letter);
    }
  }
  for (const child of children(syntax)) {
    for (const letter of subscriptLetters(child, inner)) found.add(letter);
  }
  return found;
}
