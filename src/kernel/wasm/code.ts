/**
 * @file WebAssembly code as trees: an instruction over the instructions that make its operands.
 *
 * A tree is written in post-order, which is the binary format of an expression, and printed folded,
 * as WebAssembly's text format is. A tree that stands in two places is computed twice; what is
 * used more than once gets a local (`Body.let` in `assembler.ts`).
 */
import {
  type Lane,
  lane,
  type Memory,
  memory,
  type Plain,
  plain,
  typeCodes,
  type ValueType,
} from "./opcodes.ts";

/** A local variable of one function; parameters come first. */
export interface Local {
  readonly name: () => string;
  readonly type: ValueType;
  readonly index: number;
}

/** What a call refers to: a function that is imported or defined. */
export interface Callee {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A place to which branches lead: behind a block, or the head of a loop. */
export interface Label {
  readonly name: string;
}

/** An instruction and its operands. */
export interface Instruction {
  readonly kind: "instruction";
  /** As printed, immediates included: `f64x2.extract_lane 1`. */
  readonly text: () => string;
  /** Whether it only reads a local or is a constant. */
  readonly isAtom: boolean;
  readonly type: ValueType | null;
  readonly operands: readonly Code[];
  /** Opcode and immediates; calls and branches know them only when the module is written. */
  readonly bytes: readonly number[] | Callee | Label;
}

/** Structured control; of the kinds only `if` has a condition and another side. */
export interface Structure {
  readonly kind: "block" | "loop" | "if";
  readonly label: Label;
  readonly condition: Code | null;
  readonly body: readonly Code[];
  readonly otherwise: readonly Code[];
}

export type Code = Instruction | Structure;

/** An unsigned integer in LEB128, seven bits a byte, lowest first. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/** A signed integer in LEB128; the last byte's bit 6 is the sign. */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** An opcode as the table writes it, with the bytes of its prefix. */
export function opcode(code: number): number[] {
  return code > 0xff ? [code >> 12, ...unsigned(code & 0xfff)] : [code];
}

const instruction = (
  text: () => string,
  type: ValueType | null,
  operands: readonly Code[],
  bytes: Instruction["bytes"],
  isAtom = false,
): Instruction => ({ kind: "instruction", text, isAtom, type, operands, bytes });

/** What is made of a key, made once. */
function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K | "-0", V>();
  return (key) => {
    const own = Object.is(key, -0) ? "-0" : key;
    let found = known.get(own);
    if (found === undefined) {
      if (known.size >= mostKept) known.clear();
      found = make(key);
      known.set(own, found);
    }
    return found;
  };
}

const mostKept = 4_096;

/** An instruction without immediates. */
export function op(name: Plain, ...operands: readonly Code[]): Instruction {
  const { type, text, bytes } = plainly(name);
  return instruction(text, type, operands, bytes);
}

const plainly = kept((name: Plain) => {
  const { code, type } = plain[name];
  return { type: type as ValueType | null, text: () => name as string, bytes: opcode(code) };
});

/** b ? x : y, by a condition that is an i32. */
export function select(x: Code, y: Code, condition: Code): Instruction {
  const type = typeOf(x);
  if (type === "v128") {
    const bytes = [0x1c, 1, typeCodes.v128];
    return instruction(() => "select (result v128)", type, [x, y, condition], bytes);
  }
  return instruction(() => "select", type, [x, y, condition], [0x1b]);
}

/** A load, or a store with the value as last operand, at `address` + offset bytes. */
export function at(name: Memory, offset: number, ...operands: readonly Code[]): Instruction {
  const { code, type, width } = memory[name];
  const bytes = [...opcode(code), Math.log2(Math.min(width, 8)), ...unsigned(offset)];
  const text = () => (offset === 0 ? name : `${name} offset=${offset}`);
  return instruction(text, type, operands, bytes);
}

/** An instruction on lane `index`; those that touch memory have an offset too. */
export function onLane(
  name: Lane,
  index: number,
  operands: readonly Code[],
  offset = 0,
): Instruction {
  const { code, type, width } = lane[name];
  const place = width === 0 ? [] : [Math.log2(width), ...unsigned(offset)];
  const text = () => (offset === 0 ? `${name} ${index}` : `${name} offset=${offset} ${index}`);
  return instruction(text, type, operands, [...opcode(code), ...place, index]);
}

/** The bytes `order` of two vectors laid one after the other. */
export function shuffle(x: Code, y: Code, order: readonly number[]): Instruction {
  const bytes = [...opcode(0xfd00d), ...order];
  return instruction(() => `i8x16.shuffle ${order.join(" ")}`, "v128", [x, y], bytes);
}

