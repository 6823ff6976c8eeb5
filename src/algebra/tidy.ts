/**
 * @file Light tidying of a finished expression for reading: nested products and sums are laid
 * flat, and a factor that repeats becomes a power. Each part stays in the order and in the form
 * in which it came; stronger rewriting is never done here, so that dy/dx_3 stays
 * −(π/2) ln(π/2) and does not become −ln((π/2)^{π/2}).
 *
 * Flattening copies a part into every place that uses it, so it is done only for parts with few
 * operands; the cost stays linear in the number of distinct nodes.
 */
import {
  type Arena,
  fillOf,
  isFilledWith,
  isKind,
  type Label,
  type Node,
  rebuild,
  repeatedLine,
  type Size,
  topological,
} from "../expression/index.ts";
import { cancelInverses, type Factors } from "./inverses.ts";
import { withoutScalars } from "./path.ts";

/** A nested product or sum with more operands than this stays nested. */
const flatLimit = 12;

/** What tidying may do beyond laying flat. */
export interface TidyOptions {
  /** Whether t · 1/y becomes t/y; not in a chain, where each factor is a step. */
  readonly quotients?: boolean;
}

/** The same meaning, laid flat. */
export function tidy(root: Node, arena: Arena, options: TidyOptions = {}): Node {
  return tidyAll([root], arena, options)[0]!;
}

/** Several roots at once, their shared parts tidied once. */
export function tidyAll(roots: readonly Node[], arena: Arena, options: TidyOptions = {}): Node[] {
  const quotients = options.quotients ?? true;
  const made = new Map<Node, Node>();
  const order = topological(roots);
  const shared = sharedIn(order);
  for (const node of order) {
    const operands = node.operands.map((operand) => made.get(operand)!);
    let result: Node;
    if (node.op === "add") result = flatSum(node, operands, arena, shared);
    else if (isKind(node, "contraction")) {
      result = flatProduct(node, operands, { arena, quotients, shared });
    } else if (isSquareOfRoot(node, operands)) result = radicandOf(operands[0]!, arena)!;
    else {
      const same = operands.every((operand, k) => operand === node.operands[k]);
      result = alongAxis(node, operands, arena) ?? (same ? node : rebuild(node, operands, arena));
    }
    made.set(node, result);
  }
  return roots.map((root) => made.get(root)!);
}

/** A part with more signs than this is not copied to a second user. */
const copyLimit = 24;

/** Nodes with several users that are too long to be copied to each of them. */
function sharedIn(order: readonly Node[]): ReadonlySet<Node> {
  const users = new Map<Node, number>();
  const sizes = new Map<Node, number>();
  for (const node of order) {
    let size = 1;
    for (const operand of node.operands) {
      users.set(operand, (users.get(operand) ?? 0) + 1);
      size += sizes.get(operand)!;
    }
    sizes.set(node, Math.min(size, copyLimit + 1));
  }
  return new Set(order.filter((node) => users.get(node)! > 1 && sizes.get(node)! > copyLimit));
}

/** (√a)² is a wherever it is defined. */
function isSquareOfRoot(node: Node, [base, exponent]: readonly Node[]): boolean {
  return node.op === "power" && isFilledWith(exponent!, 2) && rootIn(base!) !== undefined;
}

/** A quotient or a power of vectors that a matrix repeats along an axis: the vector's, repeated. */
function alongAxis(node: Node, operands: readonly Node[], arena: Arena): Node | undefined {
  if (node.shape.length !== 2 || (node.op !== "divide" && node.op !== "power")) return undefined;
  const lines = operands.map(repeatedLine);
  const fills = operands.map(fillOf);
  const axis = lines.find((line) => line !== undefined)?.axis;
  if (axis === undefined) return undefined;
  const fits = lines.every((line, k) => (line ? line.axis === axis : fills[k] !== undefined));
  if (!fits) return undefined;
  const extent = [node.shape[axis]!];
  const parts = lines.map((line, k) => line?.vector ?? arena.filled(fills[k]!, extent));
  const sizes = new Map(node.shape.map((size, index): [Label, Size] => [index, size]));
  const operand = arena.apply(node.op, ...parts);
  return arena.contract({ operands: [operand], axes: [[axis]], output: [0, 1], sizes });
}

