/** @file What a layer of the picture holds, from above to below. */

/** A node, the label of an edge, or a place that an edge passes. */
export interface Cell {
  readonly id: string;
  readonly kind: "node" | "label" | "passing";
  readonly width: number;
  readonly height: number;
  /** What it is joined to in the layer before, and in the next. */
  readonly before: Cell[];
  readonly after: Cell[];
  y: number;
}

/** Cells from above to below. */
export type Layer = Cell[];

/** The mean height of what a cell is joined to on one side; its own where it is joined to nothing. */
export function meanOf({ before, after, y }: Cell, isForward: boolean): number {
  const near = isForward ? before : after;
  if (near.length === 0) return y;
  return near.reduce((sum, one) => sum + one.y, 0) / near.length;
}

/** The room between two cells of a layer. */
export function roomBetween(above: Cell, below: Cell): number {
  const kinds = [above.kind, below.kind];
  if (kinds.every((kind) => kind === "node")) return 22;
  return kinds.includes("passing") ? 10 : 14;
}

/** The least distance of the centres of two cells of a layer. */
export function distance(above: Cell, below: Cell): number {
  return (above.height + below.height) / 2 + roomBetween(above, below);
}
