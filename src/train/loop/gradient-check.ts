/**
 * @file The gradient held to central differences before a run starts, on a few rows and a few
 * entries of each parameter: (L(θ + h) − L(θ − h)) / 2h with h = ∛ε · max(1, |θ|), whose error is
 * of the order h². Where they differ, the kinks between θ − h and θ + h are looked for: across
 * one there is no derivative to compare with, and that is said instead.
 *
 * Source: Dennis & Schnabel, *Numerical Methods for Unconstrained Optimization*, section 5.4.
 */
import { evaluate, floatField, type Node, operations } from "../../expression/index.ts";
import { type Diagnostic, diagnose } from "../../source/index.ts";
import { type Network, nodesOf } from "../network/network.ts";
import type { Objective, Samples } from "../objective.ts";
import { shuffled, streamOf } from "../random/xoshiro.ts";
import { entryName, parameterInputs, withRows } from "../reference.ts";

export interface GradientCheck {
  /** How many entries were compared. */
  readonly compared: number;
  /** The largest difference, relative to both and to 10⁻³ of the largest entry. */
  readonly worst: number;
  readonly diagnostics: readonly Diagnostic[];
}

const tolerance = 1e-4;
const entriesEach = 4;

/** Compares at a point on some rows. */
export function checkGradient(
  network: Network,
  objective: Objective,
  point: Float64Array,
  samples: Samples,
  rows: number,
  seed: number,
): GradientCheck {
  const gradient = new Float64Array(point.length);
  objective.step(point, samples, rows, gradient);
  const scale = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const diagnostics: Diagnostic[] = [];
  let worst = 0;
  let compared = 0;
  for (const { name, offset, count } of network.parameters) {
    const places = shuffled(count, streamOf(seed, `check ${name}`)).subarray(0, entriesEach);
    for (const place of places) {
      const at = offset + place;
      const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(point[at]!));
      const moved = (by: number) => {
        const other = point.slice();
        other[at]! += by;
        return other;
      };
      const [above, below] = [moved(h), moved(-h)];
      const rise = objective.loss(above, samples, rows) - objective.loss(below, samples, rows);
      const difference = rise / (above[at]! - below[at]!);
      const own = gradient[at]!;
      const size = Math.max(Math.abs(own), Math.abs(difference), scale * 1e-3, 1e-8);
      const off = Math.abs(own - difference) / size;
      if (!(off > tolerance)) {
        compared++;
        worst = Math.max(worst, off);
        continue;
      }
      const entry = entryName(network.parameters, at);
      const kink = kinkBetween(network, above, below, samples, rows);
      if (kink !== null) {
        diagnostics.push(diagnose("PG6112", null, { quantity: kink, name: entry }));
        continue;
      }
      compared++;
      worst = Math.max(worst, off);
      const args = { name: entry, gradient: `${own}`, difference: `${difference}` };
      diagnostics.push(diagnose("PG6111", null, args));
    }
  }
  return { compared, worst, diagnostics };
}

/** What has a kink between two points: the title of its operation; null when nothing has. */
function kinkBetween(
  network: Network,
  above: Float64Array,
  below: Float64Array,
  samples: Samples,
  rows: number,
): string | null {
  const { arena } = network.sheet;
  const places: { readonly node: Node; readonly title: string }[] = [];
  for (const node of nodesOf(network.root)) {
    const { kinks, title } = operations[node.op];
    for (const { at } of kinks) places.push({ node: at(node.operands, arena, node), title });
  }
  const roots = places.map(({ node }) => node);
  const sizes = new Map(network.sheet.sizes);
  if (network.batch !== null) sizes.set(network.batch, rows);
  const parts = network.batch === null ? rows : 1;
  for (let row = 0; row < parts; row++) {
    const [up, down] = [above, below].map((point) => {
      const fixed = parameterInputs(network, point);
      const own = network.batch === null ? 1 : rows;
      return evaluate(roots, floatField, withRows(network, fixed, samples, row, own), sizes).values;
    });
    for (const { node, title } of places) {
      const before = down!.get(node)?.entries ?? [];
      const after = up!.get(node)?.entries ?? [];
      if (before.some((entry, k) => entry * (after[k] ?? 0) <= 0)) return title;
    }
  }
  return null;
}
