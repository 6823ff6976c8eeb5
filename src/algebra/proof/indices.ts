/**
 * @file Index notation in the ring: entries of tensors are atoms with indices, and a sum over an
 * index is an atom too, once everything that does not have the index is taken out of it,
 *
 *     Σ_k c a_i b_k d_k = c a_i Σ_k b_k d_k.
 *
 * What belongs together in a sum is what its indices connect. The indices are renumbered so that
 * equal sums are one atom whatever they were called; where several orders look alike all are
 * tried and the least is taken. A δ_ij with a summed index puts i in for j.
 */
import { isKind, type Node, type Size } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { type Monomial, type Poly, type Ring, UNIT, zeroPoly } from "./ring.ts";

/** Indices that are summed over here, before they are renumbered. */
export const openLabel = 1_000_000;

/** The indices of sums of one level begin at this many times the level. */
const levelSize = 1_000;

/** The most orders of indices that are tried. */
const orderLimit = 120;

/** A map of indices; those that it lacks stay. */
type Renaming = ReadonlyMap<number, number>;

/** p with its indices renamed. */
export function rename(ring: Ring, p: Poly, names: Renaming): Poly {
  if (!touches(ring, p, names)) return p;
  let result: Poly = zeroPoly;
  for (const [m, q] of p) result = ring.add(result, ring.scale(renamed(ring, m, names), q));
  return result;
}

function touches(ring: Ring, p: Poly, names: Renaming): boolean {
  for (const m of p.keys()) {
    for (const id of m.atoms) {
      for (const label of ring.atoms[id]!.labels) {
        if ((names.get(label) ?? label) !== label) return true;
      }
    }
  }
  return false;
}

function renamed(ring: Ring, m: Monomial, names: Renaming): Poly {
  let result: Poly = ring.constant(Q.one);
  for (const [k, id] of m.atoms.entries()) {
    const atom = renamedAtom(ring, id, names);
    result = ring.multiply(result, ring.power(ring.atoms[atom]!, m.exponents[k]!));
  }
  return result;
}

/** The atom with its indices renamed; what is known of its sign goes with it. */
function renamedAtom(ring: Ring, id: number, names: Renaming): number {
  const { meaning, labels } = ring.atoms[id]!;
  if (![...labels].some((label) => (names.get(label) ?? label) !== label)) return id;
  const to = (label: number): number => names.get(label) ?? label;
  const other = (): number => {
    switch (meaning.kind) {
      case "leaf":
        return ring.leaf(meaning.node, meaning.at.map(to)).id;
      case "mask":
        return ring.mask(meaning.node, meaning.at.map(to)).id;
      case "whole":
        return ring.whole(meaning.name, meaning.args, meaning.at.map(to), ring.signs[id]!).id;
      case "opaque": {
        const args = meaning.args.map((arg) => rename(ring, arg, names));
        return ring.opaque(meaning.name, args, ring.signs[id]!).id;
      }
      case "exponential":
      case "circular": {
        const wave = ring.wave(
          meaning.kind,
          only(ring, renamed(ring, meaning.of, names)),
          meaning.scale,
        );
        return only(ring, wave).atoms[0]!;
      }
      case "logarithm":
        return ring.logarithm(renamedAtom(ring, meaning.of, names)).id;
      case "modulus":
        return ring.modulus(renamedAtom(ring, meaning.of, names)).id;
      case "sign":
        return ring.sign(renamedAtom(ring, meaning.of, names), meaning.direction).id;
      case "base":
        return ring.base(rename(ring, meaning.of, names)).id;
      case "sum": {
        const of = only(ring, renamed(ring, meaning.of, names));
        return only(ring, summed(ring, of, meaning.bound)).atoms[0]!;
      }
      default:
        return id;
    }
  };
  const made = other();
  ring.learn(made, ring.signs[id]!);
  return made;
}

/** The monomial that p is; when it is none, the ring gives up. */
function only(ring: Ring, p: Poly): Monomial {
  const [first] = p.keys();
  if (p.size === 1 && first !== undefined && first.atoms.length > 0) return first;
  ring.give();
  return ring.intern([ring.imaginary.id], [UNIT]);
}

/** Σ p over the given indices. */
export function sumOver(ring: Ring, p: Poly, bound: ReadonlyMap<number, Size>): Poly {
  if (bound.size === 0) return p;
  let result: Poly = zeroPoly;
  for (const [m, q] of p) {
    const all = [...bound].map(([label, size]) => ({ label, size }));
    result = ring.add(result, ring.scale(collapsed(ring, m, all), q));
  }
  return result;
}

