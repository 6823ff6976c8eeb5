/**
 * @file A call of an item and the forms that it may mean. Arguments are matched to parameters by
 * place, or by name: `conv1d(x, w, stride=2)`. What remains open is decided by shapes, in
 * `notation/elaborate/forms.ts` for values and in `relations.ts` for shapes that are inferred.
 */
import {
  type Candidate,
  type DefinedLine,
  nameKey,
  type Refusal,
  readFormula,
  type Syntax,
  type SyntaxOf,
} from "../../notation/index.ts";
import { runningLetters } from "../names.ts";
import { vocabularyItems } from "./index.ts";
import type { Form, Given, Item, Parameter } from "./item.ts";

const byName: ReadonlyMap<string, Item> = new Map(
  vocabularyItems.flatMap((item) => item.names.map((name): [string, Item] => [name, item])),
);

/** The item of this name; upper and lower case, hyphens and underscores make no difference. */
export function itemNamed(key: string): Item | undefined {
  return byName.get(key.toLowerCase().replace(/[-_{}]/g, ""));
}

/** The words of the text that stand before a bracket and name an item, as they are spelled. */
export function vocabularyWords(text: string): string[] {
  const words = text.matchAll(/(?<![A-Za-z\\])([A-Za-z]{2,}(?:\d[A-Za-z]+)?)(?=\s*(?:\\left)?\()/g);
  return [...words].map((match) => match[1]!).filter((word) => itemNamed(word) !== undefined);
}

/** `batchnorm(x [m, d], gamma [d])`: how a form is called, for a message. */
export function signatureOf(name: string, { parameters }: Form): string {
  const shown = parameters.map((parameter) => {
    const bare = parameter.name.replace(/^\\/, "");
    if (parameter.kind !== "tensor") {
      return parameter.default === undefined ? bare : `${bare}=${parameter.default}`;
    }
    const extents = parameter.shape?.join(", ") ?? "…";
    const typed = parameter.shape?.length === 0 ? bare : `${bare} [${extents}]`;
    return parameter.default === undefined ? typed : `${typed}?`;
  });
  return `${name}(${shown.join(", ")})`;
}

/** The forms that a call may mean by the number and the kinds of its arguments. */
export function candidatesOf(
  name: string,
  item: Item,
  call: SyntaxOf<"applied">,
): readonly Candidate[] | Refusal {
  const found: Candidate[] = [];
  let refusal: Refusal | undefined;
  for (const form of item.forms) {
    const matched = match(name, form, call);
    if ("code" in matched) refusal ??= matched;
    else found.push(candidate(name, item, form, matched));
  }
  if (found.length > 0) return found;
  const expected = item.forms.map((form) => signatureOf(name, form)).join(" or ");
  return { ...refusal!, args: { ...refusal!.args, expected } };
}

/** The argument of each parameter; a number where one is asked for. */
type Matched = ReadonlyMap<string, Syntax | number | readonly number[]>;

function match(name: string, { parameters }: Form, call: SyntaxOf<"applied">): Matched | Refusal {
  const matched = new Map<string, Syntax | number | readonly number[]>();
  let next = 0;
  for (const argument of call.arguments) {
    const keyword = keywordOf(argument);
    const parameter =
      keyword === undefined
        ? parameters[next++]
        : parameters.find((one) => one.name.replace(/^\\/, "") === keyword.word);
    if (parameter === undefined && keyword !== undefined) {
      return { code: "PG2044", span: argument, args: { name, parameter: keyword.word } };
    }
    if (parameter === undefined) return miscounted(name, call);
    const given = valueFor(parameter, keyword?.value ?? argument);
    if (given === undefined) {
      const what = parameter.kind === "number" ? "a whole number" : "whole numbers";
      const args = {
        name,
        parameter: parameter.name,
        what,
        least: `${parameter.kind === "tensor" ? 0 : parameter.least}`,
      };
      return { code: "PG2043", span: argument, args };
    }
    matched.set(parameter.name, given);
  }
  for (const parameter of parameters) {
    if (matched.has(parameter.name)) continue;
    const { default: value } = parameter;
    if (value === undefined) return miscounted(name, call);
    if (value === null) continue;
    if (parameter.kind === "tensor") matched.set(parameter.name, readText(`${value}`));
    else matched.set(parameter.name, typeof value === "number" ? value : matched.get(value)!);
  }
  return matched;
}

function miscounted(name: string, call: SyntaxOf<"applied">): Refusal {
  const count = call.arguments.length;
  const found = count === 1 ? "1 argument is" : `${count} arguments are`;
  return { code: "PG2041", span: call, args: { name, found } };
}

/** `stride=2`: an argument by name. */
function keywordOf(
  argument: Syntax,
): { readonly word: string; readonly value: Syntax } | undefined {
  if (argument.kind !== "relation" || argument.signs.length !== 1) return undefined;
  const [left, value] = argument.parts;
  const word = argument.signs[0] === "=" ? nameKey(left!) : undefined;
  return word === undefined ? undefined : { word: word.replace(/^\\/, ""), value: value! };
}

function valueFor(
  parameter: Parameter,
  argument: Syntax,
): Syntax | number | readonly number[] | undefined {
  if (parameter.kind === "tensor") return argument;
  if (parameter.kind === "number") return wholeOf(argument, parameter.least);
  if (argument.kind !== "matrix") return undefined;
  const all = argument.rows.flat().map((entry) => wholeOf(entry, parameter.least));
  return all.every((one) => one !== undefined) ? all : undefined;
}

function wholeOf(syntax: Syntax, least: number): number | undefined {
  if (syntax.kind !== "number" || !/^\d{1,6}$/.test(syntax.text)) return undefined;
  const value = Number(syntax.text);
  return value >= least ? value : undefined;
}

function candidate(name: string, item: Item, form: Form, matched: Matched): Candidate {
  const parameters = form.parameters.flatMap((parameter) => {
    const argument = matched.get(parameter.name);
    if (parameter.kind !== "tensor" || argument === undefined) return [];
    return [{ name: parameter.name, argument: argument as Syntax, shape: parameter.shape }];
  });
  const given: Omit<Given, "size"> = {
    has: (parameter) => matched.has(parameter),
    isZero: (parameter) => isZero(matched.get(parameter)),
    number: (parameter) => matched.get(parameter) as number,
    numbers: (parameter) => matched.get(parameter) as readonly number[],
  };
  return {
    signature: signatureOf(name, form),
    origin: `${item.title} (${item.source})`,
    parameters,
    needs: form.needs ?? [],
    lines: (size) => form.lines({ ...given, size }).map(lineOf),
  };
}

function isZero(argument: Syntax | number | readonly number[] | undefined): boolean {
  if (typeof argument !== "object" || !("kind" in argument)) return argument === 0;
  return argument.kind === "number" && Number(argument.text) === 0;
}

const knownTexts = new Map<string, Syntax>();
const memory = 1024;

/** A text of the vocabulary as syntax without a place. */
function readText(text: string): Syntax {
  const found = knownTexts.get(text);
  if (found !== undefined) return found;
  const { syntax } = readFormula(text, { notation: "latex" });
  if (knownTexts.size >= memory) knownTexts.clear();
  knownTexts.set(text, syntax);
  return syntax;
}

/** One line of a definition: `\hat x_i = …`. */
function lineOf(text: string): DefinedLine {
  const syntax = readText(text) as SyntaxOf<"relation">;
  const [left, right] = syntax.parts as [Syntax, Syntax];
  const letters = runningLetters(left, right);
  const name = letters.length > 0 && left.kind === "subscript" ? left.base : left;
  return { name: nameKey(name)!, letters, right };
}
