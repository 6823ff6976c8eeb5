/**
 * @file The JavaScript back end: the loop program as the text of one function over typed arrays,
 * made by `new Function`. The engine's own compiler does the rest, as for a loop written by hand.
 *
 * An engine optimises no function of very many statements. Straight-line code beyond `longest` is
 * cut into pieces; what one piece needs of another goes through an array.
 */
import { erfcDouble, erfDouble, realPower } from "../expression/index.ts";
import { type Affine, type Extent, point, type Reduction } from "./array.ts";
import { effectsOf } from "./effects.ts";
import type { Bound, Matrix, Operand, Place, Program, Statement } from "./loops.ts";
import type { Memory } from "./memory.ts";
import { type PrimitiveName, primitives } from "./primitive.ts";
import { type Entries, multiplyMatrices } from "./product.ts";
import { runRoutineOn } from "./routine.ts";

/** A compiled program: computes for so many points, over the heap and the caller's arrays. */
export type Run = (points: number, arrays: readonly Entries[]) => void;

/** Statements of a piece of straight-line code. */
const longest = 250;

/** Compiles a program; throws where the surroundings forbid code from text. */
export function compileScript(program: Program, memory: Memory): Run {
  const writer = new ScriptWriter(program, memory);
  const text = writer.text();
  const make = new Function("erf", "erfc", "realPower", "product", "routine", "spill", text);
  return make(
    erfDouble,
    erfcDouble,
    realPower,
    productFunction,
    (k: number, arrays: readonly Entries[]) => writer.runRoutine(k, arrays),
    new Float64Array(writer.spilled),
  ) as Run;
}

/** The text that `compileScript` compiles, for those who want to read it. */
export function scriptOf(program: Program, memory: Memory): string {
  return new ScriptWriter(program, memory).text();
}

function productFunction(
  x: Entries,
  [xo, xr, xc]: readonly [number, number, number],
  y: Entries,
  [yo, yr, yc]: readonly [number, number, number],
  z: Entries,
  [zo, zr, zc]: readonly [number, number, number],
  extents: readonly [number, number, number],
): void {
  multiplyMatrices(
    { entries: x, offset: xo, row: xr, column: xc },
    { entries: y, offset: yo, row: yr, column: yc },
    { entries: z, offset: zo, row: zr, column: zc },
    extents,
  );
}

const loopName = (label: number) => (label === point ? "p" : `i${label}`);

function numberText(x: number): string {
  const text = Object.is(x, -0) ? "-0" : `${x}`;
  return text.startsWith("-") ? `(${text})` : text;
}

function operandText(operand: Operand): string {
  if (operand.kind === "register") return `r${operand.id}`;
  return operand.kind === "points" ? "points" : numberText(operand.value);
}

/** An affine form, shifted. */
function formText({ terms, offset }: Affine, shift = 0): string {
  const parts = terms.map(([label, c]) => {
    return c === 1 ? loopName(label) : `${loopName(label)} * ${numberText(c)}`;
  });
  const rest = offset + shift;
  if (rest !== 0 || parts.length === 0) parts.push(numberText(rest));
  return parts.join(" + ");
}

const extentText = (extent: Extent) => (extent === "points" ? "points" : `${extent}`);

const folds: Readonly<Record<Reduction, (a: string, b: string) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  multiply: (a, b) => `${a} * ${b}`,
  max: (a, b) => `Math.max(${a}, ${b})`,
  min: (a, b) => `Math.min(${a}, ${b})`,
};

function primitiveText(name: PrimitiveName, args: readonly string[]): string {
  const { script } = primitives[name];
  if (script !== undefined) return script(args[0]!, args[1]!, args[2]!);
  return `${name}(${args.join(", ")})`;
}

class ScriptWriter {
  private readonly program: Program;
  private readonly memory: Memory;
  private readonly routines: Extract<Statement, { kind: "routine" }>[] = [];
  private readonly pieces: string[] = [];
  private readonly spills = new Map<number, number>();

  constructor(program: Program, memory: Memory) {
    this.program = program;
    this.memory = memory;
  }

  get spilled(): number {
    return this.spills.size;
  }

  text(): string {
    const arrays = 1 + this.memory.lodgings.reduce((most, { array }) => Math.max(most, array), 0);
    const names = Array.from({ length: arrays }, (_, k) => `a${k}`);
    const body = this.isLong() ? this.cut(names) : this.block(this.program.body, "  ");
    return [
      ...this.pieces,
      "return function (points, arrays) {",
      ...names.map((name, k) => `  const ${name} = arrays[${k}];`),
      body,
      "};",
    ].join("\n");
  }

  private isLong(): boolean {
    return this.program.body.length > longest;
  }

