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

const escape = (on: number, off: number): Mark => {
  return (text) => (text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`);
};

const plainInk: Ink = { bold: plain, dim: plain, red: plain, yellow: plain, blue: plain };

const colouredInk: Ink = {
  bold: escape(1, 22),
  dim: escape(2, 22),
  red: escape(31, 39),
  yellow: escape(33, 39),
  blue: escape(34, 39),
};

/** The inks with colour or without. */
export function inkOf(color: boolean): Ink {
  return color ? colouredInk : plainInk;
}
