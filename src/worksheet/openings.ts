/**
 * @file What a call of a vocabulary item says about shapes. Which of the item's forms is meant
 * may only come out while shapes are being inferred: the call is opened as soon as one form alone
 * fits what is known, else by default, and its lines then relate shapes like any formula's.
 */
import type { Candidate, Refusal, Syntax, SyntaxOf } from "../notation/index.ts";
import { axesOf, type Extent, type Part } from "./form.ts";
import { type Place, relate, running } from "./relations.ts";

/** The forms that a call of a name may mean. */
export type Candidates = (call: SyntaxOf<"applied">) => readonly Candidate[] | Refusal;

/** A call that has been opened: its form, and the sizes in it. */
export interface Opening {
  readonly candidate: Candidate;
  readonly sizes: ReadonlyMap<string, Extent>;
}

/** The form of a call's result. */
export function relateForms(call: SyntaxOf<"applied">, candidates: Candidates, place: Place): Part {
  const { sheet } = place;
  const result: Part = { form: sheet.open(), flipped: false, guess: null };
  const found = candidates(call);
  if ("code" in found) return result; // elaboration reports it
  const parts = new Map<Syntax, Part>();
  for (const { parameters } of found) {
    for (const { argument } of parameters) {
      if (!parts.has(argument)) parts.set(argument, relate(argument, place));
    }
  }
  const fitting = () => found.filter((candidate) => fits(candidate, parts));
  let opened = false;
  const open = (candidate: Candidate): boolean => {
    opened = true;
    openForm(call, candidate, parts, result, place);
    return true;
  };
  sheet.always(() => {
    if (opened) return true;
    const [only, more] = fitting();
    return only !== undefined && more === undefined && open(only);
  });
  sheet.assume("argument", () => {
    const left = opened ? [] : fitting();
    return left.length > 0 && open(byCase(left, parts));
  });
  return result;
}

/** Whether the ranks that are known are those of the candidate. */
function fits({ parameters }: Candidate, parts: ReadonlyMap<Syntax, Part>): boolean {
  return parameters.every(({ argument, shape }) => {
    const { rank } = parts.get(argument)!.form;
    return shape === null || rank === undefined || rank === shape.length;
  });
}

/** Of several forms that of a batch when the letters of the first argument are upper-case. */
function byCase(left: readonly Candidate[], parts: ReadonlyMap<Syntax, Part>): Candidate {
  const [first] = left;
  const rank = parts.get(first!.parameters[0]!.argument)!.guess === 2 ? 2 : 1;
  return left.find(({ parameters }) => parameters[0]!.shape?.length === rank) ?? first!;
}

function openForm(
  call: Syntax,
  candidate: Candidate,
  parts: ReadonlyMap<Syntax, Part>,
  result: Part,
  place: Place,
): void {
  const { sheet } = place;
  const sizes = new Map<string, Extent>();
  const bound = new Map<string, Part>();
  for (const { name, argument, shape } of candidate.parameters) {
    const part = parts.get(argument)!;
    const extents = shape?.map((letter) => {
      const extent = sizes.get(letter) ?? sheet.anyExtent();
      sizes.set(letter, extent);
      return extent;
    });
    if (extents !== undefined) part.form.fix(part.flipped ? [...extents].reverse() : extents);
    bound.set(name, part);
  }
  for (const letter of sizes.keys()) {
    bound.set(letter, { form: sheet.open([]), flipped: false, guess: null });
  }
  if (place.calls.length === 0) sheet.openings.set(call, { candidate, sizes });
  const inner = { sheet, letters: new Map(), bound, sizes, calls: [...place.calls, ""] };
  sheet.always(() => {
    const open = candidate.needs.some((letter) => typeof sizeOf(sizes, letter) !== "number");
    if (open) return false;
    let last: Part | undefined;
    for (const { name, letters, right } of candidate.lines((letter) => textOf(sizes, letter))) {
      last = relateLine(letters, right, inner);
      bound.set(name, last);
      sheet.propagate(); // the next line may index this one
    }
    sheet.same(result, last!);
    sheet.learn();
    return true;
  });
  sheet.learn();
}

function sizeOf(sizes: ReadonlyMap<string, Extent>, letter: string) {
  return sizes.get(letter)!.root().size;
}

/** A number where it is known, else the letter that stands for the size. */
function textOf(sizes: ReadonlyMap<string, Extent>, letter: string): string {
  const size = sizeOf(sizes, letter);
  return typeof size === "number" ? `${size}` : letter;
}

/** What a line defines: of `y_i = …` the whole of y. */
function relateLine(letters: readonly string[], right: Syntax, place: Place): Part {
  const { sheet } = place;
  const own = new Map(letters.map((letter) => [letter, sheet.anyExtent()]));
  const part = relate(right, { ...place, letters: running(own, right, place) });
  return letters.length === 0 ? part : gathered([...own.values()], part, place);
}

/** The whole of what has `part` as its entries: z_j = A_j is the matrix of the rows A_j. */
export function gathered(own: readonly Extent[], part: Part, { sheet }: Place): Part {
  const form = sheet.open();
  sheet.always(() => {
    if (part.form.rank === undefined) return false;
    form.fix([...own, ...axesOf(part)]);
    return true;
  });
  sheet.assume("argument", () => {
    if (part.form.rank !== undefined) return false;
    part.form.fix([]);
    return true;
  });
  return { form, flipped: false, guess: null };
}