  /** Straight-line code in pieces of their own; loops stand between them. */
  private cut(names: readonly string[]): string {
    const pieces: Statement[][] = [[]];
    for (const statement of this.program.body) {
      if (pieces.at(-1)!.length >= longest) pieces.push([]);
      pieces.at(-1)!.push(statement);
    }
    const effects = pieces.map((piece) => effectsOf(piece));
    const home = new Map<number, number>();
    for (const [k, { defined }] of effects.entries()) {
      for (const id of defined) if (!home.has(id)) home.set(id, k);
    }
    for (const [k, { used }] of effects.entries()) {
      for (const id of used) {
        if (home.get(id) !== k && !this.spills.has(id)) this.spills.set(id, this.spills.size);
      }
    }
    return pieces
      .map((piece, k) => {
        const { defined, used } = effects[k]!;
        const fetched = [...used].filter((id) => home.get(id) !== k);
        const lines = fetched.map((id) => `  let r${id} = spill[${this.spills.get(id)}];`);
        const back = [...defined]
          .filter((id) => this.spills.has(id))
          .map((id) => `  spill[${this.spills.get(id)}] = r${id};`);
        const parameters = ["points", "arrays", ...names].join(", ");
        const body = this.block(piece, "  ");
        this.pieces.push(
          [`function piece${k}(${parameters}) {`, ...lines, body, ...back, "}"].join("\n"),
        );
        return `  piece${k}(${parameters});`;
      })
      .join("\n");
  }

  private block(body: readonly Statement[], margin: string): string {
    return body.map((statement) => this.line(statement, margin)).join("\n");
  }

  private place({ buffer, at }: Place): string {
    const { array, offset } = this.memory.lodgings[buffer]!;
    return `a${array}[${formText(at, offset)}]`;
  }

  private bound(bound: Bound, isUpper: boolean): string {
    if (bound === "points") return "points - 1";
    if (bound.by === 1) return formText(bound.form);
    return `Math.${isUpper ? "floor" : "ceil"}((${formText(bound.form)}) / ${bound.by})`;
  }

  private line(s: Statement, margin: string): string {
    switch (s.kind) {
      case "let":
        return `${margin}const r${s.to} = ${primitiveText(s.primitive, s.args.map(operandText))};`;
      case "load":
        return `${margin}const r${s.to} = ${this.place(s.from)};`;
      case "store":
        return `${margin}${this.place(s.to)} = ${operandText(s.from)};`;
      case "begin":
        return `${margin}let r${s.to} = ${numberText(s.value)};`;
      case "set":
        return `${margin}r${s.to} = ${operandText(s.from)};`;
      case "fold":
        return `${margin}r${s.to} = ${folds[s.by](`r${s.to}`, operandText(s.from))};`;
      case "accumulate": {
        const place = this.place(s.to);
        return `${margin}${place} = ${folds[s.by](place, operandText(s.from))};`;
      }
      case "fill":
        return `${margin}${this.fill(s.to, s.value)}`;
      case "loop":
        return this.loop(s, margin);
      case "when": {
        const tests = s.conditions.map(({ form, sign }) => {
          return `${formText(form)} ${sign === "=" ? "===" : sign === "!=" ? "!==" : sign} 0`;
        });
        return `${margin}if (${tests.join(" && ")}) {\n${this.block(s.body, `${margin}  `)}\n${margin}}`;
      }
      case "product": {
        const args = [s.a, s.b, s.c].map((matrix) => this.matrix(matrix)).join(", ");
        const extents = [s.rows, s.inner, s.columns].map(extentText).join(", ");
        return `${margin}product(${args}, [${extents}]);`;
      }
      case "routine": {
        this.routines.push(s);
        return `${margin}routine(${this.routines.length - 1}, arrays);`;
      }
    }
  }

  private loop(s: Extract<Statement, { kind: "loop" }>, margin: string): string {
    const name = loopName(s.label);
    const lows = s.from.map((bound) => this.bound(bound, false));
    const highs = s.to.map((bound) => this.bound(bound, true));
    const from = lows.length === 1 ? lows[0]! : `Math.max(${lows.join(", ")})`;
    const to = highs.length === 1 ? highs[0]! : `Math.min(${highs.join(", ")})`;
    const end = `e${name}`;
    const head = `${margin}for (let ${name} = ${from}, ${end} = ${to}; ${name} <= ${end}; ${name}++) {`;
    return `${head}\n${this.block(s.body, `${margin}  `)}\n${margin}}`;
  }

  private fill({ buffer, at }: Place, value: number): string {
    const { array, offset } = this.memory.lodgings[buffer]!;
    const { shape } = this.program.buffers[buffer]!;
    const size = shape.map(extentText).join(" * ") || "1";
    const from = formText(at, offset);
    return `a${array}.fill(${numberText(value)}, ${from}, ${from} + ${size});`;
  }

  private matrix({ place, row, column }: Matrix): string {
    const { array, offset } = this.memory.lodgings[place.buffer]!;
    return `a${array}, [${formText(place.at, offset)}, ${row}, ${column}]`;
  }

  runRoutine(k: number, arrays: readonly Entries[]): void {
    runRoutineOn(this.routines[k]!, this.program, this.memory, arrays);
  }
}
