/**
 * @file The compiler as a whole: roots of an expression graph → arrays → groups → loops → memory
 * → a function. What does not vary from point to point is packed: all fixed inputs lie in one
 * array and all fixed outputs in another, in the order in which they were named; what varies has
 * an array of its own, the points one after another.
 *
 * A small problem is taken apart into scalars first (`symbolicField`): its vectors and matrices
 * become registers, and its loops straight lines.
 */
import {
  type Arena,
  concreteShape,
  entryCount,
  evaluateRoots,
  indicesAt,
  isKind,
  type Node,
  type Sizes,
  symbolicField,
  type Tensor,
} from "../expression/index.ts";
import { type Extent, varies } from "./array.ts";
import { emit, type Wanted } from "./emit.ts";
import { fuseLoops } from "./fuse.ts";
import { interpret } from "./interpret.ts";
import { compileScript, type Run } from "./javascript.ts";
import { rollLayers } from "./layers.ts";
import type { Program, Stretch } from "./loops.ts";
import { type EntryOf, lower, type Refusal, type Root, reachable } from "./lower.ts";
import { type Lodging, type Memory, planMemory } from "./memory.ts";
import { sharePowers } from "./powers.ts";
import type { Entries } from "./product.ts";
import { rollUp } from "./roll.ts";
import { schedule } from "./schedule.ts";
import type { Lying } from "./straight.ts";
import { compileWasm } from "./wasm/back-end.ts";
import type { WasmFailure } from "./wasm/engine.ts";

/** How a program is run: as generated JavaScript, step by step, or as WebAssembly with SIMD. */
export type BackEnd = "script" | "interpreter" | "wasm";

export type Precision = "f64" | "f32";

export interface CompileRequest {
  readonly arena: Arena;
  readonly roots: readonly Root[];
  /** The variables, in the order in which their values are packed. */
  readonly inputs: readonly Node<"variable">[];
  /** Names of the inputs that have a value at each point. */
  readonly varying?: ReadonlySet<string>;
  readonly sizes?: Sizes;
  /** The most points of one call; 1 when left out. */
  readonly points?: number;
  /** Of stored numbers, and of arithmetic in WebAssembly; that of JavaScript is in doubles. */
  readonly precision?: Precision;
  /** `script`, or `interpreter` where code from text is forbidden, when left out. */
  readonly backEnd?: BackEnd;
  /** Whether vectors and matrices are taken apart into scalars; small ones when left out. */
  readonly takeApart?: boolean;
  /** Statements up to which straight-line code is never rolled up into loops. */
  readonly asIs?: number;
}

/** Where an input or output lies in the packed array, or that it has its own. */
export interface Port {
  readonly name: string;
  /** At one point. */
  readonly shape: readonly number[];
  readonly size: number;
  readonly varies: boolean;
  /** The first entry in the packed array; 0 in an own one. */
  readonly offset: number;
  /** The number of the array in a call. */
  readonly array: number;
}

/** A compiled program and the arrays that it works on. */
export interface Compiled {
  readonly program: Program;
  readonly memory: Memory;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Of a call: the heap, the packed inputs and outputs, then one for each that varies. */
  readonly arrays: Entries[];
  /** The most points of one call. */
  readonly points: number;
  readonly backEnd: BackEnd;
  /** Why this is not WebAssembly, where that was asked for. */
  readonly failure?: WasmFailure;
  /** Computes all outputs for so many points. */
  readonly run: Run;
}

/** The heap, what is fixed going in, and what is fixed coming out. */
const packed = { heap: 0, inputs: 1, outputs: 2, first: 3 };

