/**
 * @file The loop program: what a back end runs. Loops over indices, and in them loads, primitives
 * on registers, and stores; beside them matrix products and routines as single statements. All
 * indices count from 0, and an address is an affine form in the loops around it.
 *
 * `printProgram` writes it, shapes and all; tests read that.
 */
import type { Node } from "../expression/index.ts";
import { type Affine, type Extent, point, type Reduction } from "./array.ts";
import type { PrimitiveName } from "./primitive.ts";

/** A stretch of memory that holds one array, row by row. */
export interface Stretch {
  readonly id: number;
  readonly role: "input" | "output" | "constant" | "temporary";
  /** The input's name, the output's number, or nothing. */
  readonly name: string;
  readonly shape: readonly Extent[];
  /** The numbers of a constant. */
  readonly entries?: readonly number[];
}

/** A register's number; a number known now; or how many points there are. */
export type Operand =
  | { readonly kind: "register"; readonly id: number }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "points" };

/** The entry of a buffer at an affine address over loop labels. */
export interface Place {
  readonly buffer: number;
  readonly at: Affine;
}

/** ⌈form/by⌉ as a lower end, ⌊form/by⌋ + 1 as an upper one; `points` has no form. */
export type Bound = { readonly form: Affine; readonly by: number } | "points";

/** A matrix in memory: where its first entry lies, and how far apart rows and columns do. */
export interface Matrix {
  readonly place: Place;
  readonly row: number;
  readonly column: number;
}

export type Statement =
  | {
      readonly kind: "let";
      readonly to: number;
      readonly primitive: PrimitiveName;
      readonly args: readonly Operand[];
    }
  | { readonly kind: "load"; readonly to: number; readonly from: Place }
  | { readonly kind: "store"; readonly to: Place; readonly from: Operand }
  /** A register that changes, and what it starts with. */
  | { readonly kind: "begin"; readonly to: number; readonly value: number }
  /** A register that was begun takes another value. */
  | { readonly kind: "set"; readonly to: number; readonly from: Operand }
  /** to = to ⊕ from. */
  | { readonly kind: "fold"; readonly to: number; readonly by: Reduction; readonly from: Operand }
  /** The entry ⊕ from. */
  | {
      readonly kind: "accumulate";
      readonly to: Place;
      readonly by: Reduction;
      readonly from: Operand;
    }
  /** As many entries as a buffer has are set, from a place on. */
  | { readonly kind: "fill"; readonly to: Place; readonly value: number }
  | Loop
  /** The body where all forms are as their signs say. */
  | {
      readonly kind: "when";
      readonly conditions: readonly {
        readonly form: Affine;
        readonly sign: "=" | "!=" | "<" | "<=";
      }[];
      readonly body: readonly Statement[];
    }
  /** C = A B: [rows, columns] = [rows, inner]·[inner, columns]. */
  | {
      readonly kind: "product";
      readonly a: Matrix;
      readonly b: Matrix;
      readonly c: Matrix;
      readonly rows: Extent;
      readonly inner: Extent;
      readonly columns: Extent;
    }
  /** An operation that is run by its page, over whole buffers. */
  | {
      readonly kind: "routine";
      readonly node: Node;
      readonly args: readonly number[];
      readonly to: number;
    };

export interface Loop {
  readonly kind: "loop";
  readonly label: number;
  /** The largest of these is the first index, the least the last. */
  readonly from: readonly Bound[];
  readonly to: readonly Bound[];
  /** Whether a turn needs what turns before it have made, in ways that buffers do not tell. */
  readonly inOrder?: true;
  readonly body: readonly Statement[];
}

export interface Program {
  readonly buffers: readonly Stretch[];
  readonly body: readonly Statement[];
  /** How many registers there are. */
  readonly registers: number;
}

/** The entries between neighbours on each axis, row by row. */
export function stridesOf(shape: readonly Extent[]): number[] {
  const strides: number[] = shape.map(() => 1);
  for (let axis = shape.length - 1; axis > 0; axis--) {
    // the axis of the points is the first
    strides[axis - 1] = strides[axis]! * (shape[axis] as number);
  }
  return strides;
}