/** The entry of a contraction by the entries of its operands. */
export function contracted(ring: Ring, node: Node<"contraction">, parts: readonly Poly[]): Poly {
  const { axes, sizes } = node.data;
  if (sizes.length === 0) {
    let product = parts[0] ?? ring.constant(Q.one);
    for (let k = 1; k < parts.length; k++) product = ring.multiply(product, parts[k]!);
    return product;
  }
  const rank = node.shape.length;
  const label = (index: number): number => (index < rank ? index : openLabel + index);
  let product: Poly = ring.constant(Q.one);
  for (const [k, part] of parts.entries()) {
    const names = new Map(axes[k]!.map((index, axis) => [axis, label(index)]));
    product = ring.multiply(product, names.size === 0 ? part : rename(ring, part, names));
  }
  const bound = new Map(sizes.slice(rank).map((size, k) => [openLabel + rank + k, size]));
  return aligned(ring, sumOver(ring, product, bound));
}

/** δ_ij x_j is δ_ij x_i: beside a δ the later of its indices does not occur. */
function aligned(ring: Ring, p: Poly): Poly {
  const masked = [...p.keys()].some((m) =>
    m.atoms.some((id) => ring.atoms[id]!.meaning.kind === "mask"),
  );
  if (!masked) return p;
  let result: Poly = zeroPoly;
  for (const [m, q] of p) {
    let whole: Poly = new Map([[m, q]]);
    for (const id of m.atoms) {
      const { meaning } = ring.atoms[id]!;
      const fixed = meaning.kind === "mask" ? fixedBy(meaning.node, meaning.at) : undefined;
      if (fixed === undefined) continue;
      const [stays, gone] = [Math.min(...fixed), Math.max(...fixed)];
      const [[only, size]] = whole as unknown as [[Monomial, typeof q]];
      const k = only.atoms.indexOf(id);
      if (stays === gone || k < 0) continue;
      const rest = rename(
        ring,
        new Map([[without(ring, only, k), size]]),
        new Map([[gone, stays]]),
      );
      whole = ring.multiply(rest, ring.power(ring.atoms[id]!));
      if (whole.size !== 1) break;
    }
    result = ring.add(result, whole);
  }
  return result;
}

interface Bound {
  readonly label: number;
  readonly size: Size;
}

/** Σ m, the summed indices that a δ fixes put in first. */
function collapsed(ring: Ring, m: Monomial, bound: readonly Bound[]): Poly {
  for (const [k, id] of m.atoms.entries()) {
    const { meaning } = ring.atoms[id]!;
    if (meaning.kind !== "mask") continue;
    const fixed = fixedBy(meaning.node, meaning.at);
    if (fixed !== undefined && fixed[0] === fixed[1]) {
      return collapsed(ring, without(ring, m, k), bound); // δ_ii = 1
    }
    if (fixed !== undefined && fixed[0] < 0 && fixed[1] < 0) return zeroPoly; // δ_23 = 0
    if (fixed === undefined) continue;
    const isBound = (index: number) => bound.some(({ label }) => label === index);
    const [gone, stays] = isBound(fixed[0]) ? fixed : [fixed[1], fixed[0]];
    if (!isBound(gone)) continue;
    const rest = without(ring, m, k);
    const put = rename(ring, new Map([[rest, Q.one]]), new Map([[gone, stays]]));
    const left = bound.filter(({ label }) => label !== gone);
    return sumOver(ring, put, new Map(left.map(({ label, size }) => [label, size])));
  }
  return summed(ring, m, bound);
}

/** The two indices that a mask makes equal: i and j of δ_ij, i and a place of [i = 2]. */
function fixedBy(node: Node, at: readonly number[]): readonly [number, number] | undefined {
  if (!isKind(node, "indicator") || node.data.length !== 1) return undefined;
  const { coefficients, offset, sign } = node.data[0]!;
  if (sign !== "=") return undefined;
  const used = [...coefficients.keys()].filter((axis) => coefficients[axis] !== 0);
  const [first, second] = used;
  if (used.length === 1 && at.length === 1) {
    const place = -offset / coefficients[first!]!;
    return Number.isInteger(place) && place > 0 ? [at[first!]!, -place] : undefined;
  }
  if (used.length !== 2 || at.length !== 2 || offset !== 0) return undefined;
  return coefficients[first!] === -coefficients[second!]! ? [at[first!]!, at[second!]!] : undefined;
}

function without(ring: Ring, m: Monomial, k: number): Monomial {
  return ring.intern(
    m.atoms.filter((_, j) => j !== k),
    m.exponents.filter((_, j) => j !== k),
  );
}

/** The highest power of a sum that is opened inside another. */
const openedPower = 4;

