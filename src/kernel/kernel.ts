/**
 * @file A kernel: an expression compiled for its inputs, with value, gradient, Jacobian and
 * Hessian–vector product from the one differentiator. Each is compiled when it is first asked
 * for, and again only when the values have other sizes.
 *
 * Nothing is thrown on bad input: `complaints` says what is wrong with values, and what cannot be
 * computed is NaN.
 */
import { differentiate, jacobians } from "../calculus/index.ts";
import {
  type Arena,
  entryCount,
  isKind,
  type Node,
  nested,
  shapeText,
  topological,
} from "../expression/index.ts";
import { type Diagnostic, diagnose } from "../source/index.ts";
import {
  type BackEnd,
  type Compiled,
  type CompileRequest,
  compileRoots,
  type Port,
  type Precision,
} from "./compile.ts";
import { scriptOf } from "./javascript.ts";
import { printProgram } from "./loops.ts";
import type { Refusal } from "./lower.ts";
import type { Entries } from "./product.ts";
import { flatten, isList, shapeOfValue, type Value, type Values } from "./values.ts";
import type { WasmFailure } from "./wasm/engine.ts";

/** How a kernel is compiled. */
export interface KernelOptions {
  /** Sizes that no input tells: `{ n: 3 }`. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Of stored numbers; `f64` when left out. */
  readonly precision?: Precision;
  /** When left out, JavaScript, and for many points what is faster (`many`). */
  readonly backEnd?: BackEnd;
}

/** The value and the gradient, in the form in which the values were given. */
export interface ValueAndGradient {
  readonly value: Value;
  readonly gradient: Readonly<Record<string, Value>> | readonly Value[];
}

/** The same at many points: row p of each belongs to point p. */
export interface Many {
  readonly value: Float64Array;
  readonly gradient: Readonly<Record<string, Float64Array>>;
}

/** A compiled program for reading. */
export interface Listing {
  readonly program: string;
  readonly script: string;
  /** Null where there is no program. */
  readonly backEnd: BackEnd | null;
}

/** Why there is no WebAssembly, in words. */
const failures: Readonly<Record<WasmFailure, string>> = {
  absent: "this host has none",
  memory: "this host has not the memory for it",
  size: "the program is longer than the engine takes",
  forbidden: "this host forbids it",
};

type Wish = "value" | "gradient" | "jacobian" | "hessian vector";

/** Compiled programs that are kept, for values of different sizes. */
const mostKept = 8;

export class Kernel {
  /** Names of the inputs, in order. */
  readonly inputs: readonly string[];
  private readonly node: Node;
  private readonly arena: Arena;
  private readonly variables: readonly Node<"variable">[];
  private readonly options: KernelOptions;
  private readonly programs = new Map<string, Compiled | Refusal>();
  private last: { readonly key: string; readonly compiled: Compiled } | undefined;

  constructor(
    node: Node,
    arena: Arena,
    variables: readonly Node<"variable">[],
    names: readonly string[],
    options: KernelOptions,
  ) {
    this.node = node;
    this.arena = arena;
    this.variables = variables;
    this.inputs = names;
    this.options = options;
  }

  /** The value; a number for a scalar, else nested arrays. NaN where it is not defined. */
  value(inputs: Values): Value {
    const compiled = this.filled("value", inputs);
    if (compiled === undefined) return Number.NaN;
    compiled.run(1, compiled.arrays);
    return readPort(compiled, compiled.outputs[0]!);
  }

  /**
   * The value of a scalar expression and its gradient by every input, each of the shape of that
   * input. Kinks take the convention of their operation's page, ReLU'(0) = 0 and so on.
   */
  valueAndGradient(inputs: Values): ValueAndGradient {
    const compiled = this.filled("gradient", inputs);
    if (compiled !== undefined) compiled.run(1, compiled.arrays);
    const entries = this.entriesOf(compiled, 1);
    const value = compiled === undefined ? Number.NaN : readPort(compiled, compiled.outputs[0]!);
    return { value, gradient: this.likewise(inputs, entries) };
  }

  /** ∂y/∂x for every input x, of shape [y…, x…]. */
  jacobian(inputs: Values): ValueAndGradient["gradient"] {
    const compiled = this.filled("jacobian", inputs);
    if (compiled !== undefined) compiled.run(1, compiled.arrays);
    const entries = this.entriesOf(compiled, 0);
    return this.likewise(inputs, entries);
  }