/** The entries of an array at one point. */
export function sizeOf(shape: readonly Extent[]): number {
  let size = 1;
  for (const extent of shape) if (extent !== "points") size *= extent;
  return size;
}

/** The first label that no loop in these statements has. */
export function nextLabel(body: readonly Statement[]): number {
  let free = 0;
  for (const s of body) {
    if (s.kind === "loop") free = Math.max(free, s.label + 1);
    if (s.kind === "loop" || s.kind === "when") free = Math.max(free, nextLabel(s.body));
  }
  return free;
}

const nameOf = (label: number) => (label === point ? "p" : `i${label}`);

function formText({ terms, offset }: Affine): string {
  const parts = terms.map(([label, c]) => (c === 1 ? nameOf(label) : `${c} ${nameOf(label)}`));
  if (offset !== 0 || parts.length === 0) parts.push(`${offset}`);
  return parts.join(" + ").replace(/\+ -/g, "- ");
}

function operandText(operand: Operand): string {
  if (operand.kind === "register") return `r${operand.id}`;
  return operand.kind === "points" ? "points" : `${operand.value}`;
}

function boundText(bound: Bound): string {
  if (bound === "points") return "points - 1";
  return bound.by === 1 ? formText(bound.form) : `(${formText(bound.form)})/${bound.by}`;
}

/** The program as text, a statement a line, loops indented. */
export function printProgram(program: Program): string {
  const nameOfBuffer = (id: number) => {
    const { role, name } = program.buffers[id]!;
    return role === "input" ? name : role === "output" ? `out${name}` : `${role[0]}${id}`;
  };
  const place = ({ buffer, at }: Place) => `${nameOfBuffer(buffer)}[${formText(at)}]`;
  const matrix = ({ place: at, row, column }: Matrix) => `${place(at)}(${row}, ${column})`;
  const lines: string[] = program.buffers.map(({ id, role, shape }) => {
    return `${role} ${nameOfBuffer(id)}: [${shape.join(", ")}]`;
  });
  const write = (body: readonly Statement[], margin: string): void => {
    for (const statement of body) {
      lines.push(margin + line(statement));
      if (statement.kind === "loop" || statement.kind === "when")
        write(statement.body, `${margin}  `);
    }
  };
  const line = (s: Statement): string => {
    switch (s.kind) {
      case "let":
        return `r${s.to} = ${s.primitive} ${s.args.map(operandText).join(" ")}`;
      case "load":
        return `r${s.to} = ${place(s.from)}`;
      case "store":
        return `${place(s.to)} = ${operandText(s.from)}`;
      case "begin":
        return `r${s.to} := ${s.value}`;
      case "set":
        return `r${s.to} := ${operandText(s.from)}`;
      case "fold":
        return `r${s.to} := r${s.to} ${s.by} ${operandText(s.from)}`;
      case "accumulate":
        return `${place(s.to)} := ${s.by} ${operandText(s.from)}`;
      case "fill":
        return `${place(s.to).replace(/0?\]$/, "…]")} = ${s.value}`;
      case "loop": {
        const [from, to] = [s.from.map(boundText).join(", "), s.to.map(boundText).join(", ")];
        return `for ${nameOf(s.label)} = ${from} … ${to}${s.inOrder ? ", in order" : ""}`;
      }
      case "when":
        return `when ${s.conditions.map(({ form, sign }) => `${formText(form)} ${sign} 0`).join(", ")}`;
      case "product":
        return `${matrix(s.c)} = ${matrix(s.a)} ${matrix(s.b)}  [${s.rows}, ${s.inner}, ${s.columns}]`;
      case "routine":
        return `${nameOfBuffer(s.to)} = ${s.node.op} ${s.args.map(nameOfBuffer).join(" ")}`;
    }
  };
  write(program.body, "");
  return lines.join("\n");
}
