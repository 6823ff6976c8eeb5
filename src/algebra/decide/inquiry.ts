/**
 * @file Looking at two expressions at many points, in doubles: at which points are both defined,
 * and do they seem to agree there? And looking closely at one point, in balls, where it counts.
 *
 * The points are those of `point.ts`, then random ones; where they miss the domain it is sought
 * (`climb.ts`), and so is every side of every kink. Unknown functions are given formulas, first
 * simple ones; a claim about any f fails if it fails for one.
 */
import {
  type Arena,
  ballField,
  entryCount,
  evaluateRoots,
  floatField,
  isKind,
  type Node,
  type Size,
  type Sizes,
  type Tensor,
  topological,
} from "../../expression/index.ts";
import { B, type Ball, Q } from "../../number/index.ts";
import { shiftOf } from "../proof/indices.ts";
import { climb, type Wish } from "./climb.ts";
import { certainlyDiffer } from "./modular.ts";
import {
  type Dice,
  diceOf,
  inputsOf,
  type Point,
  rowCount,
  type Sample,
  sampleOf,
  scalarAt,
  scalarOf,
  seedOf,
  toBall,
  toFloat,
  valueAt,
} from "./point.ts";
import { Program } from "./program.ts";
import { terrainOf } from "./terrain.ts";
import { instantiate } from "./unknown.ts";
import type { Counterexample } from "./verdict.ts";

/** What a look at a point shows. */
export type Look = "agree" | "differ" | "left" | "right" | "neither";

/** The bits to which two values agree for certain: of the value, and behind the point. */
interface Accuracy {
  readonly relative: number;
  readonly absolute: number;
}

/** Agreement is looked for with so many bits at first. */
const agreementBits = 256;

/** Six digits, as they are shown, and one more. */
const shownBits = 24;

/** 50 digits. */
const enoughBits = 170;

export interface Outcome {
  readonly point: Point;
  readonly look: Look;
  /** Whether the point is a special one, with a 0 or equal values, where much may agree. */
  readonly isSpecial: boolean;
}

/** Relative difference beyond which doubles are taken to differ. */
const tolerance = 1e-8;

/** Differences below this may be nothing but rounding; only balls tell. */
const absolute = 1e-11;

/** Random points that are tried before the domain is sought. */
const randomRows = 40;

/** Nodes that may be looked at in doubles for random points. */
const lookBudget = 1_000_000;

/** Nodes that may be evaluated in balls of 256 bits in all. */
const ballBudget = 100_000;

/** Runs that seeking points may take in all. */
const climbingBudget = 2_500;

const noSizes: Sizes = new Map();

/** Rows of values of very different sizes that are looked at before agreement is believed. */
const wideRows = 48;

/** The sizes of their values. */
const scales = [Q.rational(1, 50), Q.rational(1, 4), Q.one, Q.fromInteger(5), Q.fromInteger(30)];

/** How many informative points are wanted. */
export const wanted = 8;

const signPairs = [
  [">0", ">0"],
  [">0", "<0"],
  ["<0", ">0"],
  ["<0", "<0"],
] as const;

/** How many entries nodes have; of a size that is no number, one. */
export function entriesIn(nodes: readonly Node[]): number {
  const isNumber = (size: Size): size is number => typeof size === "number";
  return nodes.reduce((sum, { shape }) => sum + entryCount(shape.filter(isNumber)), 0);
}

