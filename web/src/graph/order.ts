/**
 * @file In which order the cells of each layer stand: each by the mean of its neighbours, in sweeps
 * forward and backward, the order with the fewest crossings being kept (Sugiyama, Tagawa & Toda,
 * IEEE Transactions on Systems, Man, and Cybernetics 1981). Cells that were there before stand
 * among themselves as they stood.
 */
import { type Cell, distance, type Layer, meanOf } from "./cell.ts";

const sweeps = 8;

/** Orders every layer in place; `earlier` tells where cells stood, as far as they did. */
export function order(layers: readonly Layer[], earlier: ReadonlyMap<string, { y: number }>): void {
  const height = (cell: Cell) => earlier.get(cell.id)?.y;
  for (const layer of layers) {
    layer.sort((a, b) => (height(a) ?? Infinity) - (height(b) ?? Infinity) || 0);
    stack(layer);
  }
  if (layers.every((layer) => layer.every((cell) => earlier.has(cell.id)))) return;
  let best = layers.map((layer) => [...layer]);
  let fewest = Infinity;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const layer of isForward ? layers : layers.toReversed()) {
      const wanted = new Map(layer.map((cell) => [cell, meanOf(cell, isForward)]));
      layer.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      keepKnown(layer, height);
      stack(layer);
    }
    const count = crossings(layers);
    // the first forward sweep alone has not looked at what inputs are joined to
    if (sweep === 0 || count >= fewest) continue;
    fewest = count;
    best = layers.map((layer) => [...layer]);
  }
  for (const [k, layer] of layers.entries()) layer.splice(0, layer.length, ...best[k]!);
}

/** Puts those that were there before into the places that they have together, as they stood. */
function keepKnown(layer: Layer, height: (cell: Cell) => number | undefined): void {
  const places = [...layer.keys()].filter((k) => height(layer[k]!) !== undefined);
  const known = places.map((k) => layer[k]!).sort((a, b) => height(a)! - height(b)!);
  for (const [k, place] of places.entries()) layer[place] = known[k]!;
}

/** Gives the cells heights in their order, around 0. */
export function stack(layer: Layer): void {
  let y = 0;
  for (const [k, cell] of layer.entries()) {
    if (k > 0) y += distance(layer[k - 1]!, cell);
    cell.y = y;
  }
  for (const cell of layer) cell.y -= y / 2;
}

/** How many pairs of edges cross. */
function crossings(layers: readonly Layer[]): number {
  let count = 0;
  for (const layer of layers) {
    const ends = layer.map((cell) => cell.after.map(({ y }) => y));
    for (const [k, own] of ends.entries()) {
      for (const others of ends.slice(k + 1)) {
        for (const a of own) for (const b of others) if (a > b) count++;
      }
    }
  }
  return count;
}
