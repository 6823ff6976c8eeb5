/**
 * @file How high the cells of ordered layers stand: each as near as can be to the mean of its
 * neighbours, none nearer to the next than there is room for. In one layer that is a regression on
 * monotone sequences, which pooling adjacent violators solves (Barlow, Bartholomew, Bremner &
 * Brunk, Statistical Inference under Order Restrictions, 1972). The heights depend on the order
 * alone, so that the same graph is drawn the same, whatever was drawn before.
 */
import { distance, type Layer, meanOf } from "./cell.ts";
import { stack } from "./order.ts";

const sweeps = 7;

/** Gives every cell its height. */
export function raise(layers: readonly Layer[]): void {
  for (const layer of layers) stack(layer);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const layer of isForward ? layers : layers.toReversed()) {
      settle(
        layer,
        layer.map((cell) => meanOf(cell, isForward)),
      );
    }
  }
}

/** Puts the cells of a layer where they want to be, as far as there is room. */
function settle(layer: Layer, wanted: readonly number[]): void {
  const offsets = [0];
  for (let k = 1; k < layer.length; k++) {
    offsets.push(offsets[k - 1]! + distance(layer[k - 1]!, layer[k]!));
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [k, height] of wanted.entries()) {
    pools.push({ sum: height - offsets[k]!, count: 1 });
    while (pools.length > 1) {
      const [above, below] = [pools.at(-2)!, pools.at(-1)!];
      if (above.sum / above.count <= below.sum / below.count) break;
      pools.pop();
      above.sum += below.sum;
      above.count += below.count;
    }
  }
  let at = 0;
  for (const { sum, count } of pools) {
    for (let k = 0; k < count; k++, at++) layer[at]!.y = sum / count + offsets[at]!;
  }
}
