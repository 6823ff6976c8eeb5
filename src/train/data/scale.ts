/**
 * @file Data brought to a common scale, entry by entry: x ↦ (x − shift) / scale. The numbers come
 * from the training rows alone, so that the others stay unseen.
 *
 *     standard   mean 0 and standard deviation 1
 *     range      from 0 to 1
 *
 * An entry that never changes is only shifted. Source: LeCun, Bottou, Orr, Müller, *Efficient
 * BackProp*, 1998, section 4.3.
 */

export const scalings = ["none", "standard", "range"] as const;

export type Scaling = (typeof scalings)[number];

/** The shift and the scale of each entry. */
export interface Scale {
  readonly shift: Float64Array;
  readonly scale: Float64Array;
}

/** The scale that the given rows have; `count` entries a row. */
export function scaleOf(
  values: Float64Array,
  count: number,
  rows: Uint32Array,
  scaling: Scaling,
): Scale | null {
  if (scaling === "none") return null;
  const shift = new Float64Array(count);
  const scale = new Float64Array(count).fill(1);
  for (let k = 0; k < count; k++) {
    if (scaling === "range") {
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (const row of rows) {
        const value = values[row * count + k]!;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      shift[k] = least;
      if (most > least) scale[k] = most - least;
      continue;
    }
    let mean = 0;
    for (const row of rows) mean += values[row * count + k]! / rows.length;
    let variance = 0;
    for (const row of rows) variance += (values[row * count + k]! - mean) ** 2 / rows.length;
    shift[k] = mean;
    if (variance > 1e-20 * mean * mean && variance > 0) scale[k] = Math.sqrt(variance);
  }
  return { shift, scale };
}

/** All rows brought to a scale. */
export function scaled(values: Float64Array, { shift, scale }: Scale): Float64Array {
  const count = shift.length;
  return values.map((value, at) => (value - shift[at % count]!) / scale[at % count]!);
}
