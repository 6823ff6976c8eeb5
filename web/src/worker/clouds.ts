/**
 * @file Data sets of points in the plane, two classes each, drawn from a seed: the shapes that
 * every introduction to classification shows, since no line divides them.
 */
import { type Stream, streamOf } from "pengrad/train";
import type { Cloud, CloudName } from "../run.ts";

/** How many points a data set has. */
const count = 200;

type Draw = (kind: number, stream: Stream) => readonly [number, number];

const draws: Readonly<Record<Exclude<CloudName, "own">, Draw>> = {
  /** Half circles that reach into each other. */
  moons: (kind, stream) => {
    const angle = Math.PI * stream.uniform();
    const x = kind === 0 ? Math.cos(angle) - 0.5 : 0.5 - Math.cos(angle);
    const y = kind === 0 ? Math.sin(angle) - 0.25 : 0.25 - Math.sin(angle);
    return [0.7 * x + 0.07 * stream.normal(), 0.9 * y + 0.07 * stream.normal()];
  },
  /** One around the other. */
  circles: (kind, stream) => {
    const angle = 2 * Math.PI * stream.uniform();
    const radius = (kind === 0 ? 0.95 : 0.4) + 0.07 * stream.normal();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  /** Opposite quadrants. */
  xor: (kind, stream) => {
    const x = 0.08 + 0.9 * stream.uniform();
    const y = 0.08 + 0.9 * stream.uniform();
    const side = stream.below(2) === 0 ? 1 : -1;
    return [side * x, side * (kind === 0 ? y : -y)];
  },
  /** Two arms, one and a quarter turns each. */
  spirals: (kind, stream) => {
    const along = Math.sqrt(0.02 + 0.98 * stream.uniform());
    const angle = 2.5 * Math.PI * along + kind * Math.PI;
    const wide = 0.025;
    return [
      1.05 * along * Math.cos(angle) + wide * stream.normal(),
      1.05 * along * Math.sin(angle) + wide * stream.normal(),
    ];
  },
};

/** The points of a data set, the classes in turn. */
export function cloudOf(name: keyof typeof draws, seed: number): Cloud {
  const stream = streamOf(seed, `cloud ${name}`);
  const points = new Float64Array(2 * count);
  const classes = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    classes[k] = k % 2;
    // as many digits as a person would copy
    points.set(draws[name](k % 2, stream).map(rounded), 2 * k);
  }
  return { points, classes, axes: null, names: ["0", "1"], places: null, said: "" };
}

/** To three decimals. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