/** The root √a that a node is, or that it repeats along axes. */
function rootIn(node: Node): Node | undefined {
  if (node.op === "sqrt") return node;
  const repeats = node.op === "contraction" && node.operands.length === 1;
  return repeats && node.operands[0]!.op === "sqrt" ? node.operands[0] : undefined;
}

/** a of √a, repeated as the root is. */
function radicandOf(node: Node, arena: Arena): Node | undefined {
  const root = rootIn(node);
  const radicand = root?.operands[0];
  if (root === node || radicand === undefined || !isKind(node, "contraction")) return radicand;
  const { axes, sizes } = node.data;
  const output = node.shape.map((_, index) => index);
  return arena.contract({ operands: [radicand], axes, output, sizes });
}

function flatSum(
  node: Node,
  operands: readonly Node[],
  arena: Arena,
  shared: ReadonlySet<Node>,
): Node {
  const terms = operands.flatMap((operand, k): readonly Node[] => {
    const inner = operand.op === "negate" ? operand.operands[0]! : operand;
    if (inner.op !== "add" || inner.operands.length > flatLimit) return [operand];
    if (shared.has(bare(node.operands[k]!))) return [operand];
    if (inner === operand) return inner.operands;
    return inner.operands.map((term) => arena.negate(term));
  });
  return arena.add(...terms);
}

/** A term without its sign. */
function bare(node: Node): Node {
  return node.op === "negate" ? node.operands[0]! : node;
}

interface Flattening {
  readonly arena: Arena;
  readonly quotients: boolean;
  readonly shared: ReadonlySet<Node>;
}

/** Reads nested contractions into this one, their bound indices renamed. */
function flatProduct(
  node: Node<"contraction">,
  operands: readonly Node[],
  { arena, quotients, shared }: Flattening,
): Node {
  const flat: Node[] = [];
  const axes: Label[][] = [];
  const sizes = new Map(node.data.sizes.map((size, index): [Label, typeof size] => [index, size]));
  const meetings = meeting(node);
  let next = sizes.size;
  let negative = false;
  for (const [k, operand] of operands.entries()) {
    const outer = node.data.axes[k]!;
    const inner = operand.op === "negate" ? operand.operands[0]! : operand;
    negative = negative !== (inner !== operand);
    const isShared = shared.has(bare(node.operands[k]!));
    if (!isKind(inner, "contraction") || isShared || !opens(inner, outer, meetings)) {
      const { scalars, bare: matrix } =
        quotients && isLaidOnDiagonal(node, k)
          ? withoutScalars(inner, arena)
          : { scalars: [], bare: inner };
      for (const scalar of scalars) {
        flat.push(scalar);
        axes.push([]);
      }
      flat.push(matrix);
      axes.push([...outer]);
      continue;
    }
    const labels = inner.data.sizes.map((size, index) => {
      if (index < outer.length) return outer[index]!;
      sizes.set(next, size);
      return next++;
    });
    for (const [j, factor] of inner.operands.entries()) {
      flat.push(factor);
      axes.push(inner.data.axes[j]!.map((index) => labels[index]!));
    }
  }
  const powers = gatherPowers(flat, axes, arena);
  const gathered = quotients
    ? cancelInverses(gatherQuotients(powers, arena), node.shape.length, arena)
    : powers;
  const output = node.shape.map((_, index) => index);
  // an index that has cancelled is no sum of ones
  const left = new Set(gathered.axes.flat());
  for (const label of axes.flat()) if (!left.has(label)) sizes.delete(label);
  for (const [index, size] of node.shape.entries()) sizes.set(index, size);
  const product = arena.contract({ ...gathered, output, sizes });
  return negative ? arena.negate(product) : product;
}

/** Whether operand k is the vector v of diag(v), alone with δ. */
function isLaidOnDiagonal({ operands, shape }: Node<"contraction">, k: number): boolean {
  if (shape.length !== 2 || operands[k]!.shape.length !== 1) return false;
  return operands.every(
    ({ op, shape: own }, j) => j === k || op === "indicator" || own.length === 0,
  );
}

