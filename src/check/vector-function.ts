/**
 * @file Components of functions that are lists: after F(x, y) = (x² + y², 2xy), F_1 is x² + y²,
 * until F is said to be something else. Where a text itself says what F_1 is, it stays that.
 */
import { mapParts, S, type Syntax } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { calledAt } from "./names.ts";

/** A function that is a list, from one chain on. */
interface VectorFunction {
  readonly letter: string;
  readonly arguments: string;
  readonly entries: readonly Syntax[];
  readonly at: number;
}

/** The reading with what the components of such functions are in their place. */
export function withComponents(reading: Reading): Reading {
  const { chains } = reading;
  const functions = chains.flatMap((chain, at) => definedIn(chain).map((one) => ({ ...one, at })));
  if (functions.length === 0) return reading;
  const own = new Set(chains.flatMap(({ parts }) => parts.slice(0, 1).flatMap(componentOf)));
  const order = new Map(chains.map(({ signSpans }, k) => [signSpans, k]));
  return withSides(reading, (side, { signSpans }) => {
    const here = order.get(signSpans) ?? 0;
    const change = (syntax: Syntax): Syntax => {
      const [name] = componentOf(syntax);
      if (name === undefined) return mapParts(syntax, change);
      const [letter, place] = name.split(" ");
      const found = own.has(name)
        ? undefined
        : functions.findLast((one) => one.letter === letter && one.at < here);
      const entry = found?.entries[Number(place) - 1];
      const isCalled = syntax.kind !== "applied" || calledAt(syntax) === found?.arguments;
      return entry === undefined || !isCalled ? syntax : S.group(entry);
    };
    return change(side);
  });
}

/** What a chain says to be a list of as many formulas. */
function definedIn({ parts }: Chain): Omit<VectorFunction, "at">[] {
  const [left, ...others] = parts;
  if (left?.kind !== "applied") return [];
  const letter = letterOf(left.head);
  const said = calledAt(left);
  const entries = others.map(entriesOf).find((one) => one !== undefined);
  return letter === "" || said === "" || entries === undefined
    ? []
    : [{ letter, arguments: said, entries }];
}

/** The entries of a row or a column. */
function entriesOf(syntax: Syntax): readonly Syntax[] | undefined {
  if (syntax.kind === "transpose") return entriesOf(syntax.base);
  if (syntax.kind === "list") return syntax.items;
  if (syntax.kind !== "matrix") return undefined;
  const { rows } = syntax;
  const isVector = rows.length === 1 || rows.every(({ length }) => length === 1);
  return isVector && rows.flat().length > 1 ? rows.flat() : undefined;
}

/** F_1 and F_1(x, y) as their letter and place; nothing for anything else. */
function componentOf(syntax: Syntax): string[] {
  const name = syntax.kind === "applied" ? syntax.head : syntax;
  if (name.kind !== "subscript" || name.indices.length !== 1) return [];
  const [index] = name.indices;
  const letter = letterOf(name.base);
  return index!.kind === "number" && letter !== "" ? [`${letter} ${index!.text}`] : [];
}

/** The letter of a name, in whatever type it is set. */
const letterOf = (syntax: Syntax): string => (syntax.kind === "name" ? syntax.text : "");