  /**
   * ∇²y v of a scalar y, over all inputs together, without the matrix: `direction` has a value for
   * every input, in the form of `inputs`.
   */
  hessianVector(inputs: Values, direction: Values): ValueAndGradient["gradient"] {
    const all = { ...this.byName(inputs), ...this.byName(direction, directionMark) };
    const compiled = this.filled("hessian vector", all);
    if (compiled !== undefined) compiled.run(1, compiled.arrays);
    const entries = this.entriesOf(compiled, 0);
    return this.likewise(inputs, entries);
  }

  /**
   * Value and gradient at `count` points. An input has one value for all of them, or one a point,
   * flat and point by point; its gradient is by the values of that point. From `worthLanes` points
   * on it is run as WebAssembly, unless the options say otherwise; its last digits may differ.
   */
  many(inputs: Readonly<Record<string, ArrayLike<number> | number>>, count: number): Many {
    const found = this.compiledForMany(inputs, count);
    const named = this.byName(inputs);
    const nothing = new Float64Array(count).fill(Number.NaN);
    if (found === undefined) {
      return { value: nothing, gradient: Object.fromEntries(this.inputs.map((n) => [n, nothing])) };
    }
    const { compiled, outputs } = found;
    const arrays = [...compiled.arrays];
    for (let from = 0; from < count; from += compiled.points) {
      const points = Math.min(compiled.points, count - from);
      for (const [k, port] of compiled.inputs.entries()) {
        const given = named[this.inputs[k]!]!;
        const to = compiled.arrays[port.array]!;
        if (!port.varies) flatten(given, to, port.offset);
        else {
          const list = given as ArrayLike<number>;
          for (let at = 0; at < points * port.size; at++) to[at] = list[from * port.size + at]!;
        }
      }
      compiled.run(points, arrays);
      for (const [k, port] of compiled.outputs.entries()) {
        const made = arrays[port.array]!.subarray(0, points * port.size);
        const fixed = arrays[port.array]!.subarray(port.offset, port.offset + port.size);
        for (let p = 0; p < (port.varies ? 1 : points); p++) {
          outputs[k]!.set(port.varies ? made : fixed, (from + p) * port.size);
        }
      }
    }
    const gradient = this.inputs.map((name, k) => [name, outputs[k + 1]!] as const);
    return { value: outputs[0]!, gradient: Object.fromEntries(gradient) };
  }

  /**
   * The fastest call: `inputs` holds all entries of all inputs in order, `outputs` gets the value
   * and then the gradient. Nothing is allocated. The sizes of all inputs must be known.
   */
  flat(): (inputs: Float64Array, outputs: Float64Array) => void {
    const isScalar = this.node.shape.length === 0;
    const compiled = isScalar ? this.compiledFor("gradient", new Map()) : undefined;
    if (compiled === undefined) return (_inputs, outputs) => void outputs.fill(Number.NaN);
    const arrays = [...compiled.arrays];
    const { run } = compiled;
    return (inputs, outputs) => {
      arrays[1] = inputs;
      arrays[2] = outputs;
      run(1, arrays);
    };
  }

  /** What is wrong with values, or with the expression for values of their sizes. */
  complaints(inputs: Values): readonly Diagnostic[] {
    const { sizes, complaints } = this.sizesFor(this.byName(inputs), this.variables);
    if (complaints.length > 0) return complaints;
    const found = this.program("value", sizes);
    if ("reason" in found) return [refusalDiagnostic(found)];
    const { shape } = this.node;
    const told: Diagnostic[] = [];
    if (shape.length > 0) told.push(diagnose("PG5006", null, { shape: shapeText(shape) }));
    if (found.failure !== undefined) {
      told.push(diagnose("PG5008", null, { why: failures[found.failure] }));
    }
    return told;
  }

  /**
   * The loop program of value and gradient as text, the JavaScript that it becomes, and what it
   * runs as: where WebAssembly was asked for and cannot be had, `complaints` say why.
   */
  listing(inputs: Values = {}): Listing {
    const { sizes } = this.sizesFor(this.byName(inputs), this.variables);
    const found = this.program(this.node.shape.length > 0 ? "value" : "gradient", sizes);
    if ("reason" in found) return { program: "", script: "", backEnd: null };
    const { program, memory, backEnd } = found;
    return { program: printProgram(program), script: scriptOf(program, memory), backEnd };
  }

