/**
 * @file What statements of a loop program do: the entries that they read and write, and the
 * registers that they set and use.
 */
import type { Affine } from "./array.ts";
import type { Loop, Operand, Place, Statement } from "./loops.ts";

/** Label → the largest index; from 0. */
export type Ranges = ReadonlyMap<number, number>;

/** The largest index that any turn of a loop has. */
function largestIndex(loop: Loop): number {
  for (const to of loop.to)
    if (to !== "points" && to.form.terms.length === 0) return to.form.offset;
  return Number.POSITIVE_INFINITY;
}

/** What a statement does to memory and registers. */
export interface Effects {
  readonly reads: Touch[];
  readonly writes: Touch[];
  readonly defined: Set<number>;
  readonly used: Set<number>;
}

/** A touched entry; `at` is null where a whole buffer is meant. */
export interface Touch {
  readonly buffer: number;
  readonly at: Affine | null;
  readonly ranges: Ranges;
}

/** The effects of statements, inside of loops over these ranges. */
export function effectsOf(body: readonly Statement[], ranges: Ranges = new Map()): Effects {
  const effects: Effects = { reads: [], writes: [], defined: new Set(), used: new Set() };
  for (const statement of body) collect(statement, ranges, effects);
  return effects;
}

/** The effects of one statement, and the buffers in them. */
export interface OwnEffects extends Effects {
  readonly read: ReadonlySet<number>;
  readonly written: ReadonlySet<number>;
}

const known = new WeakMap<Ranges, WeakMap<Statement, OwnEffects>>();

/** The effects of a statement inside of these loops, worked out once. */
export function effectOf(statement: Statement, ranges: Ranges): OwnEffects {
  let own = known.get(ranges);
  if (own === undefined) {
    own = new WeakMap();
    known.set(ranges, own);
  }
  const found = own.get(statement);
  if (found !== undefined) return found;
  const effects = effectsOf([statement], ranges);
  const buffers = (touches: readonly Touch[]) => new Set(touches.map(({ buffer }) => buffer));
  const made = { ...effects, read: buffers(effects.reads), written: buffers(effects.writes) };
  own.set(statement, made);
  return made;
}

function collect(s: Statement, ranges: Ranges, into: Effects): void {
  const use = (operand: Operand) => {
    if (operand.kind === "register") into.used.add(operand.id);
  };
  const touch = ({ buffer, at }: Place): Touch => ({ buffer, at, ranges });
  const whole = (buffer: number): Touch => ({ buffer, at: null, ranges });
  switch (s.kind) {
    case "let":
      s.args.forEach(use);
      into.defined.add(s.to);
      break;
    case "load":
      into.reads.push(touch(s.from));
      into.defined.add(s.to);
      break;
    case "store":
      use(s.from);
      into.writes.push(touch(s.to));
      break;
    case "accumulate":
      use(s.from);
      into.reads.push(touch(s.to));
      into.writes.push(touch(s.to));
      break;
    case "begin":
      into.defined.add(s.to);
      break;
    case "fold":
    case "set":
      use(s.from);
      into.used.add(s.to);
      into.defined.add(s.to);
      break;
    case "fill":
      into.writes.push(whole(s.buffer));
      break;
    case "loop": {
      const inner = new Map(ranges).set(s.label, largestIndex(s));
      for (const statement of s.body) collect(statement, inner, into);
      break;
    }
    case "when":
      for (const statement of s.body) collect(statement, ranges, into);
      break;
    case "product":
      into.reads.push(whole(s.a.place.buffer), whole(s.b.place.buffer));
      into.writes.push(whole(s.c.place.buffer));
      break;
    case "routine":
      into.reads.push(...s.args.map(whole));
      into.writes.push(whole(s.to));
      break;
  }
}
