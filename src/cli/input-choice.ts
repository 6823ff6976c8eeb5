/** @file The words of --input and --wrt, for commands that take data. */
import { type InputChoice, readInput } from "../train/index.ts";
import { Refusal } from "./refusal.ts";

/** Which columns an input is; refused when the word says none. */
export function inputChoice(text: string): InputChoice {
  const choice = readInput(text);
  if (choice === null) throw new Refusal(`--input takes NAME = COLUMNS, not '${text}'.`);
  return choice;
}

/** Names between commas that stand in no brackets: `W_{1,2}, b`. */
export function namesIn(text: string): string[] {
  return text.split(/,(?![^{(]*[})])/).map((name) => name.trim());
}
