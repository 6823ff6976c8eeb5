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
  evaluateRoots,
  floatField,
  isKind,
  type Node,
  operations,
  type Sizes,
  type Tensor,
  topological,
} from "../../expression/index.ts";
import { B, type Ball, Q } from "../../number/index.ts";
import { shiftOf } from "../proof/indices.ts";
import { strictParts } from "../proof/strict.ts";
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
import { type Program, programOf } from "./program.ts";
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

/** Operations whose value jumps or bends. */
const kinked: ReadonlySet<string> = new Set([
  "abs",
  "sign",
  "floor",
  "relu",
  "leakyrelu",
  "elu",
  "max",
  "min",
  "less",
  "lessequal",
  "equal",
  "piecewise",
]);

/** Roots and powers, which may bend or end where what they are taken of is 0. */
const bent: ReadonlySet<string> = new Set(["sqrt", "power", "root"]);

export class Inquiry {
  readonly left: Node;
  readonly right: Node;
  readonly arena: Arena;
  readonly variables: readonly Node<"variable">[];
  /** What unknown functions are taken to be. */
  readonly functions: ReadonlyMap<string, Node>;
  readonly outcomes: Outcome[] = [];
  private isScrutinised = false;
  private readonly values = new Map<Point, Map<Node, number>>();
  private readonly dice: Dice;
  /** Runs of the program that seeking points may still take. */
  private readonly climbing = { left: climbingBudget };
  private readonly program: Program | undefined;
  /** How many nodes there are, and how many may still be evaluated in balls. */
  private readonly size: number;
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
    const sides = isSame ? known : topological([this.left, this.right]);
    this.parts = sides;
    this.size = sides.length;
    this.kinks = kinksOf(sides, arena);
    // only where a choice by cases occurs are there parts that need no value
    const hasCases = sides.some(({ op }) => op === "piecewise");
    const strict = hasCases ? strictParts([this.left, this.right]) : undefined;
    const needed = strict === undefined ? sides : sides.filter((node) => strict.has(node));
    this.wishes = [...this.required, ...domainsOf(needed, arena)];
    this.powers = sides.some(isOpenPower) ? [basesOf(this.left), basesOf(this.right)] : [[], []];
    const own = [...this.wishes.map(({ node }) => node), ...this.kinks];
    const inside = own.length > 0 ? new Set(sides) : undefined;
    const isInside = own.every((node) => inside?.has(node));
    const order = isInside ? sides : topological([this.left, this.right, ...own]);
    this.variables = order.filter((node) => isKind(node, "variable")) as Node<"variable">[];
    this.symbols = symbolsIn(order);
    this.program = this.symbols.length === 0 ? programOf(order, this.variables) : undefined;
    this.dice = diceOf(seedOf(sides));
  }

  /** Whether nothing can vary: one look is enough. */
  get isConstant(): boolean {
    return this.variables.length + this.symbols.length === 0;
  }

  /** Points at which both sides are defined. */
  get informative(): readonly Outcome[] {
    return this.outcomes.filter(({ look }) => look === "agree" || look === "differ");
  }

  /** Looks at the given rows, and at more where too few tell anything. */
  survey(): void {
    for (let k = 0; k < (this.isConstant ? 1 : rowCount); k++) this.visit(this.row(k));
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
    const known = this.values.get(point) ?? new Map<Node, number>();
    this.values.set(point, known);
    const found = known.get(node);
    if (found !== undefined) return found;
    const value = this.evaluated(node, point);
    known.set(node, value);
    return value;
  }

  private evaluated(node: Node, point: Point): number {
    if (this.program === undefined) {
      const [value] = evaluateRoots([node], floatField, inputsOf(point, toFloat), point.sizes);
      return value?.entries[0] ?? Number.NaN;
    }
    this.run(point);
    return this.program.value(node);
  }

  private run({ values }: Point): void {
    this.program!.run(this.variables.map(({ data }) => values.get(data)!.entries[0]!.float));
  }

  /** Row k of sample values, some of them replaced. */
  row(k: number, replace?: (j: number) => Sample | undefined): Point {
    const sizes = this.symbols.length === 0 ? noSizes : this.sizes(k);
    const values = new Map<string, Tensor<Sample>>();
    let place = 0;
    for (const [j, variable] of this.variables.entries()) {
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
    return outcome;
  }

  private look(point: Point): Look {
    const [left, right] = this.floats(point);
    if (left === undefined) return right === undefined || !this.admits(point) ? "neither" : "right";
    if (!this.admits(point)) return "neither";
    if (right === undefined) return "left";
    return left.every((value, k) => isNear(value, right[k]!)) ? "agree" : "differ";
  }

  private floats(point: Point): (readonly number[] | undefined)[] {
    if (this.program !== undefined) {
      this.run(point);
      const { program, powers } = this;
      return [this.left, this.right].map((side, k) => {
        const value = program.value(side);
        return Number.isNaN(value) || !this.isRealPower(powers[k]!) ? undefined : [value];
      });
    }
    const inputs = inputsOf(point, toFloat);
    const values = evaluateRoots([this.left, this.right], floatField, inputs, point.sizes);
    return values.map((value) => value?.entries);
  }

  /**
   * Whether the bases of powers with varying exponents are positive, as the page of the power
   * wants; x^n at −2 and 3 happens to have a value, but is no value of the real power.
   */
  private isRealPower(bases: readonly Node[]): boolean {
    return bases.every((base) => this.program!.value(base) >= 0);
  }

  /** Whether what is assumed holds at a point. */
  private admits(point: Point): boolean {
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
    const [left, right] = evaluateRoots(sides, field, inputs, point.sizes, { budget });
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

/** The conditions that the pages of the parts put on their arguments. */
function domainsOf(parts: readonly Node[], arena: Arena): Wish[] {
  const wishes: Wish[] = [];
  for (const node of parts) {
    const { domain } = operations[node.op];
    if (domain.kind === "everywhere" || node.shape.length > 0) continue;
    if (wishes.length > 64) break;
    for (const wish of domain.conditions(node.operands, arena)) wishes.push(wish);
  }
  return wishes;
}

/** The bases of the powers with varying exponents that must be defined for a side to be. */
function basesOf(side: Node): Node[] {
  const found: Node[] = [];
  for (const node of strictParts([side])) {
    if (!isOpenPower(node)) continue;
    const [base, exponent] = node.operands;
    const varies = topological([exponent!]).some(isVarying);
    // (−1)^n is meant for whole n
    if (varies && topological([base!]).some(isVarying)) found.push(base!);
  }
  return found;
}

/** Whether it is a power whose exponent is more than a number. */
function isOpenPower({ op, shape, operands }: Node): boolean {
  return op === "power" && shape.length === 0 && !isKind(operands[1]!, "number");
}

function isVarying({ op }: Node): boolean {
  return op === "variable" || op === "size";
}

/** What is 0 where a part bends. */
function kinksOf(all: readonly Node[], arena: Arena): Node[] {
  const parts = all.filter(({ op }) => kinked.has(op) || bent.has(op) || op in arcs);
  if (parts.length === 0) return [];
  const found = new Set<Node>();
  for (const node of parts) {
    if (!kinked.has(node.op) || node.shape.length > 0 || found.size > 12) continue;
    const page = operations[node.op];
    for (const kink of page.kinks) {
      const at = kink.at(node.operands, arena, node);
      if (at.operands.length > 0 || at.op === "variable") found.add(at);
    }
  }
  for (const node of parts) {
    // √(u²) and u^v bend or end at u = 0
    if (!bent.has(node.op)) continue;
    const [inner] = node.operands;
    if (inner!.shape.length > 0 || found.size > 12) continue;
    const base =
      inner!.op === "power" ? inner!.operands[0]! : node.op === "power" ? inner! : undefined;
    const isWhole =
      node.op === "power" && isKind(node.operands[1]!, "number") && node.operands[1].data.d === 1n;
    if (base !== undefined && !isWhole && base.op !== "number") found.add(base);
  }
  for (const node of parts) {
    if (found.size > 12) break;
    for (const at of folds(node, arena)) found.add(at);
  }
  return [...found];
}

/** An inverse of a function that is not one-to-one folds where another branch of it begins. */
const arcs: Readonly<Record<string, ReadonlySet<string>>> = {
  arcsin: new Set(["sin", "cos"]),
  arccos: new Set(["sin", "cos"]),
  arctan: new Set(["tan", "cot"]),
  arccot: new Set(["tan", "cot"]),
  arcosh: new Set(["cosh"]),
};

/** What is 0 at the ends of the branch on which an arc undoes what it is taken of. */
function folds(node: Node, arena: Arena): Node[] {
  const [inner] = node.operands;
  const periodic = arcs[node.op];
  if (periodic === undefined || inner!.shape.length > 0) return [];
  // arctan(u/v) jumps where v = 0
  if (inner!.op === "divide" && periodic.has("tan")) return [inner!.operands[1]!];
  if (!periodic.has(inner!.op)) return [];
  const [angle] = inner!.operands;
  const half = arena.divide(arena.pi(), arena.integer(2));
  // arcsin(sin v), arccos(sin v), arctan(tan v): at ±π/2; with cos and cot at 0 and π
  if (inner!.op === "sin" || inner!.op === "tan") {
    return [arena.add(angle!, half), arena.subtract(angle!, half)];
  }
  if (inner!.op === "cosh") return [angle!];
  return [angle!, arena.subtract(angle!, arena.pi())];
}

/** The symbols of the sizes that occur. */
function symbolsIn(order: readonly Node[]): string[] {
  const found = new Set<string>();
  for (const node of order) {
    if (isKind(node, "size")) found.add(node.data);
    const sizes = isKind(node, "contraction") ? node.data.sizes : node.shape;
    for (const size of sizes) if (typeof size === "string") found.add(size);
  }
  return [...found];
}