  /** Values by the names of the inputs. */
  private byName(values: Values, mark = ""): Record<string, Value> {
    const entries = isList(values)
      ? this.inputs.map((name, k) => [mark + name, values[k]] as const)
      : this.inputs.map((name) => [mark + name, values[name]] as const);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, Value] => entry[1] !== undefined),
    );
  }

  /** A value for each input: the outputs from this number on. */
  private entriesOf(compiled: Compiled | undefined, from: number): Value[] {
    return this.variables.map((_, k) => {
      return compiled === undefined ? Number.NaN : readPort(compiled, compiled.outputs[from + k]!);
    });
  }

  private likewise(inputs: Values, entries: readonly Value[]): ValueAndGradient["gradient"] {
    if (isList(inputs)) return entries;
    return Object.fromEntries(this.inputs.map((name, k) => [name, entries[k]!]));
  }

  /** The program for these values, its arrays filled with them; undefined where they do not fit. */
  private filled(wish: Wish, inputs: Values): Compiled | undefined {
    const list = isList(inputs);
    // only a scalar has a gradient
    if (this.node.shape.length > 0 && wish !== "value" && wish !== "jacobian") return undefined;
    const compiled = this.fixedProgram(wish) ?? this.programFor(wish, inputs);
    if (compiled === undefined) return undefined;
    for (const [k, port] of compiled.inputs.entries()) {
      const value = list ? inputs[k] : (inputs as Record<string, Value>)[this.nameAt(k)];
      const to = compiled.arrays[port.array]!;
      if (typeof value === "number" && port.size === 1) to[port.offset] = value;
      else if (value === undefined || flatten(value, to, port.offset) !== port.size)
        return undefined;
    }
    return compiled;
  }

  private nameAt(k: number): string {
    const count = this.inputs.length;
    return k < count ? this.inputs[k]! : directionMark + this.inputs[k - count]!;
  }

  /** The program of the last call, where no size depends on the values. */
  private fixedProgram(wish: Wish): Compiled | undefined {
    if (!this.isFixed) return undefined;
    if (this.last?.key === wish) return this.last.compiled;
    const compiled = this.compiledFor(wish, new Map());
    if (compiled !== undefined) this.last = { key: wish, compiled };
    return compiled;
  }

  private get isFixed(): boolean {
    return this.variables.every(({ shape }) => shape.every((size) => typeof size === "number"));
  }

  private programFor(wish: Wish, inputs: Values): Compiled | undefined {
    const { sizes, complaints } = this.sizesFor(this.byName(inputs), this.variables);
    return complaints.length > 0 ? undefined : this.compiledFor(wish, sizes);
  }

  private compiledFor(wish: Wish, sizes: ReadonlyMap<string, number>): Compiled | undefined {
    const found = this.program(wish, sizes);
    return "reason" in found ? undefined : found;
  }

  private program(wish: Wish, own: ReadonlyMap<string, number>): Compiled | Refusal {
    const sizes = new Map([...Object.entries(this.options.sizes ?? {}), ...own]);
    return this.kept(`${wish} ${[...sizes].join(" ")}`, wish, { sizes });
  }

  /** The program under a key, compiled when it is not there. */
  private kept(
    key: string,
    wish: Wish,
    options: Pick<CompileRequest, "sizes" | "varying" | "points" | "backEnd">,
  ): Compiled | Refusal {
    const known = this.programs.get(key);
    if (known !== undefined) return known;
    const { precision, backEnd } = this.options;
    const { roots, inputs } = this.rootsOf(wish);
    const compiled = compileRoots({
      arena: this.arena,
      roots: roots.map((node) => ({ node })),
      inputs,
      ...options,
      ...(precision ? { precision } : {}),
      ...(backEnd ? { backEnd } : {}),
    });
    if (this.programs.size >= mostKept) this.programs.clear();
    this.programs.set(key, compiled);
    return compiled;
  }

  private rootsOf(wish: Wish): { roots: Node[]; inputs: readonly Node<"variable">[] } {
    const { node, arena, variables } = this;
    if (wish === "value") return { roots: [node], inputs: variables };
    if (wish === "jacobian") return { roots: jacobians(node, variables, arena), inputs: variables };
    const gradient = differentiate(node, variables, arena);
    if (wish === "gradient") return { roots: [node, ...gradient], inputs: variables };
    const directions = variables.map((x) => arena.variable(directionMark + x.data, x.shape));
    // row x of ∇²y v is Σ_x' (∂²y/∂x∂x') v_x', the gradient of Σ_x' ∇_x' y · v_x'
    const slopes = gradient.map((slope, k) => arena.total(arena.multiply(slope, directions[k]!)));
    const along = arena.sum(slopes);
    return { roots: differentiate(along, variables, arena), inputs: [...variables, ...directions] };
  }

  private compiledForMany(
    inputs: Readonly<Record<string, ArrayLike<number> | number>>,
    count: number,
  ) {
    const varying = new Set<string>();
    for (const [k, { data, shape }] of this.variables.entries()) {
      const given = inputs[this.inputs[k]!];
      if (this.node.shape.length > 0) return undefined;
      if (given === undefined || !shape.every((size) => typeof size === "number")) return undefined;
      const size = entryCount(shape as readonly number[]);
      const length = typeof given === "number" ? 1 : given.length;
      if (length === size * count && length !== size) varying.add(data);
      else if (length !== size) return undefined;
    }
    const points = Math.min(Math.max(count, 1), tile);
    const key = `many ${points} ${[...varying].join(" ")}`;
    const sizes = new Map(Object.entries(this.options.sizes ?? {}));
    // arithmetic of WebAssembly is in the precision of the arrays, that of JavaScript in doubles
    const inLanes = count >= worthLanes && this.options.precision !== "f32";
    const backEnd = inLanes ? ({ backEnd: "wasm" } as const) : {};
    const compiled = this.kept(key, "gradient", { varying, points, sizes, ...backEnd });
    if ("reason" in compiled) return undefined;
    const outputs = compiled.outputs.map(({ size }) => new Float64Array(size * count));
    return { compiled, outputs };
  }

  /** Sizes that the shapes of the values tell, and values that do not fit. */
  private sizesFor(
    values: Readonly<Record<string, Value>>,
    variables: readonly Node<"variable">[],
  ) {
    const sizes = new Map<string, number>();
    const complaints: Diagnostic[] = [];
    for (const [k, { shape }] of variables.entries()) {
      const name = this.inputs[k]!;
      const value = values[name];
      if (value === undefined) {
        complaints.push(diagnose("PG5004", null, { name }));
        continue;
      }
      const found = shapeOfValue(value);
      const flat = shape.every((size) => typeof size === "number") && found.length === 1;
      const wanted = entryCount(shape.map((size) => (typeof size === "number" ? size : 1)));
      if (flat && found[0] === wanted) continue;
      const fits =
        found.length === shape.length &&
        shape.every((size, axis) => {
          if (typeof size === "number") return size === found[axis];
          const known = sizes.get(size) ?? found[axis]!;
          sizes.set(size, known);
          return known === found[axis];
        });
      if (fits) continue;
      const args = { name, found: shapeText(found), wanted: shapeText(shape) };
      complaints.push(diagnose("PG5005", null, args));
    }
    return { sizes, complaints };
  }
}

/**
 * Points from which WebAssembly is the faster: at 64 its time is 0.8 to 1.0 of that of JavaScript,
 * at 4,096 from 0.5 where there are exponentials to 1.0 where a function has no lanes.
 */
const worthLanes = 64;

/** Points of one pass over many: their arrays stay in the cache. */
const tile = 1_024;

/** In front of the name of the direction by an input; no text can spell it. */
const directionMark = "\0along ";

function readPort({ arrays }: { readonly arrays: readonly Entries[] }, port: Port): Value {
  const entries = arrays[port.array]!;
  if (port.shape.length === 0) return entries[port.offset]!;
  return nested({ shape: port.shape, entries }, (x) => x, port.offset) as Value;
}

/** Why there is no kernel, in words. */
export function refusalDiagnostic({ reason, what }: Refusal): Diagnostic {
  return reason === "open size"
    ? diagnose("PG5002", null, { name: what })
    : diagnose("PG5001", null, { what });
}

/** The variables of an expression, in the order in which they first occur. */
export function variablesIn(node: Node): Node<"variable">[] {
  return topological([node]).filter((at): at is Node<"variable"> => isKind(at, "variable"));
}