/** Lanes of 4 or 8 bytes of two vectors laid one after the other. */
export function shuffleLanes(x: Code, y: Code, lanes: readonly number[]): Instruction {
  const width = 16 / lanes.length;
  const order = lanes.flatMap((k) => Array.from({ length: width }, (_, byte) => k * width + byte));
  return shuffle(x, y, order);
}

const constant = (text: () => string, type: ValueType, bytes: readonly number[]): Instruction =>
  instruction(text, type, [], bytes, true);

export const i32 = kept((value: number): Instruction => {
  return constant(() => `i32.const ${value}`, "i32", [0x41, ...signed(BigInt(value))]);
});

export const i64 = (value: bigint): Instruction => {
  const bytes = [0x42, ...signed(BigInt.asIntN(64, value))];
  return constant(() => `i64.const ${value}`, "i64", bytes);
};

const bytesOf = (array: Float64Array | Float32Array | BigUint64Array | Uint32Array): number[] => {
  return [...new Uint8Array(array.buffer)];
};

export const f64 = (value: number): Instruction => {
  const bytes = [0x44, ...bytesOf(Float64Array.of(value))];
  return constant(() => `f64.const ${spell(value)}`, "f64", bytes);
};

export const f32 = (value: number): Instruction => {
  const bytes = [0x43, ...bytesOf(Float32Array.of(value))];
  return constant(() => `f32.const ${spell(value)}`, "f32", bytes);
};

const spell = (value: number) => (Object.is(value, -0) ? "-0" : `${value}`);

const vector = (text: () => string, array: Parameters<typeof bytesOf>[0]): Instruction => {
  return constant(() => `v128.const ${text()}`, "v128", [...opcode(0xfd00c), ...bytesOf(array)]);
};

/** A constant in both lanes. */
export const f64x2 = kept((value: number): Instruction => {
  return vector(() => `f64x2 ${spell(value)}`, Float64Array.of(value, value));
});

/** A constant in all four lanes, rounded to a single. */
export const f32x4 = kept((value: number): Instruction => {
  return vector(() => `f32x4 ${spell(value)}`, Float32Array.of(value, value, value, value));
});

/** Numbers lane by lane: two doubles or four singles. */
export const vectorOf = (lanes: readonly number[]): Instruction => {
  const array = lanes.length === 2 ? Float64Array.from(lanes) : Float32Array.from(lanes);
  return vector(() => `f${lanes.length === 2 ? "64x2" : "32x4"} ${lanes.join(" ")}`, array);
};

export const i64x2 = kept((bits: bigint): Instruction => {
  return vector(() => `i64x2 0x${bits.toString(16)}`, BigUint64Array.of(bits, bits));
});

export const i32x4 = kept((bits: number): Instruction => {
  const text = () => `i32x4 0x${(bits >>> 0).toString(16)}`;
  return vector(text, Uint32Array.of(bits, bits, bits, bits));
});

export const get = (local: Local): Instruction => {
  const bytes = [0x20, ...unsigned(local.index)];
  return instruction(() => `$${local.name()}`, local.type, [], bytes, true);
};

export const set = (local: Local, value: Code): Instruction => {
  const bytes = [0x21, ...unsigned(local.index)];
  return instruction(() => `set $${local.name()}`, null, [value], bytes);
};

/** Sets a local and leaves its value. */
export const tee = (local: Local, value: Code): Instruction => {
  const bytes = [0x22, ...unsigned(local.index)];
  return instruction(() => `tee $${local.name()}`, local.type, [value], bytes);
};

export const call = (callee: Callee, ...operands: readonly Code[]): Instruction => {
  return instruction(() => `call $${callee.name}`, callee.results[0] ?? null, operands, callee);
};

/** A branch to a label: always, or by an i32 that is not 0. */
export const branch = (label: Label, condition?: Code): Instruction => {
  const operands = condition === undefined ? [] : [condition];
  const text = () => `${condition ? "br_if" : "br"} $${label.name}`;
  return instruction(text, null, operands, label);
};

/** memory.copy of n bytes. */
export const copy = (to: Code, from: Code, n: Code): Instruction => {
  return instruction(() => "memory.copy", null, [to, from, n], [0xfc, 10, 0, 0]);
};

/** memory.fill of n bytes with a value. */
export const fill = (to: Code, value: Code, n: Code): Instruction => {
  return instruction(() => "memory.fill", null, [to, value, n], [0xfc, 11, 0]);
};

/** The type that a tree leaves on the stack; structures leave none. */
export const typeOf = (code: Code): ValueType | null => {
  return code.kind === "instruction" ? code.type : null;
};

/** Whether a tree may stand in several places: it only reads a local or is a constant. */
export function isAtom(code: Code): boolean {
  return code.kind === "instruction" && code.isAtom;
}