export class Inquiry {
  readonly left: Node;
  readonly right: Node;
  readonly arena: Arena;
  readonly variables: readonly Node<"variable">[];
  /** Whether matrices are inverted: a singular one has no inverse, but one in doubles. */
  readonly hasInverse: boolean;
  /** What unknown functions are taken to be. */
  readonly functions: ReadonlyMap<string, Node>;
  readonly outcomes: Outcome[] = [];
  private isScrutinised = false;
  /** Outcomes at points at which both sides are defined. */
  private seen: Outcome[] = [];
  /** What stands at kinks or is required, and its values in doubles at points. */
  private readonly watched: readonly Node[];
  /** Where the program has the values of the sides and of what is watched. */
  private readonly places: {
    readonly sides: readonly number[];
    readonly watched: readonly number[];
  };
  private readonly values = new Map<Point, readonly number[]>();
  private readonly dice: Dice;
  /** Runs of the program that seeking points may still take. */
  private readonly climbing = { left: climbingBudget };
  private readonly program: Program | undefined;
  /** The values of the variables in the last run. */
  private readonly floats: number[] = [];
  /** How many entries the nodes have, and how many may still be evaluated in balls. */
  readonly size: number;
  /** The parts of both sides, each after its operands. */
  private readonly parts: readonly Node[];
  private ballSteps = ballBudget;
  private readonly wishes: readonly Wish[];
  private readonly required: readonly Wish[];
  readonly kinks: readonly Node[];
  /** The bases of powers with varying exponents, for each side. */
  private readonly powers: readonly [readonly Node[], readonly Node[]];
  readonly symbols: readonly string[];

  /** `known` are the parts of both sides, each after its operands, where they were asked for. */
  constructor(
    left: Node,
    right: Node,
    required: readonly Wish[],
    arena: Arena,
    known?: readonly Node[],
  ) {
    this.arena = arena;
    const roots = [left, right, ...required.map(({ node }) => node)];
    const taken = instantiate(roots, arena, required.length === 0 ? known : undefined);
    this.left = taken.roots[0]!;
    this.right = taken.roots[1]!;
    this.functions = taken.functions;
    this.required = required.map(({ sign }, k) => ({ sign, node: taken.roots[k + 2]! }));
    const isSame = known !== undefined && this.left === left && this.right === right;
    this.parts = isSame ? known : topological([this.left, this.right]);
    this.size = entriesIn(this.parts);
    const sides = [this.left, this.right] as const;
    const terrain = terrainOf(sides, this.parts, this.required, arena);
    this.kinks = terrain.kinks;
    this.watched = [...terrain.kinks, ...this.required.map(({ node }) => node)];
    this.wishes = terrain.wishes;
    this.powers = terrain.powers;
    this.hasInverse = this.parts.some(({ op }) => op === "inverse");
    this.variables = terrain.variables;
    this.symbols = terrain.symbols;
    this.program = this.symbols.length === 0 ? Program.of(terrain.order) : undefined;
    const placeOf = (node: Node) => this.program?.placeOf(node) ?? -1;
    this.places = { sides: sides.map(placeOf), watched: this.watched.map(placeOf) };
    this.dice = diceOf(seedOf(this.parts));
  }

  /** Whether nothing can vary: one look is enough. */
  get isConstant(): boolean {
    return this.variables.length + this.symbols.length === 0;
  }

  /** Points at which both sides are defined. */
  get informative(): readonly Outcome[] {
    return this.seen;
  }

  /** Looks at the given rows, and at more where too few tell anything. */
  survey(): void {
    const rows = this.isConstant ? 1 : rowCount;
    for (let k = 0; k < rows; k++) this.visit(this.row(k));
    if (this.isConstant) return;
    this.visitKinks();
    for (let k = rowCount; k < rowCount + randomRows; k++) {
      if (this.informative.length >= wanted - 2 || k * this.size > lookBudget) return;
      this.visit(this.row(k));
    }
    for (let k = 0; k < 12 && this.informative.length < wanted - 2; k++) this.seek([], k);
  }

  /** Where something bends: 0 for each variable, equal values, and both sides of each kink. */
  private visitKinks(): void {
    if (this.kinks.length === 0) return;
    const names = this.variables.slice(0, 4);
    for (const j of names.keys()) {
      this.visit(
        this.row(0, (k) => (k === j ? sampleOf(Q.zero) : undefined)),
        true,
      );
    }
    if (names.length > 1)
      this.visit(
        this.row(0, () => sampleOf(Q.fromInteger(2))),
        true,
      );
    if (this.program === undefined) return;
    for (const node of this.kinks.slice(0, 8)) {
      for (const sign of [">0", "<0"] as const) {
        if (!this.isBarred(node, sign) && !this.hasMet([{ node, sign }])) {
          this.seek([{ node, sign }], 0);
        }
      }
    }
  }

