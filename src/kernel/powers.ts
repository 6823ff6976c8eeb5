/**
 * @file Powers that share a logarithm. The gradient of u^b holds u^b, u^{b−1} and ln u. By hand
 * one writes l = ln u, p = e^{b l}, and p/u for u^{b−1}: one logarithm and one exponential for
 * what would be two powers. So it is done here, where a logarithm of the same base is computed
 * anyway; for u ≤ 0 the power itself is asked, so nothing is lost of its domain. Likewise the
 * gradient of a/b holds a/b, 1/b and a/b², and the last is the product of the first two. The arrays
 * are made anew, which also leaves out what no root needs.
 */
import {
  type Access,
  ArrayGraph,
  type ArrayValue,
  isOwn,
  type MapArray,
  numberIn,
  own,
  varies,
} from "./array.ts";
import { needed } from "./schedule.ts";

/**
 * The same roots, with powers of one base computed from its logarithm. With `always` it is computed
 * for that where nothing else needs it: in lanes the two are faster than a power, and the value
 * alone then is, to the bit, what it is with its gradient.
 */
export function sharePowers(roots: readonly ArrayValue[], always = false): ArrayValue[] {
  const order = needed(roots);
  const logarithms = new Map<string, MapArray>();
  const powers = new Map<string, MapArray>();
  const quotients = new Map<string, MapArray>();
  for (const value of order) {
    if (value.kind !== "map" || !shareable.has(value.primitive)) continue;
    if (!value.args.every(isPlain)) continue;
    if (value.primitive === "log") logarithms.set(keyOf([value.args[0]!]), value);
    if (value.primitive === "power") powers.set(keyOf(value.args), value);
    if (value.primitive === "divide") quotients.set(quotientKey(value.args), value);
  }
  const hasPowers = powers.size > 0 && (always || logarithms.size > 0);
  if (quotients.size < 3 && !hasPowers) return [...roots];
  return new Rewriting({ logarithms, powers, quotients, always }).run(roots, order);
}

/** Read at the own indices of the array, or a number. */
function isPlain(access: Access): boolean {
  return isOwn(access) || numberIn(access) !== undefined;
}

const keyOf = (accesses: readonly Access[]) => accesses.map(({ value }) => value.id).join(",");

const shareable: ReadonlySet<string> = new Set(["log", "power", "divide"]);

/** Numerator and denominator; a number by its value. */
const quotientKey = ([a, b]: readonly Access[]) =>
  `${numberIn(a!) === undefined ? a!.value.id : `#${numberIn(a!)}`}/${b!.value.id}`;

/** The maps that may be shared, by their operands. */
interface Shared {
  readonly logarithms: ReadonlyMap<string, MapArray>;
  readonly powers: ReadonlyMap<string, MapArray>;
  readonly quotients: ReadonlyMap<string, MapArray>;
  readonly always: boolean;
}

class Rewriting {
  private readonly graph = new ArrayGraph();
  private readonly made = new Map<ArrayValue, ArrayValue>();
  private readonly shared: Shared;

  constructor(shared: Shared) {
    this.shared = shared;
  }

  run(roots: readonly ArrayValue[], order: readonly ArrayValue[]): ArrayValue[] {
    for (const value of order) this.make(value);
    return roots.map((root) => this.made.get(root)!);
  }

  /** The new array of an old one; a power's logarithm may come later in the old order. */
  private make(value: ArrayValue): ArrayValue {
    const known = this.made.get(value);
    if (known !== undefined) return known;
    const made = this.rebuilt(value);
    this.made.set(value, made);
    return made;
  }

  private at({ value, axes }: Access): Access {
    return { value: this.make(value), axes };
  }

  private rebuilt(value: ArrayValue): ArrayValue {
    const { graph } = this;
    switch (value.kind) {
      case "input":
        return graph.input(value.name, value.shape).value;
      case "count":
        return graph.pointCount().value;
      case "constant":
        return graph.constant(value.entries, value.shape as readonly number[]).value;
      case "routine": {
        const args = value.args.map((arg) => this.make(arg));
        return graph.routine(value.node, args, value.shape as readonly number[]).value;
      }
      case "scan":
        return graph.scan(this.make(value.of), value.axis, value.isBack).value;
      case "reduce":
        return graph.reduce({ ...value, factors: value.factors.map((factor) => this.at(factor)) })
          .value;
      case "map":
        return this.map(value);
    }
  }

  private map(value: MapArray): ArrayValue {
    const shape = (varies(value.shape) ? value.shape.slice(1) : value.shape) as readonly number[];
    const args = value.args.map((arg) => this.at(arg));
    const again = (primitive: MapArray["primitive"], all: readonly Access[]) =>
      this.graph.map(primitive, all, shape).value;
    const reading = (array: MapArray): Access => own(this.make(array));
    if (value.primitive === "divide") {
      const factors = this.factorsOf(value.args);
      return factors === undefined
        ? again("divide", args)
        : again("multiply", factors.map(reading));
    }
    if (value.primitive !== "power") return again(value.primitive, args);
    const [a, b] = value.args as [Access, Access];
    const logarithm = this.shared.logarithms.get(keyOf([a]));
    if (numberIn(b) !== undefined) return again("power", args);
    if (logarithm === undefined) {
      if (!this.shared.always || !isPlain(a)) return again("power", args);
      const shapeOfBase = (
        varies(a.value.shape) ? a.value.shape.slice(1) : a.value.shape
      ) as readonly number[];
      return again("powerByLog", [...args, this.graph.map("log", [args[0]!], shapeOfBase)]);
    }
    const raised = this.raised(a, b);
    if (raised !== undefined) return again("powerBelow", [...args, reading(raised)]);
    return again("powerByLog", [...args, reading(logarithm)]);
  }

  /** a/b and 1/b of a quotient a/b², where both are there. */
  private factorsOf([a, bottom]: readonly Access[]): MapArray[] | undefined {
    const { value } = bottom!;
    if (value.kind !== "map" || value.primitive !== "multiply") return undefined;
    const [b, again] = value.args;
    if (!isPlain(bottom!) || !isPlain(a!) || keyOf([b!]) !== keyOf([again!])) return undefined;
    if (numberIn(a!) !== undefined || !isPlain(b!)) return undefined;
    const whole = this.shared.quotients.get(quotientKey([a!, b!]));
    const inverse = this.shared.quotients.get(`#1/${b!.value.id}`);
    return whole === undefined || inverse === undefined ? undefined : [whole, inverse];
  }

  /** The array a^{b + 1}, for an exponent b = c − 1 where a^c is there. */
  private raised(a: Access, b: Access): MapArray | undefined {
    const { value } = b;
    if (value.kind !== "map" || value.primitive !== "add") return undefined;
    const c = value.args.find((_, k) => numberIn(value.args[1 - k]!) === -1);
    return c === undefined ? undefined : this.shared.powers.get(keyOf([a, c]));
  }
}
