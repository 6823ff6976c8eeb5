/**
 * @file What statements of a loop program do: the buffers that they read and write, and the
 * registers that they set and use.
 */
import type { Operand, Statement } from "./loops.ts";

/** The registers that statements set and use. */
export interface Effects {
  readonly defined: Set<number>;
  readonly used: Set<number>;
}

/** Tells each buffer that statements read or write, and all inside them, as often as they do. */
function forEachBuffer(
  body: readonly Statement[],
  tell: (buffer: number, isWritten: boolean) => void,
): void {
  for (let k = 0; k < body.length; k++) forEachBufferOf(body[k]!, tell);
}

/** The same for one statement. */
export function forEachBufferOf(
  s: Statement,
  tell: (buffer: number, isWritten: boolean) => void,
): void {
  switch (s.kind) {
    case "load":
      tell(s.from.buffer, false);
      break;
    case "accumulate":
      tell(s.to.buffer, false);
      tell(s.to.buffer, true);
      break;
    case "store":
    case "fill":
      tell(s.to.buffer, true);
      break;
    case "loop":
    case "when":
      forEachBuffer(s.body, tell);
      break;
    case "product":
      tell(s.a.place.buffer, false);
      tell(s.b.place.buffer, false);
      tell(s.c.place.buffer, true);
      break;
    case "routine":
      for (const arg of s.args) tell(arg, false);
      tell(s.to, true);
      break;
  }
}

/** The registers of statements and of all inside them. */
export function effectsOf(body: readonly Statement[]): Effects {
  const effects: Effects = { defined: new Set(), used: new Set() };
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
      into.defined.add(s.to);
      break;
    case "store":
      use(s.from);
      break;
    case "accumulate":
      use(s.from);
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
    case "loop":
    case "when":
      for (const statement of s.body) collect(statement, into);
      break;
  }
}