  /** Whether the domain rules out that a part is negative. */
  private isBarred(node: Node, sign: ">0" | "<0"): boolean {
    if (sign === ">0") return false;
    return this.wishes.some((wish) => wish.node === node && wish.sign.startsWith(">"));
  }

  /** Whether both sides were seen at a point where the parts have these signs. */
  private hasMet(wishes: readonly { readonly node: Node; readonly sign: ">0" | "<0" }[]): boolean {
    return this.informative.some(({ point }) => {
      return wishes.every(({ node, sign }) => {
        const value = this.valueAt(node, point);
        return sign === ">0" ? value > 0 : value < 0;
      });
    });
  }

  /**
   * Before points that agree are believed: very small and very large values side by side, and the
   * regions between any two kinks. Once for all.
   */
  scrutinise(): void {
    if (this.isScrutinised || this.isConstant) return;
    this.isScrutinised = true;
    const rows = Math.min(wideRows, Math.floor(lookBudget / this.size));
    const wide = () => {
      const d = 1 + this.dice(4);
      const n = 1 + this.dice(6 * d);
      const q = Q.multiply(Q.rational(n, d), scales[this.dice(scales.length)]!);
      return sampleOf(this.dice(2) === 0 ? q : Q.negate(q));
    };
    for (let k = 0; k < rows; k++) this.visit(this.row(k, wide));
    if (this.program === undefined) return;
    const kinks = this.kinks.slice(0, 6);
    for (const [k, first] of kinks.entries()) {
      for (const second of kinks.slice(k + 1)) {
        for (const [s, t] of signPairs) {
          const wishes = [
            { node: first, sign: s },
            { node: second, sign: t },
          ];
          if (wishes.some(({ node, sign }) => this.isBarred(node, sign))) continue;
          if (!this.hasMet(wishes)) this.seek(wishes, k);
        }
      }
    }
  }

  /** Seeks a point of the domain with further wishes, and looks at it. */
  seek(more: readonly Wish[], k: number): boolean {
    if (this.program === undefined) return false;
    const start = this.variables.map((_, j) => valueAt(k, j, this.dice));
    const wishes = [...this.wishes, ...more];
    const found = climb(this.program, wishes, start, this.dice, this.climbing);
    if (found === undefined) return false;
    const values = this.variables.map((variable, j): [string, Tensor<Sample>] => {
      return [variable.data, scalarOf(found[j]!)];
    });
    this.visit({ values: new Map(values), sizes: noSizes });
    return true;
  }

  /** The value of a scalar at a point, in doubles. */
  valueAt(node: Node, point: Point): number {
    if (isKind(node, "variable")) return point.values.get(node.data)!.entries[0]!.float;
    let known = this.values.get(point);
    if (known === undefined) {
      if (this.program !== undefined) this.run(point);
      known = this.watch(point);
    }
    return known[this.watched.indexOf(node)]!;
  }

  /** Notes the values of what is watched; a program has just been run at the point. */
  private watch(point: Point): readonly number[] {
    const { program, watched, places } = this;
    const values =
      program === undefined
        ? evaluateRoots(watched, floatField, inputsOf(point, toFloat), point.sizes).map(
            (value) => value?.entries[0] ?? Number.NaN,
          )
        : places.watched.map((place) => program.value(place));
    this.values.set(point, values);
    return values;
  }

  private run({ values }: Point): void {
    const { variables, floats } = this;
    for (let j = 0; j < variables.length; j++) {
      floats[j] = values.get(variables[j]!.data)!.entries[0]!.float;
    }
    this.program!.run(floats);
  }

