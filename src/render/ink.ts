/**
 * @file The inks of the terminal: what is bold, dim or coloured in a report. Colours are a choice
 * of the caller; without them every function gives its text back, and nothing that a reader needs
 * rests on them. The escapes are those of ECMA-48, "Select Graphic Rendition".
 */

/** A way of marking a piece of text. */
export type Mark = (text: string) => string;

export interface Ink {
  readonly bold: Mark;
  readonly dim: Mark;
  readonly red: Mark;
  readonly yellow: Mark;
  readonly blue: Mark;
}

const plain: Mark = (text) => text;

const sequence = (on: number, off: number): Mark => {
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
};

const plainInk: Ink = { bold: plain, dim: plain, red: plain, yellow: plain, blue: plain };

const colouredInk: Ink = {
  bold: sequence(1, 22),
  dim: sequence(2, 22),
  red: sequence(31, 39),
  yellow: sequence(33, 39),
  blue: sequence(34, 39),
};

/** The inks with colour or without. */
export function inkOf(color: boolean): Ink {
  return color ? colouredInk : plainInk;
}
