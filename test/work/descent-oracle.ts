/**
 * @file The independent side of updates: the 2-2-2 network and the methods of descent written
 * directly in decimal.js at 90 digits. Gradients are central differences of the loss; nothing here
 * knows of pengrad.
 */
import {
  apply,
  type D,
  dot,
  entriesOf,
  type Given,
  type M,
  minus,
  num,
  one,
  plus,
  sigmoid,
  slope,
  type V,
} from "../problems/oracle.ts";

const vector = (...entries: readonly (string | number)[]): V => entries.map(num);

/** The inputs of the classic network. */
export const x = vector("0.05", "0.10");
export const t = vector("0.01", "0.99");
export const start: Readonly<Record<string, Given>> = {
  "W^{(1)}": [vector("0.15", "0.20"), vector("0.25", "0.30")],
  "b^{(1)}": vector("0.35", "0.35"),
  "W^{(2)}": [vector("0.40", "0.45"), vector("0.50", "0.55")],
  "b^{(2)}": vector("0.60", "0.60"),
};
export const parameters = Object.keys(start);

/** Everything that the forward pass of the network gives. */
export function forward(at: Readonly<Record<string, Given>>): Record<string, Given> {
  const z1 = plus(apply(at["W^{(1)}"] as M, x), at["b^{(1)}"] as V);
  const a1 = z1.map(sigmoid);
  const z2 = plus(apply(at["W^{(2)}"] as M, a1), at["b^{(2)}"] as V);
  const a2 = z2.map(sigmoid);
  const off = minus(t, a2);
  return {
    "z^{(1)}": z1,
    "a^{(1)}": a1,
    "z^{(2)}": z2,
    "a^{(2)}": a2,
    L: dot(off, off).div(2),
  };
}

/** dL/dθ for each parameter, entry by entry. */
export function gradients(at: Readonly<Record<string, Given>>): Record<string, Given> {
  const names = Object.keys(at);
  const loss = (...inputs: Given[]): D => {
    return forward(Object.fromEntries(names.map((name, k) => [name, inputs[k]!])))["L"] as D;
  };
  const inputs = names.map((name) => at[name]!);
  return Object.fromEntries(
    names.map((name, which) => {
      const flat = entriesOf(at[name]!).map((_, place) => slope(loss, inputs, which, place));
      return [name, like(at[name]!, flat)];
    }),
  );
}

/** Numbers in the layout of another tensor. */
function like(model: Given, flat: readonly D[]): Given {
  let at = 0;
  const visit = (part: Given): Given => {
    return Array.isArray(part) ? ((part as Given[]).map(visit) as Given) : flat[at++]!;
  };
  return visit(model);
}

/** Entry by entry. */
export function each(f: (...entries: D[]) => D, ...tensors: readonly Given[]): Given {
  const [first] = tensors;
  const flats = tensors.map(entriesOf);
  return like(
    first!,
    flats[0]!.map((_, k) => f(...flats.map((flat) => flat[k]!))),
  );
}

/** What a method remembers of one parameter. */
type Memory = Readonly<Record<string, Given>>;

/** A method as a program: where the gradient is taken, and what a step does. */
export interface Method {
  readonly ahead?: (theta: Given, memory: Memory) => Given;
  readonly step: (
    theta: Given,
    g: Given,
    memory: Memory,
    t: number,
  ) => readonly [theta: Given, memory: Memory];
}

const zeros = (theta: Given): Given => each(() => num(0), theta);
const kept = (memory: Memory, name: string, theta: Given): Given => memory[name] ?? zeros(theta);

export function descent(eta: string): Method {
  return { step: (theta, g) => [each((w, d) => w.minus(num(eta).times(d)), theta, g), {}] };
}

/** Polyak's as programs have it that put the rate into the velocity: the same sequence. */
export function heavyBall(eta: string, beta: string, looks = false): Method {
  const step: Method["step"] = (theta, g, memory) => {
    const u = each(
      (old, d) => num(beta).times(old).minus(num(eta).times(d)),
      kept(memory, "u", theta),
      g,
    );
    return [each((w, d) => w.plus(d), theta, u), { u }];
  };
  if (!looks) return { step };
  return {
    step,
    ahead: (theta, memory) => {
      return each((w, u) => w.plus(num(beta).times(u)), theta, kept(memory, "u", theta));
    },
  };
}

/** Kingma & Ba's with the corrections folded into the rate, as in section 2 of the paper. */
export function moments(
  eta: string,
  beta1: string,
  beta2: string,
  epsilon: string,
  decay = "0",
): Method {
  return {
    step: (theta, g, memory, k) => {
      const mean = (beta: string, name: string, of: Given): Given =>
        each(
          (old, d) => old.plus(one.minus(beta).times(d.minus(old))),
          kept(memory, name, theta),
          of,
        );
      const m = mean(beta1, "m", g);
      const v = mean(
        beta2,
        "v",
        each((d) => d.times(d), g),
      );
      const [c1, c2] = [beta1, beta2].map((beta) => one.minus(num(beta).pow(k)));
      const next = each(
        (w, a, b) => {
          const root = b.div(c2!).sqrt().plus(epsilon);
          return w
            .times(one.minus(num(eta).times(decay)))
            .minus(num(eta).times(a).div(c1!).div(root));
        },
        theta,
        m,
        v,
      );
      return [next, { m, v }];
    },
  };
}

/** The parameters after each of `steps` steps; only those named move. */
export function trajectory(
  method: Method,
  steps: number,
  moving: readonly string[] = parameters,
): Record<string, Given>[] {
  let at = { ...start };
  let memory: Record<string, Memory> = {};
  const found: Record<string, Given>[] = [];
  for (let k = 1; k <= steps; k++) {
    const point = { ...at };
    for (const name of moving) {
      point[name] = method.ahead?.(at[name]!, memory[name] ?? {}) ?? at[name]!;
    }
    const g = gradients(point);
    const next = { ...at };
    const kept: Record<string, Memory> = {};
    for (const name of moving) {
      const [theta, own] = method.step(at[name]!, g[name]!, memory[name] ?? {}, k);
      next[name] = theta;
      kept[name] = own;
    }
    at = next;
    memory = kept;
    found.push(at);
  }
  return found;
}