  /** Row k of sample values, some of them replaced. */
  row(k: number, replace?: (j: number) => Sample | undefined): Point {
    const sizes = this.symbols.length === 0 ? noSizes : this.sizes(k);
    const values = new Map<string, Tensor<Sample>>();
    let place = 0;
    for (let j = 0; j < this.variables.length; j++) {
      const variable = this.variables[j]!;
      if (variable.shape.length === 0) {
        const own = replace?.(j);
        values.set(
          variable.data,
          own === undefined ? scalarAt(k, place++, this.dice) : scalarOf(own),
        );
        continue;
      }
      const shape = variable.shape.map((size) =>
        typeof size === "number" ? size : sizes.get(size)!,
      );
      const count = shape.reduce((product, n) => product * n, 1);
      const entries = Array.from({ length: count }, () => {
        return replace?.(j) ?? valueAt(k, place++, this.dice);
      });
      values.set(variable.data, { shape, entries });
    }
    return { values, sizes };
  }

  /**
   * Different numbers for different symbols; larger ones where there is no matrix. A size n+1
   * follows from n.
   */
  private sizes(k: number): Sizes {
    const reach = this.variables.some(({ shape }) => shape.length > 1) ? 3 : 8;
    const parts = this.symbols.map((symbol) => shiftOf(symbol));
    const least = 2 + Math.max(0, ...parts.map(({ shift }) => -shift));
    const free = [...new Set(parts.map(({ symbol }) => symbol))];
    const own = new Map(free.map((symbol, j) => [symbol, least + ((4 * j + k * (j + 1)) % reach)]));
    const all = this.symbols.map((symbol, j): [string, number] => {
      return [symbol, own.get(parts[j]!.symbol)! + parts[j]!.shift];
    });
    return new Map([...own, ...all]);
  }

  visit(point: Point, isSpecial = false): Outcome {
    const outcome = { point, look: this.look(point), isSpecial };
    this.outcomes.push(outcome);
    if (isInformative(outcome)) this.seen.push(outcome);
    return outcome;
  }

  private look(point: Point): Look {
    if (this.program !== undefined) return this.glance(point);
    const inputs = inputsOf(point, toFloat);
    const sides = evaluateRoots([this.left, this.right], floatField, inputs, point.sizes);
    const [left, right] = sides.map((value) => value?.entries);
    if (left === undefined) return right === undefined || !this.admits(point) ? "neither" : "right";
    if (!this.admits(point)) return "neither";
    if (right === undefined) return "left";
    return left.every((value, k) => isNear(value, right[k]!)) ? "agree" : "differ";
  }

  /** A look at scalars, by the program. */
  private glance(point: Point): Look {
    this.run(point);
    if (this.watched.length > 0) this.watch(point);
    const left = this.valueOf(0);
    const right = this.valueOf(1);
    const isNowhere = Number.isNaN(left) && Number.isNaN(right);
    if (isNowhere || !this.admits(point)) return "neither";
    if (Number.isNaN(left)) return "right";
    if (Number.isNaN(right)) return "left";
    return isNear(left, right) ? "agree" : "differ";
  }

  /** The value of a side after a run; NaN where it is not defined. */
  private valueOf(side: 0 | 1): number {
    const value = this.program!.value(this.places.sides[side]!);
    const bases = this.powers[side];
    return bases.length === 0 || this.isRealPower(bases) ? value : Number.NaN;
  }

  /**
   * Whether the bases of powers with varying exponents are positive, as the page of the power
   * wants; x^n at −2 and 3 happens to have a value, but is no value of the real power.
   */
  private isRealPower(bases: readonly Node[]): boolean {
    const program = this.program!;
    return bases.every((base) => program.value(program.placeOf(base)) >= 0);
  }

  /** Whether what is assumed holds at a point. */
  private admits(point: Point): boolean {
    if (this.required.length === 0) return true;
    return this.required.every(({ node, sign }) => {
      const value = this.valueAt(node, point);
      if (sign === "!=0") return value !== 0 && !Number.isNaN(value);
      return sign === ">=0" ? value >= 0 : sign === ">0" ? value > 0 : value < 0;
    });
  }