/** How many axes, of operands and of the result, carry each index. */
interface Meetings {
  readonly all: readonly number[];
  /** Vectors left out: one on an index where two matrices meet stands between them as diag(v). */
  readonly matrices: readonly number[];
}

function meeting(node: Node<"contraction">): Meetings {
  const all: number[] = node.data.sizes.map((_, k) => (k < node.shape.length ? 1 : 0));
  const matrices = [...all];
  for (const axes of node.data.axes) {
    for (const index of axes) {
      all[index]!++;
      if (axes.length > 1) matrices[index]!++;
    }
  }
  return { all, matrices };
}

/**
 * Whether an inner contraction is laid flat. A scalar such as xᵀy stays a factor of its own, and
 * so does a matrix product that is multiplied entry by entry: (Wᵀδ) ⊙ σ'(z).
 */
function opens(inner: Node<"contraction">, outer: readonly number[], meetings: Meetings): boolean {
  if (inner.operands.length > flatLimit) return false;
  // what repeats a vector along an axis has no say in it
  if (repeats(inner)) return true;
  if (inner.shape.length === 0) return inner.data.sizes.length === 0;
  // a ⊙ b stays together, so that x (a ⊙ b)ᵀ is written so and not with diag(a)
  const own = inner.data.axes.flat();
  const once = inner.shape.every((_, index) => own.filter((other) => other === index).length === 1);
  if (!once && !isScaled(inner)) return false;
  const isMatrix = inner.shape.length === 2;
  return outer.every((index) => {
    return meetings.all[index] === 2 || (isMatrix && meetings.matrices[index]! <= 2);
  });
}

/** diag(v) A, or diag(v) itself: a matrix with a vector along one of its axes. */
function isScaled({ shape, operands, data }: Node<"contraction">): boolean {
  if (shape.length !== 2) return false;
  return operands.some(({ op, shape: own }, k) => {
    const ends = data.axes[k]!.filter((index) => index < 2).length;
    return op === "indicator" ? ends === 2 : own.length === 1 && ends === 1;
  });
}

/** Whether a contraction is scalars and one vector, repeated along the other axis of a matrix. */
function repeats({ operands, shape, data }: Node<"contraction">): boolean {
  const tensors = data.axes.filter((own) => own.length > 0);
  const plain = operands.every(({ op }) => op !== "indicator");
  return plain && shape.length === 2 && tensors.length === 1 && tensors[0]!.length === 1;
}

/** What a person does with quotients among factors: cancels, joins divisors, moves one over. */
function gatherQuotients(factors: Factors, arena: Arena): Factors {
  const joined = joinDivisors(cancel(cancelSigns(factors, arena), arena), arena);
  return cancel(mergeReciprocal(joined, arena), arena);
}

/**
 * Scalar divisors of several factors become one, where the first stood: (x/‖x‖²)(x/‖x‖)ᵀ is
 * 1/‖x‖³ · x xᵀ. A scalar quotient of letters stays as it came.
 */
function joinDivisors({ operands, axes }: Factors, arena: Arena): Factors {
  const divisors = operands.map((quotient): Node | undefined => {
    if (quotient.op !== "divide") return undefined;
    const [top, bottom] = quotient.operands as [Node, Node];
    return quotient.shape.length > 0 || isKind(top, "number") ? fillOf(bottom) : undefined;
  });
  const places = [...operands.keys()].filter((k) => divisors[k] !== undefined);
  if (places.length < 2) return { operands, axes };
  const below = arena.multiply(...places.map((k) => divisors[k]!));
  const tops = operands.map((factor, k) => (divisors[k] ? factor.operands[0]! : factor));
  const one = arena.divide(arena.integer(1), below);
  const at = places[0]!;
  return {
    operands: [...tops.slice(0, at), one, ...tops.slice(at)],
    axes: [...axes.slice(0, at), [], ...axes.slice(at)],
  };
}

