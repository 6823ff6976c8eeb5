/**
 * @file The interpreter: the loop program as closures over arrays, for places where a content
 * policy forbids code made from text. The same statements in the same order, so the results are
 * those of the JavaScript back end to the bit.
 */
import type { Affine, Extent, Reduction } from "./array.ts";
import type { Run } from "./javascript.ts";
import type { Bound, Matrix, Operand, Place, Program, Statement } from "./loops.ts";
import type { Memory } from "./memory.ts";
import { primitives } from "./primitive.ts";
import { type Entries, multiplyMatrices, type Strided } from "./product.ts";
import { runRoutineOn } from "./routine.ts";

type Step = () => void;

/** A program that is interpreted. */
export function interpret(program: Program, memory: Memory): Run {
  const state: State = {
    registers: new Float64Array(program.registers),
    loops: new Int32Array(2 + largestLabel(program.body)),
    arrays: [],
    points: 0,
  };
  const steps = new Compiler(program, memory, state).block(program.body);
  return (points, arrays) => {
    state.points = points;
    state.arrays = arrays;
    steps();
  };
}

interface State {
  readonly registers: Float64Array;
  /** The index of each loop, by its label + 1. */
  readonly loops: Int32Array;
  arrays: readonly Entries[];
  points: number;
}

function largestLabel(body: readonly Statement[]): number {
  let largest = 0;
  for (const s of body) {
    if (s.kind === "loop") largest = Math.max(largest, s.label);
    if (s.kind === "loop" || s.kind === "when") largest = Math.max(largest, largestLabel(s.body));
  }
  return largest;
}

const combine: Readonly<Record<Reduction, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  max: Math.max,
  min: Math.min,
};

class Compiler {
  private readonly program: Program;
  private readonly memory: Memory;
  private readonly state: State;

  constructor(program: Program, memory: Memory, state: State) {
    this.program = program;
    this.memory = memory;
    this.state = state;
  }

  block(body: readonly Statement[]): Step {
    const steps = body.map((statement) => this.step(statement));
    return () => {
      for (const step of steps) step();
    };
  }

  private form({ terms, offset }: Affine): () => number {
    const { loops } = this.state;
    if (terms.length === 0) return () => offset;
    return () => {
      let sum = offset;
      for (const [label, c] of terms) sum += c * loops[label + 1]!;
      return sum;
    };
  }

  private operand(operand: Operand): () => number {
    const { state } = this;
    if (operand.kind === "points") return () => state.points;
    if (operand.kind === "number") return () => operand.value;
    const { id } = operand;
    return () => state.registers[id]!;
  }

  private place({ buffer, at }: Place): { array: number; index: () => number } {
    const { array, offset } = this.memory.lodgings[buffer]!;
    return { array, index: this.form({ terms: at.terms, offset: at.offset + offset }) };
  }

  private bound(bound: Bound, isUpper: boolean): () => number {
    const { state } = this;
    if (bound === "points") return () => state.points - 1;
    const form = this.form(bound.form);
    const round = isUpper ? Math.floor : Math.ceil;
    return bound.by === 1 ? form : () => round(form() / bound.by);
  }

  private extent(extent: Extent): () => number {
    return extent === "points" ? () => this.state.points : () => extent;
  }

  private step(s: Statement): Step {
    const { state } = this;
    const { registers } = state;
    switch (s.kind) {
      case "let": {
        const { value } = primitives[s.primitive];
        const args = s.args.map((arg) => this.operand(arg));
        const [a, b, c] = args;
        if (args.length === 1) {
          return () => {
            registers[s.to] = value(a!());
          };
        }
        if (args.length === 2) {
          return () => {
            registers[s.to] = value(a!(), b!());
          };
        }
        return () => {
          registers[s.to] = value(a!(), b!(), c!());
        };
      }
      case "load": {
        const { array, index } = this.place(s.from);
        return () => {
          registers[s.to] = state.arrays[array]![index()]!;
        };
      }
      case "store": {
        const { array, index } = this.place(s.to);
        const from = this.operand(s.from);
        return () => {
          state.arrays[array]![index()] = from();
        };
      }
      case "begin":
        return () => {
          registers[s.to] = s.value;
        };
      case "set": {
        const from = this.operand(s.from);
        return () => {
          registers[s.to] = from();
        };
      }
      case "fold": {
        const [by, from] = [combine[s.by], this.operand(s.from)];
        return () => {
          registers[s.to] = by(registers[s.to]!, from());
        };
      }
      case "accumulate": {
        const { array, index } = this.place(s.to);
        const [by, from] = [combine[s.by], this.operand(s.from)];
        return () => {
          const at = index();
          state.arrays[array]![at] = by(state.arrays[array]![at]!, from());
        };
      }
      case "fill":
        return this.fill(s.to, s.value);
      case "loop":
        return this.loop(s);
      case "when":
        return this.when(s);
      case "product":
        return this.product(s);
      case "routine":
        return () => runRoutineOn(s, this.program, this.memory, state.arrays);
    }
  }

  private fill(to: Place, value: number): Step {
    const { array, index } = this.place(to);
    const extents = this.program.buffers[to.buffer]!.shape.map((extent) => this.extent(extent));
    return () => {
      const size = extents.reduce((product, extent) => product * extent(), 1);
      const from = index();
      this.state.arrays[array]!.fill(value, from, from + size);
    };
  }

  private loop(s: Extract<Statement, { kind: "loop" }>): Step {
    const lows = s.from.map((bound) => this.bound(bound, false));
    const highs = s.to.map((bound) => this.bound(bound, true));
    const body = this.block(s.body);
    const { loops } = this.state;
    const at = s.label + 1;
    return () => {
      const from = Math.max(...lows.map((low) => low()));
      const to = Math.min(...highs.map((high) => high()));
      for (let i = from; i <= to; i++) {
        loops[at] = i;
        body();
      }
    };
  }

  private when(s: Extract<Statement, { kind: "when" }>): Step {
    const tests = s.conditions.map(({ form, sign }) => {
      const value = this.form(form);
      if (sign === "=") return () => value() === 0;
      if (sign === "!=") return () => value() !== 0;
      return sign === "<" ? () => value() < 0 : () => value() <= 0;
    });
    const body = this.block(s.body);
    return () => {
      if (tests.every((test) => test())) body();
    };
  }

  private product(s: Extract<Statement, { kind: "product" }>): Step {
    const [a, b, c] = [s.a, s.b, s.c].map((matrix) => this.matrix(matrix));
    const [m, k, n] = [s.rows, s.inner, s.columns].map((extent) => this.extent(extent));
    return () => multiplyMatrices(a!(), b!(), c!(), [m!(), k!(), n!()]);
  }

  private matrix({ place, row, column }: Matrix): () => Strided {
    const { array, index } = this.place(place);
    return () => ({ entries: this.state.arrays[array]!, offset: index(), row, column });
  }
}