  /**
   * A close look: the sides as balls. A counterexample when some entry differs for certain;
   * else to how many bits they agree, 0 when that is not known.
   */
  closely(point: Point, bits: number): Counterexample | number {
    const found = this.compared(point, bits);
    return "relative" in found ? found.relative : found;
  }

  /**
   * A counterexample, or the bits to which the sides agree, behind the point as well where the
   * values are large: 2^{1000} and 2^{1000} + 1 have 300 digits in common, and are not equal.
   */
  agreement(point: Point): Counterexample | number {
    for (let bits = agreementBits; ; bits *= 4) {
      const found = this.compared(point, bits);
      if (!("relative" in found)) return found;
      const { relative, absolute } = found;
      const isLarge = absolute < enoughBits && relative >= enoughBits;
      if (!isLarge || bits >= 16 * agreementBits) return Math.max(0, Math.min(relative, absolute));
    }
  }

  private compared(point: Point, bits: number): Counterexample | Accuracy {
    this.ballSteps -= Math.ceil((this.size * bits) / 256);
    if (this.ballSteps < 0) return { relative: 0, absolute: 0 };
    const inputs = inputsOf(point, (sample) => toBall(sample, bits));
    const field = ballField(bits);
    const sides = [this.left, this.right];
    const budget = 4_000_000;
    const [left, right] = evaluateRoots(sides, field, inputs, point.sizes, {
      budget,
      order: this.parts,
    });
    if (left === undefined || right === undefined) return { relative: 0, absolute: 0 };
    let [relative, absolute] = [bits, bits];
    for (const [entry, own] of left.entries.entries()) {
      const other = right.entries[entry]!;
      if (B.disjoint(own, other)) {
        return { point, left, right, entry, functions: this.functions };
      }
      relative = Math.min(relative, certainBits(own), certainBits(other));
      absolute = Math.min(absolute, B.absoluteBits(own), B.absoluteBits(other));
    }
    return { relative, absolute };
  }

  /** Whether the sides are rational functions that differ for certain, so that none is a proof. */
  get differModularly(): boolean {
    return certainlyDiffer(this.parts, [this.left, this.right], this.dice);
  }

  /** Looks in balls where no double could: e^{1000000} is beyond them. */
  recover(): void {
    for (const [k, { point, look }] of this.outcomes.entries()) {
      if (k >= rowCount || look !== "neither") continue;
      const found = this.closely(point, 128);
      if (found === 0) continue;
      const seen = typeof found === "number" ? "agree" : "differ";
      this.outcomes[k] = { point, look: seen, isSpecial: false };
    }
    this.seen = this.outcomes.filter(isInformative);
  }

  /** A counterexample at a point, looking ever more closely until its values can be shown. */
  certify(point: Point): Counterexample | undefined {
    let last: Counterexample | undefined;
    for (const bits of [80, 200, 500]) {
      const found = this.closely(point, bits);
      if (typeof found === "number") continue;
      last = found;
      const shown = [found.left.entries[found.entry]!, found.right.entries[found.entry]!];
      if (shown.every((ball) => certainBits(ball) >= shownBits)) break;
    }
    return last;
  }
}

/** Whether both sides are defined. */
function isInformative({ look }: Outcome): boolean {
  return look === "agree" || look === "differ";
}

/** Digits of a ball that are certain; near 0 absolute ones count. */
function certainBits(ball: Ball): number {
  const relative = B.accurateBits(ball);
  if (relative > 0) return relative;
  const [low, high] = B.toDoubles(ball);
  const width = high - low;
  return width === 0 ? Number.POSITIVE_INFINITY : Math.max(0, -Math.log2(width));
}

function isNear(x: number, y: number): boolean {
  const gap = Math.abs(x - y);
  return gap <= absolute || gap <= tolerance * Math.max(Math.abs(x), Math.abs(y));
}