/** sgn(u) · 1/|u| is 1/u wherever the left side is defined. */
function cancelSigns(given: Factors, arena: Arena): Factors {
  const operands = [...given.operands];
  const axes = [...given.axes];
  for (const [k, sign] of given.operands.entries()) {
    if (sign.op !== "sign") continue;
    const at = operands.findIndex(({ op, operands: parts }, j) => {
      const below = op === "divide" && sameAxes(axes[j]!, axes[k]!) ? parts[1]! : undefined;
      return below?.op === "abs" && below.operands[0] === sign.operands[0];
    });
    if (at < 0) continue;
    operands[at] = arena.divide(operands[at]!.operands[0]!, sign.operands[0]!);
    operands[k] = arena.integer(1);
    axes[k] = [];
  }
  return { operands, axes };
}

/** d · (n/d) is n wherever the left side is defined; so is (n/d) ⊙ d entry by entry. */
function cancel(given: Factors, arena: Arena): Factors {
  const operands = [...given.operands];
  const axes = [...given.axes];
  for (let k = 0; k < operands.length; k++) {
    const quotient = operands[k]!;
    if (quotient.op !== "divide") continue;
    const [top, bottom] = quotient.operands as [Node, Node];
    const at = operands.findIndex(
      (other, j) => j !== k && other === bottom && sameAxes(axes[j]!, axes[k]!),
    );
    const divisor = fillOf(bottom);
    const scalar = operands.findIndex((other, j) => j !== k && other === divisor);
    const found = at >= 0 ? at : scalar;
    if (found < 0) continue;
    operands[k] = top;
    operands[found] = arena.integer(1);
    axes[found] = [];
  }
  return { operands, axes };
}

function sameAxes(a: readonly Label[], b: readonly Label[]): boolean {
  return a.length === b.length && a.every((label, axis) => label === b[axis]);
}

/**
 * A lone reciprocal takes in the number, and in a short product the letter: 2/n, t/y, and entry
 * by entry t/p for t ⊙ 1/p.
 */
function mergeReciprocal(given: Factors, arena: Arena): Factors {
  const { operands, axes } = given;
  const places = [...operands.keys()];
  const reciprocals = places.filter((k) => {
    const { op, operands: parts } = operands[k]!;
    return op === "divide" && isFilledWith(parts[0]!, 1);
  });
  const [at] = reciprocals;
  if (at === undefined || reciprocals.length > 1) return given;
  const fits = (k: number) => sameAxes(axes[k]!, axes[at]!);
  const numbers = places.filter((k) => isKind(operands[k]!, "number"));
  const letters = places.filter((k) => k !== at && !numbers.includes(k));
  const short = letters.length === 1 && fits(letters[0]!);
  const partner = short ? letters : axes[at]!.length > 0 ? letters.filter(fits).slice(0, 1) : [];
  const taken = axes[at]!.length === 0 ? [...numbers, ...partner] : partner;
  if (taken.length === 0) return given;
  const top = arena.multiply(...taken.map((k) => operands[k]!));
  const quotient = arena.divide(top, operands[at]!.operands[1]!);
  const rest = places.filter((k) => k !== at && !taken.includes(k));
  return {
    operands: [quotient, ...rest.map((k) => operands[k]!)],
    axes: [axes[at]!, ...rest.map((k) => axes[k]!)],
  };
}

/** A scalar factor that occurs n times becomes its n-th power, where it stood first. */
function gatherPowers(
  factors: readonly Node[],
  axes: readonly (readonly Label[])[],
  arena: Arena,
): { operands: Node[]; axes: (readonly Label[])[] } {
  const counts = new Map<Node, number>();
  for (const factor of factors) {
    if (factor.shape.length === 0) counts.set(factor, (counts.get(factor) ?? 0) + 1);
  }
  const operands: Node[] = [];
  const kept: (readonly Label[])[] = [];
  for (const [k, factor] of factors.entries()) {
    const count = counts.get(factor) ?? 1;
    if (count === 0) continue;
    const power = count > 1 && !isKind(factor, "number");
    operands.push(power ? arena.power(factor, arena.integer(count)) : factor);
    if (power) counts.set(factor, 0);
    kept.push(axes[k]!);
  }
  return { operands, axes: kept };
}