/** Compiles; or says why it cannot. */
export function compileRoots(request: CompileRequest): Compiled | Refusal {
  const { inputs, varying = new Set<string>(), sizes = new Map(), points = 1 } = request;
  const lowered = arraysOf(request);
  if ("reason" in lowered) return lowered;
  const { wanted, outputs } = lowered;
  const values = wanted.map(({ value }) => value);
  const whole = wanted.flatMap(({ value, entry }) => (entry === undefined ? [value] : []));
  const ports = portsOf(
    [
      inputs.map((node) => ({
        name: node.data,
        shape: concreteShape(node.shape, sizes) ?? [],
        varies: varying.has(node.data),
      })),
      outputs.map((shape, k) => ({
        name: `${k}`,
        shape: shape.filter((extent) => extent !== "points"),
        varies: varies(shape),
      })),
    ],
    points,
  );
  const byName = ports.all.map((all) => new Map(all.map((port) => [port.name, port])));
  const placing = (buffer: Stretch): Lodging => {
    const { array, offset } = byName[buffer.role === "input" ? 0 : 1]!.get(buffer.name)!;
    return { array, offset };
  };
  const lying: Lying = (buffer) =>
    buffer.role === "input" || buffer.role === "output" ? placing(buffer) : null;
  const fused = fuseLoops(emit(wanted, outputs, schedule(values, new Set(whole))));
  const lines = rollUp(fused, lying, request.asIs);
  const memory = planMemory(lines, points, placing);
  const program = rollLayers(lines, memory);
  const { precision = "f64" } = request;
  const lengths = [memory.heap, ...ports.lengths];
  const made =
    request.backEnd === "wasm" ? compileWasm(program, memory, lengths, precision) : undefined;
  const [wasm, failure] = typeof made === "string" ? [undefined, made] : [made, undefined];
  const arrays = wasm?.arrays ?? lengths.map(precision === "f32" ? single : double);
  for (const { id, entries } of program.buffers) {
    if (entries !== undefined) arrays[packed.heap]!.set(entries, memory.lodgings[id]!.offset);
  }
  const [run, backEnd] = wasm
    ? [wasm.run, "wasm" as const]
    : runnable(program, memory, request.backEnd === "wasm" ? undefined : request.backEnd);
  const [ins, outs] = ports.all as [Port[], Port[]];
  const told = failure === undefined ? {} : { failure };
  return { program, memory, inputs: ins, outputs: outs, arrays, points, backEnd, ...told, run };
}

const double = (length: number): Entries => new Float64Array(length);
const single = (length: number): Entries => new Float32Array(length);

function runnable(program: Program, memory: Memory, asked: BackEnd | undefined): [Run, BackEnd] {
  if (asked !== "interpreter") {
    try {
      return [compileScript(program, memory), "script"];
    } catch (error) {
      // a content policy forbids code from text
      if (asked === "script" || !(error instanceof EvalError)) throw error;
    }
  }
  return [interpret(program, memory), "interpreter"];
}

/** Gives inputs and outputs their arrays. */
function portsOf(
  groups: readonly (readonly Pick<Port, "name" | "shape" | "varies">[])[],
  points: number,
): { readonly all: readonly Port[][]; readonly lengths: readonly number[] } {
  const lengths = groups.map(() => 0);
  const all = groups.map((group, kind) =>
    group.map(({ name, shape, varies: isVarying }): Port => {
      const size = entryCount(shape);
      if (isVarying) {
        lengths.push(size * points);
        return { name, shape, varies: true, size, offset: 0, array: lengths.length };
      }
      const offset = lengths[kind]!;
      lengths[kind] = offset + size;
      return { name, shape, varies: false, size, offset, array: kind + packed.inputs };
    }),
  );
  return { all, lengths };
}

