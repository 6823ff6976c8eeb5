/**
 * @file What is known of a pair before any point is looked at: on which conditions its parts are
 * defined, where they bend, jump and fold, and what can vary in them.
 */
import {
  type Arena,
  isKind,
  type Node,
  operations,
  placeIn,
  topological,
} from "../../expression/index.ts";
import { strictParts } from "../proof/strict.ts";
import type { Wish } from "./climb.ts";

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

/** What is to be known of two sides before points are chosen. */
export interface Terrain {
  /** All parts, in which conditions and kinks are expressed included, each after its operands. */
  readonly order: readonly Node[];
  readonly variables: readonly Node<"variable">[];
  readonly symbols: readonly string[];
  /** Where both sides are defined, and what is required. */
  readonly wishes: readonly Wish[];
  /** What is 0 where a part bends. */
  readonly kinks: readonly Node[];
  /** The bases of powers with varying exponents, for each side. */
  readonly powers: readonly [readonly Node[], readonly Node[]];
}

/** The terrain of two sides, of which the parts are known, where some conditions are required. */
export function terrainOf(
  sides: readonly [Node, Node],
  parts: readonly Node[],
  required: readonly Wish[],
  arena: Arena,
): Terrain {
  const bends: Node[] = [];
  const bounded: Node[] = [];
  const variables: Node<"variable">[] = [];
  const symbols: string[] = [];
  let hasCases = false;
  let hasOpenPowers = false;
  for (let k = 0; k < parts.length; k++) {
    const node = parts[k]!;
    if (isKind(node, "variable")) variables.push(node);
    addSymbols(node, symbols);
    const own = traits.get(node.op);
    if (own === undefined) continue;
    if (own.bends) bends.push(node);
    if (own.isBounded && node.shape.length === 0) bounded.push(node);
    if (node.op === "piecewise") hasCases = true;
    else if (isOpenPower(node)) hasOpenPowers = true;
  }
  const kinks = bends.length === 0 ? [] : kinksOf(bends, arena);
  // only where a choice by cases occurs are there parts that need no value
  const strict = hasCases ? strictParts(sides) : undefined;
  const needed = strict === undefined ? bounded : bounded.filter((node) => strict.has(node));
  const wishes = [...required];
  addDomains(needed, arena, wishes);
  const own = [...wishes.map(({ node }) => node), ...kinks];
  const isInside = own.every((node) => placeIn(parts, node) >= 0);
  const order = isInside ? parts : topological([...sides, ...own]);
  if (required.length > 0 && !isInside) {
    // what is required may be said of other variables, too
    variables.length = 0;
    symbols.length = 0;
    for (const node of order) {
      if (isKind(node, "variable")) variables.push(node);
      addSymbols(node, symbols);
    }
  }
  return {
    order,
    variables,
    symbols,
    wishes,
    kinks,
    powers: hasOpenPowers ? [basesOf(sides[0]), basesOf(sides[1])] : [[], []],
  };
}

/** Adds the conditions that the pages of the parts put on their arguments. */
function addDomains(parts: readonly Node[], arena: Arena, wishes: Wish[]): void {
  const most = wishes.length + 64;
  for (const node of parts) {
    const { domain } = operations[node.op];
    if (wishes.length > most || domain.kind === "everywhere") break;
    for (const wish of domain.conditions(node.operands, arena)) wishes.push(wish);
  }
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
function kinksOf(parts: readonly Node[], arena: Arena): Node[] {
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
    const powers = basesIn(inner!);
    const bases = powers.length === 0 && node.op === "power" ? [inner!] : powers;
    const isWhole =
      node.op === "power" && isKind(node.operands[1]!, "number") && node.operands[1].data.d === 1n;
    for (const base of isWhole ? [] : bases) if (base.op !== "number") found.add(base);
  }
  for (const node of parts) {
    if (found.size > 12) break;
    for (const at of folds(node, arena)) found.add(at);
  }
  return [...found];
}

/** The u of u², alone or in a product or a fraction. */
function basesIn(node: Node): readonly Node[] {
  if (node.op === "power") return [node.operands[0]!];
  const isProduct = isKind(node, "contraction") && node.data.sizes.length === 0;
  return isProduct || node.op === "divide" ? node.operands.flatMap(basesIn) : [];
}

/** An inverse of a function that is not one-to-one folds where another branch of it begins. */
const arcs: Readonly<Record<string, ReadonlySet<string>>> = {
  arcsin: new Set(["sin", "cos"]),
  arccos: new Set(["sin", "cos"]),
  arctan: new Set(["tan", "cot"]),
  arccot: new Set(["tan", "cot"]),
  arcosh: new Set(["cosh"]),
};

/** What an operation means for the terrain: whether it bends, and whether its domain has bounds. */
interface Traits {
  readonly bends: boolean;
  readonly isBounded: boolean;
}

const traits: ReadonlyMap<string, Traits> = new Map(
  Object.entries(operations).flatMap(([op, { domain }]): [string, Traits][] => {
    const bends = kinked.has(op) || bent.has(op) || op in arcs;
    const isBounded = domain.kind !== "everywhere";
    return bends || isBounded ? [[op, { bends, isBounded }]] : [];
  }),
);

/** What is 0 at the ends of the branch on which an arc undoes what it is taken of. */
function folds(node: Node, arena: Arena): Node[] {
  const [inner] = node.operands;
  const periodic = arcs[node.op];
  if (periodic === undefined || inner!.shape.length > 0) return [];
  // of (3 tan z)/3 it is the tangent
  const wave = waveIn(inner!, periodic);
  // arctan(u/v) jumps where v = 0
  if (wave === undefined && inner!.op === "divide" && periodic.has("tan")) {
    return [inner!.operands[1]!];
  }
  if (wave === undefined) return [];
  const [angle] = wave.operands;
  const half = arena.divide(arena.pi(), arena.integer(2));
  // arcsin(sin v), arccos(sin v), arctan(tan v): at ±π/2; with cos and cot at 0 and π
  if (wave.op === "sin" || wave.op === "tan") {
    return [arena.add(angle!, half), arena.subtract(angle!, half)];
  }
  if (wave.op === "cosh") return [angle!];
  return [angle!, arena.subtract(angle!, arena.pi())];
}

/** So many factors are looked at. */
const factorLimit = 20;

/** The one periodic function among the factors of a product or quotient. */
function waveIn(node: Node, periodic: ReadonlySet<string>): Node | undefined {
  const factors = [node];
  const waves: Node[] = [];
  for (let k = 0; k < factors.length && k < factorLimit; k++) {
    const factor = factors[k]!;
    const isProduct = factor.op === "contraction" || factor.op === "divide";
    if (factor.shape.length > 0) continue;
    if (periodic.has(factor.op)) waves.push(factor);
    else if (isProduct || factor.op === "negate") factors.push(...factor.operands);
  }
  return waves.length === 1 && factors.length <= factorLimit ? waves[0] : undefined;
}

/** Adds the symbols of the sizes that occur in a node. */
function addSymbols(node: Node, found: string[]): void {
  if (isKind(node, "size") && !found.includes(node.data)) found.push(node.data);
  const sizes = isKind(node, "contraction") ? node.data.sizes : node.shape;
  if (sizes.length === 0) return;
  for (const size of sizes) {
    if (typeof size === "string" && !found.includes(size)) found.push(size);
  }
}
