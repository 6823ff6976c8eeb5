/**
 * @file A formula that has been set: marks on a baseline, with its width, height and depth.
 *
 * The unit is the thousandth of an em, y grows upwards and the origin is the left end of the
 * baseline, as in a font file. So one setting serves every size and colour, and a glyph's
 * outline is used as the font gives it. Three kinds of mark are enough for mathematics: an
 * outline (a glyph, a bracket, a radical), a filled rectangle (fraction bars, the straight parts
 * of tall brackets) and, only where no outline is known, words left to the viewer's own font.
 *
 * Outlines are named by their shape, `g<code>-<hash of the path>`, so a hundred formulas in one
 * document define each glyph once, and two documents in one page cannot disagree about a name.
 */

/** A shared outline, placed: point p of the outline lands at (x + sx·p.x, y + sy·p.y). */
export interface Outline {
  readonly kind: "outline";
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly sx: number;
  readonly sy: number;
}

/** A filled rectangle, lower left corner (x, y). */
export interface Rule {
  readonly kind: "rule";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Characters for the viewer's font, at `size` thousandths of an em, `width` wide. */
export interface Words {
  readonly kind: "words";
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
  readonly italic: boolean;
  readonly bold: boolean;
}

export type Mark = Outline | Rule | Words;

/** A formula, set: marks, extents in thousandths of an em, and the outlines the marks name. */
export interface Setting {
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** Outline id → path data. */
  readonly outlines: ReadonlyMap<string, string>;
}

/** The setting of nothing. */
export const emptySetting: Setting = {
  marks: [],
  width: 0,
  height: 0,
  depth: 0,
  outlines: new Map(),
};

/** A 32-bit fingerprint of a text in base 36: FNV-1a, xor then multiply by 16777619. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** The name of an outline: its code point (or another tag) and the fingerprint of its path. */
export function outlineId(tag: string, path: string): string {
  return `g${tag.replace(/[^A-Za-z0-9]/g, "")}-${fingerprint(path)}`;
}
