/**
 * @file What statements of a loop program do: the buffers that they read and write, and the
 * registers that they set and use.
 */
import type { Operand, Statement } from "./loops.ts";

/** What statements do to memory and registers. */
export interface Effects {
  /** Buffers, once for each time. */
  readonly reads: number[];
  readonly writes: number[];
  readonly defined: Set<number>;
  readonly used: Set<number>;
}

/** The effects of statements and of all inside them. */
export function effectsOf(body: readonly Statement[]): Effects {
  const effects: Effects = { reads: [], writes: [], defined: new Set(), used: new Set() };
  for (const statement of body) collect(statement, effects);
  return effects;
}

function collect(s: Statement, into: Effects): void {
  const use = (operand: Operand) => {
    if (operand.kind === "register") into.used.add(operand.id);
  };
  switch (s.kind) {
    case "let":
      s.args.forEach(use);
      into.defined.add(s.to);
      break;
    case "load":
      into.reads.push(s.from.buffer);
      into.defined.add(s.to);
      break;
    case "store":
      use(s.from);
      into.writes.push(s.to.buffer);
      break;
    case "accumulate":
      use(s.from);
      into.reads.push(s.to.buffer);
      into.writes.push(s.to.buffer);
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
      into.writes.push(s.to.buffer);
      break;
    case "loop":
    case "when":
      for (const statement of s.body) collect(statement, into);
      break;
    case "product":
      into.reads.push(s.a.place.buffer, s.b.place.buffer);
      into.writes.push(s.c.place.buffer);
      break;
    case "routine":
      for (const arg of s.args) into.reads.push(arg);
      into.writes.push(s.to);
      break;
  }
}
