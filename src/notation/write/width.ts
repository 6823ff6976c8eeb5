/**
 * @file How many columns of a terminal a text takes.
 *
 * Combining marks, joiners and controls take none; East Asian wide and fullwidth characters and
 * pictographs take two (Unicode Standard Annex 11, classes W and F); everything else, Greek and
 * mathematical signs included, takes one. Characters of class "ambiguous" count as one, as
 * terminals outside East Asian locales show them.
 */

const none = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]$/u;

/** Ranges of code points that are two columns wide, ascending, ends included. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** The columns of one character: 0, 1 or 2. */
function columns(sign: string): 0 | 1 | 2 {
  const code = sign.codePointAt(0)!;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (none.test(sign)) return 0;
  if (code < 0x1100) return 1;
  let low = 0;
  let high = wide.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (wide[middle]![0] <= code) low = middle;
    else high = middle - 1;
  }
  const [from, to] = wide[low]!;
  return code >= from && code <= to ? 2 : 1;
}

/** The number of terminal columns that `text` takes. */
export function displayWidth(text: string): number {
  let total = 0;
  for (const sign of text) total += columns(sign);
  return total;
}
