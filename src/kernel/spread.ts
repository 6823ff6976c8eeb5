/**
 * @file The loops of a reduction that adds to its result in memory, or to a register where the
 * result is a scalar. The alternative, loops of its own inside those of the result, keeps each sum
 * in a register, but walks in strides where the index that is summed over is not the last of its
 * factors: y_i = Σ_k W_ki x_k reads W column by column. So
 *
 *     inner     where the factors lie side by side along the index that is summed over last
 *     spread    where they lie side by side along the last index of the result: y_i += W_ki x_k
 *               in a loop over k around one over i; and for every scalar, so that L += l_p is in
 *               the loop that makes l_p
 *
 * The loops of a spread reduction go from the longest stride to the shortest.
 */
import {
  type Access,
  along,
  type Condition,
  type Extent,
  isAt,
  labelsOf,
  put,
  type ReduceArray,
} from "./array.ts";

/** The loops, outermost first. */
export interface Spread {
  /** Labels of the reduction. */
  readonly labels: readonly number[];
  readonly domain: readonly Extent[];
  /** Over the labels of the domain's own axes. */
  readonly conditions: readonly Condition[];
}

/** How far apart the entries lie that an access reads at neighbouring values of a label. */
function strideOf(access: Access, label: number): number {
  const { value, axes } = access;
  let [sum, stride] = [0, 1];
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    for (const [other, c] of axes[axis]!.terms) if (other === label) sum += c * stride;
    const extent = value.shape[axis]!;
    stride *= extent === "points" ? 1 : extent;
  }
  return sum;
}

/** The loops of `value` if it is spread; undefined where it is computed inside. */
export function spreadOf(value: ReduceArray): Spread | undefined {
  const { shape, over, factors } = value;
  if (over.length === 0) return undefined;
  const own = labelsOf(shape);
  const last = own.at(-1);
  const liesAlong = (label: number) => {
    return factors.every((factor) => {
      const stride = strideOf(factor, label);
      return stride === 0 || stride === 1;
    });
  };
  if (last !== undefined && (liesAlong(over.at(-1)!.label) || !liesAlong(last))) return undefined;
  const extents = new Map<number, Extent>([
    ...own.map((label, axis) => [label, shape[axis]!] as const),
    ...over.map(({ label, extent }) => [label, extent] as const),
  ]);
  const longest = (label: number) => {
    // the points are always the first axis
    if (extents.get(label) === "points") return Number.POSITIVE_INFINITY;
    if (label === last) return -1;
    return Math.max(0, ...factors.map((factor) => Math.abs(strideOf(factor, label))));
  };
  const labels = [...extents.keys()].sort((a, b) => {
    const [x, y] = [longest(a), longest(b)];
    return x === y ? a - b : y > x ? 1 : -1;
  });
  const domain = labels.map((label) => extents.get(label)!);
  const axes = labelsOf(domain);
  const into = (label: number) => along(axes[labels.indexOf(label)]!);
  const conditions = value.conditions.map((at) => ({ ...at, form: put(at.form, into) }));
  return { labels, domain, conditions };
}

/** Whether an access reads its array just at the indices of these loops. */
export function isAlong(access: Access, labels: readonly number[]): boolean {
  if (access.axes.length !== labels.length) return false;
  return access.axes.every((form, axis) => isAt(form, labels[axis]!));
}