/** Σ m with sums inside opened: Σ_j (Σ_k a_jk b_k) c_j is one sum over j and k. */
function opened(ring: Ring, m: Monomial, bound: readonly Bound[]): Poly | undefined {
  const labels = new Set(bound.map(({ label }) => label));
  for (const [k, id] of m.atoms.entries()) {
    const { meaning, labels: own } = ring.atoms[id]!;
    const power = m.exponents[k]! / UNIT;
    if (meaning.kind !== "sum" || !Number.isInteger(power) || power < 1) continue;
    if (power > openedPower || ![...own].some((label) => labels.has(label))) continue;
    let product: Poly = new Map([[without(ring, m, k), Q.one]]);
    const all: Bound[] = [...bound];
    let fresh = Math.max(openLabel, ...bound.map(({ label }) => label)) + levelSize;
    for (let copy = 0; copy < power; copy++) {
      const names = new Map(meaning.bound.map(({ label }) => [label, fresh++]));
      for (const { label, size } of meaning.bound) all.push({ label: names.get(label)!, size });
      product = ring.multiply(product, rename(ring, new Map([[meaning.of, Q.one]]), names));
    }
    return sumOver(ring, product, new Map(all.map(({ label, size }) => [label, size])));
  }
  return undefined;
}

/** Σ m: what has no summed index goes outside, the rest falls into connected sums. */
function summed(ring: Ring, m: Monomial, bound: readonly Bound[]): Poly {
  const open = opened(ring, m, bound);
  if (open !== undefined) return open;
  const labels = new Set(bound.map(({ label }) => label));
  const groups: { atoms: number[]; labels: Set<number> }[] = [];
  const outside: number[] = [];
  for (const [k, id] of m.atoms.entries()) {
    const own = [...ring.atoms[id]!.labels].filter((label) => labels.has(label));
    if (own.length === 0) {
      outside.push(k);
      continue;
    }
    const met = groups.filter((group) => own.some((label) => group.labels.has(label)));
    const joined = { atoms: [k], labels: new Set(own) };
    for (const group of met) {
      joined.atoms.push(...group.atoms);
      for (const label of group.labels) joined.labels.add(label);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  let result: Poly = new Map([[part(ring, m, outside), Q.one]]);
  const used = new Set(groups.flatMap((group) => [...group.labels]));
  for (const { label, size } of bound) {
    if (used.has(label)) continue;
    // an index that nothing has counts
    result =
      typeof size === "number"
        ? ring.scale(result, Q.fromInteger(size))
        : ring.multiply(result, extentOf(ring, size));
  }
  for (const group of groups) {
    const own = bound.filter(({ label }) => group.labels.has(label));
    const sum = canonicalSum(ring, part(ring, m, group.atoms), own);
    if (sum === undefined) return ring.give();
    result = ring.multiply(result, ring.power(ring.atoms[sum]!));
  }
  return result;
}

/** A size n+1 as the symbol n and what is added. */
export function shiftOf(size: string): { readonly symbol: string; readonly shift: number } {
  const [, symbol = size, shift = "0"] = /^(.+?)([+-]\d+)$/.exec(size) ?? [];
  return { symbol, shift: Number(shift) };
}

/** A symbolic size as a number. */
export function extentOf(ring: Ring, size: string): Poly {
  const { symbol, shift } = shiftOf(size);
  return ring.add(ring.power(ring.extent(symbol)), ring.constant(Q.fromInteger(shift)));
}

/** The factors of m at some places. */
function part(ring: Ring, m: Monomial, places: readonly number[]): Monomial {
  const sorted = [...places].sort((a, b) => a - b);
  return ring.intern(
    sorted.map((k) => m.atoms[k]!),
    sorted.map((k) => m.exponents[k]!),
  );
}

/** The atom Σ m, its indices renumbered canonically. */
function canonicalSum(ring: Ring, m: Monomial, bound: readonly Bound[]): number | undefined {
  const from = levelSize * (1 + levelOf(ring, m, bound));
  let best: { readonly key: string; readonly of: Monomial; readonly bound: Bound[] } | undefined;
  for (const order of orders(ring, m, bound)) {
    const names = new Map(order.map(({ label }, k) => [label, from + k]));
    const of = renamed(ring, m, names);
    if (of.size !== 1) return undefined;
    const [[monomial]] = of as unknown as [[Monomial]];
    const own = order.map(({ size }, k) => ({ label: from + k, size }));
    const key = textOf(ring, monomial);
    if (best === undefined || key < best.key) best = { key, of: monomial, bound: own };
  }
  return best && ring.sum(best.of, best.bound).id;
}

/** How deep sums stand in the atoms of m. */
function levelOf(ring: Ring, m: Monomial, bound: readonly Bound[]): number {
  const own = new Set(bound.map(({ label }) => label));
  let level = 0;
  for (const id of m.atoms) {
    const { labels, meaning } = ring.atoms[id]!;
    for (const label of labels) {
      if (!own.has(label) && label < openLabel)
        level = Math.max(level, Math.floor(label / levelSize));
    }
    level = Math.max(level, innerLevel(ring, meaning));
  }
  return level;
}

/** The level of the sums inside an atom. */
function innerLevel(ring: Ring, meaning: Ring["atoms"][number]["meaning"]): number {
  switch (meaning.kind) {
    case "sum":
      return Math.floor(meaning.bound[0]!.label / levelSize);
    case "exponential":
    case "circular":
      return levelIn(ring, [meaning.of]);
    case "base":
      return levelIn(ring, [...meaning.of.keys()]);
    case "opaque":
      return levelIn(
        ring,
        meaning.args.flatMap((arg) => [...arg.keys()]),
      );
    case "logarithm":
    case "modulus":
    case "sign":
      return innerLevel(ring, ring.atoms[meaning.of]!.meaning);
    default:
      return 0;
  }
}

function levelIn(ring: Ring, monomials: readonly Monomial[]): number {
  let level = 0;
  for (const m of monomials) {
    for (const id of m.atoms) level = Math.max(level, innerLevel(ring, ring.atoms[id]!.meaning));
  }
  return level;
}

/** A text of a monomial that does not depend on when its atoms were made. */
function textOf(ring: Ring, m: Monomial): string {
  return m.atoms
    .map((id, k) => `${atomText(ring, id)}^${m.exponents[k]}`)
    .sort()
    .join(" ");
}

function atomText(ring: Ring, id: number): string {
  const { meaning } = ring.atoms[id]!;
  switch (meaning.kind) {
    case "leaf":
    case "mask":
      return `${meaning.node.id}[${meaning.at.join()}`;
    case "whole":
      return `${meaning.name}${meaning.args.map((arg) => polyText(ring, arg)).join(";")}[${meaning.at.join()}`;
    case "opaque":
      return `${meaning.name}(${meaning.args.map((arg) => polyText(ring, arg)).join(";")})`;
    case "exponential":
    case "circular":
      return `${meaning.kind}{${textOf(ring, meaning.of)}}${Q.toString(meaning.scale)}`;
    case "base":
      return `base{${polyText(ring, meaning.of)}}`;
    case "logarithm":
    case "modulus":
    case "sign":
      return `${meaning.kind}{${atomText(ring, meaning.of)}}`;
    case "sum":
      return `sum{${textOf(ring, meaning.of)}}`;
    case "prime":
      return `${meaning.p}`;
    default:
      return meaning.kind;
  }
}

function polyText(ring: Ring, p: Poly): string {
  return [...p]
    .map(([m, q]) => `${Q.toString(q)}*${textOf(ring, m)}`)
    .sort()
    .join("+");
}

/** Orders of the summed indices: by what has them, all orders of those that look alike. */
function orders(ring: Ring, m: Monomial, bound: readonly Bound[]): Bound[][] {
  const looks = new Map(bound.map(({ label, size }) => [label, `${size}|${look(ring, m, label)}`]));
  const sorted = [...bound].sort((a, b) => (looks.get(a.label)! < looks.get(b.label)! ? -1 : 1));
  const classes: Bound[][] = [];
  for (const one of sorted) {
    const last = classes.at(-1);
    if (last !== undefined && looks.get(last[0]!.label) === looks.get(one.label)) last.push(one);
    else classes.push([one]);
  }
  let all: Bound[][] = [[]];
  for (const group of classes) {
    const turned = group.length <= 4 ? permutations(group) : [group];
    all = all.flatMap((head) => turned.map((tail) => [...head, ...tail]));
    if (all.length > orderLimit)
      return all.slice(0, orderLimit).map((head) => complete(head, sorted));
  }
  return all;
}

function complete(head: readonly Bound[], all: readonly Bound[]): Bound[] {
  return [...head, ...all.filter((one) => !head.includes(one))];
}

/** Where an index occurs, without the names of the others. */
function look(ring: Ring, m: Monomial, label: number): string {
  return m.atoms
    .flatMap((id, k) => {
      const { meaning, labels } = ring.atoms[id]!;
      if (!labels.has(label)) return [];
      if (meaning.kind === "leaf" || meaning.kind === "mask" || meaning.kind === "whole") {
        const head = meaning.kind === "whole" ? meaning.name : `${meaning.node.id}`;
        const places = meaning.at.flatMap((one, axis) => (one === label ? [axis] : []));
        const others = meaning.at.filter((one) => one < openLabel).join();
        return [`${head}:${places.join()}:${others}^${m.exponents[k]}`];
      }
      return [`${meaning.kind}^${m.exponents[k]}`];
    })
    .sort()
    .join(" ");
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, k) => {
    const rest = [...items.slice(0, k), ...items.slice(k + 1)];
    return permutations(rest).map((tail) => [first, ...tail]);
  });
}