/** The arrays of the roots: entry by entry for small problems, else whole. */
function arraysOf(
  request: CompileRequest,
): { wanted: readonly Wanted[]; outputs: readonly (readonly Extent[])[] } | Refusal {
  const { roots, varying, sizes = new Map() } = request;
  const entrywise = takenApart(request);
  if (entrywise !== null) {
    const lowered = lower({ ...entrywise, ...(varying ? { varying } : {}), sizes });
    if (!("reason" in lowered)) {
      const values = sharePowers(lowered.roots, request.backEnd === "wasm");
      const outputs: (readonly Extent[])[] = [];
      const wanted = values.map((value, k): Wanted => {
        const { output, entry, shape } = entrywise.places[k]!;
        const isVarying = varies(value.shape) || varies(outputs[output] ?? []);
        outputs[output] = [...(isVarying ? ["points" as const] : []), ...shape];
        return { value, output, entry };
      });
      return { wanted, outputs };
    }
  }
  const lowered = lower({ roots, ...(varying ? { varying } : {}), sizes });
  if ("reason" in lowered) return lowered;
  const values = sharePowers(lowered.roots, request.backEnd === "wasm");
  return {
    wanted: values.map((value, output) => ({ value, output })),
    outputs: values.map(({ shape }) => shape),
  };
}

/** Scalars that a problem taken apart may have, and steps that taking it apart may need. */
const smallProblem = 1_500;
const smallWork = 40_000;

/** The roots and inputs entry by entry; null where that would be long, or is not possible. */
function takenApart(request: CompileRequest) {
  const { arena, roots, inputs, sizes = new Map(), takeApart } = request;
  if (takeApart === false) return null;
  const nodes = roots.map(({ node }) => node);
  // of a large gradient, what is wanted is too much by itself
  const isScalar = nodes.every(({ shape }) => shape.length === 0);
  if (!isScalar && !isSmall([...new Set(nodes)], sizes)) return null;
  const order = reachable(nodes);
  if (order.every(({ shape }) => shape.length === 0)) {
    const places = roots.map((_, output) => ({ output, entry: 0, shape: [] }));
    return { roots, places, entries: new Map<string, EntryOf>() };
  }
  if (!isSmall(order, sizes)) return null;
  const entries = new Map<string, EntryOf>();
  const values = new Map<string, Tensor<Node>>();
  const named = roots.flatMap(({ as }) => (as === undefined ? [] : [as]));
  for (const variable of [...inputs, ...named]) {
    const shape = concreteShape(variable.shape, sizes);
    if (shape === undefined) return null;
    if (shape.length === 0) {
      values.set(variable.data, { shape, entries: [variable] });
      continue;
    }
    const all = Array.from({ length: entryCount(shape) }, (_, k) => {
      const name = `${variable.data}\0${k}`;
      entries.set(name, { variable, at: indicesAt(k, shape).map((index) => index - 1) });
      return arena.variable(name);
    });
    values.set(variable.data, { shape, entries: all });
  }
  const budget = smallWork;
  const found = evaluateRoots(nodes, symbolicField(arena), values, sizes, { budget });
  if (found.some((tensor) => tensor === undefined)) return null;
  const parts: Root[] = [];
  const places: { output: number; entry: number; shape: readonly number[] }[] = [];
  for (const [output, tensor] of found.entries()) {
    for (const [entry, node] of tensor!.entries.entries()) {
      const { as, isTotal = false } = roots[output]!;
      const name = as && (values.get(as.data)!.entries[entry] as Node<"variable">);
      parts.push({ node, isTotal, ...(name ? { as: name } : {}) });
      places.push({ output, entry, shape: tensor!.shape });
    }
  }
  if (reachable(parts.map(({ node }) => node)).length > 4 * smallProblem) return null;
  return { roots: parts, places, entries };
}

function isSmall(order: readonly Node[], sizes: Sizes): boolean {
  let count = 0;
  for (const node of order) {
    if (node.op === "indicator") continue;
    const shape = concreteShape(isKind(node, "contraction") ? node.data.sizes : node.shape, sizes);
    if (shape === undefined) return false;
    count += entryCount(shape);
    if (count > smallProblem) return false;
  }
  return true;
}

/** Entries that an array of a call must have for so many points. */
export function lengthOf(port: Port, points: number): number {
  return port.size * (port.varies ? points : 1);
}
