/**
 * @file The line that asks for new values of parameters by a method of descent:
 *
 *     update W, b by gradient descent, eta = 0.5
 *     update all by adam, eta = 0.001, steps = 3
 *
 * names, then the method after `by`, then its settings. Which methods there are, and what they
 * may be told, is for the floor above to say; here the line is only taken apart.
 */
import type { Syntax } from "../notation/index.ts";
import type { Span } from "../source/index.ts";

/** What an `update` line asks. */
export interface Descent {
  /** The parameters; empty for all that were asked for. */
  readonly parameters: readonly Syntax[];
  /** The method as it was written: `gradient descent`. */
  readonly method: string;
  readonly methodSpan: Span;
  readonly settings: readonly DescentSetting[];
  readonly span: Span;
}

/** `eta = 0.5`; the name as it was written. */
export interface DescentSetting {
  readonly name: string;
  readonly value: Syntax;
  readonly span: Span;
}

/** A stretch of the text. */
interface Item {
  readonly text: string;
  readonly from: number;
}

/** What stands between the parameters and the method. */
const between = /(?:^|\s)by\s+/i;

/**
 * The line from its items, which stood between commas; undefined when it says no method, or a
 * setting has no value.
 */
export function readDescent(
  items: readonly Item[],
  span: Span,
  read: (item: Item) => Syntax,
): Descent | undefined {
  const turn = items.findIndex(({ text }) => between.test(text));
  if (turn < 0) return undefined;
  const { text, from } = items[turn]!;
  const { index, 0: word } = between.exec(text)!;
  const names = [...items.slice(0, turn), { text: text.slice(0, index), from }];
  const wanted = names.filter((item) => item.text.trim() !== "");
  const start = index + word.length;
  const method = text.slice(start).trim();
  const settings = items.slice(turn + 1).map((item) => readSetting(item, read));
  if (wanted.length === 0 || method === "" || settings.includes(undefined)) return undefined;
  const isAll = wanted.length === 1 && /^(?:all|everything)$/i.test(wanted[0]!.text.trim());
  return {
    parameters: isAll ? [] : wanted.map(read),
    method,
    methodSpan: { from: from + start, to: from + start + method.length },
    settings: settings as DescentSetting[],
    span,
  };
}

function readSetting(
  { text, from }: Item,
  read: (item: Item) => Syntax,
): DescentSetting | undefined {
  const equals = text.indexOf("=");
  const value = text.slice(equals + 1).trim();
  if (equals <= 0 || value === "") return undefined;
  return {
    name: text.slice(0, equals).replace(/:$/, "").trim(),
    value: read({ text: value, from: from + text.lastIndexOf(value) }),
    span: { from, to: from + text.length },
  };
}
