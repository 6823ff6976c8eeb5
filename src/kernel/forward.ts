/**
 * @file Loads that are not needed: of what has just been stored, or loaded, at the same address.
 * The register that it came from stands for it, unless the register or the buffer has changed.
 * What is still read is marked, so that stores into all else can go.
 */
import { forEachBufferOf } from "./effects.ts";
import type { Operand, Place, Statement } from "./loops.ts";
import { Places } from "./places.ts";

/** The statements without such loads; `read` gets a 1 for each buffer that they still read. */
export function forwarded(
  body: readonly Statement[],
  registers: number,
  read: Uint8Array,
): readonly Statement[] {
  return new Forwarding(body, registers, read).run();
}

/** What is known to lie at the addresses of each buffer, in one list of statements. */
class Known {
  private readonly around: Known | null;
  private readonly facts = new Places<{ readonly operand: Operand; readonly time: number }>();
  /** When buffers were last forgotten of which nothing is known that was known before. */
  private gone: Map<number, number> | undefined;
  private time = 0;
  /** Register that changes somewhere → the buffers at one of whose addresses it lies. */
  private homes: Map<number, Set<number>> | undefined;

  constructor(around: Known | null) {
    this.around = around;
  }

  at(place: Place): Operand | undefined {
    for (let list: Known | null = this; list !== null; list = list.around) {
      const fact = list.facts.get(place);
      const gone = list.gone?.get(place.buffer);
      if (fact !== undefined && !(fact.time < gone!)) return fact.operand;
      if (gone !== undefined) return undefined;
    }
    return undefined;
  }

  learn(place: Place, operand: Operand): void {
    this.facts.set(place, { operand, time: this.time });
  }

  /** A register that changes somewhere lies in a buffer. */
  learnHome(register: number, buffer: number): void {
    this.homes ??= new Map();
    const homes = this.homes.get(register);
    if (homes === undefined) this.homes.set(register, new Set([buffer]));
    else homes.add(buffer);
  }

  forget(buffer: number): void {
    this.gone ??= new Map();
    this.gone.set(buffer, ++this.time);
  }

  /** Forgets the buffers at one of whose addresses a register was known to lie. */
  forgetRegister(id: number): void {
    for (let list: Known | null = this; list !== null; list = list.around) {
      for (const buffer of list.homes?.get(id) ?? []) this.forget(buffer);
    }
  }

  /** Forgets what statements change. */
  forgetChanges(body: readonly Statement[]): void {
    for (let k = 0; k < body.length; k++) {
      const s = body[k]!;
      switch (s.kind) {
        case "store":
        case "accumulate":
        case "fill":
          this.forget(s.to.buffer);
          break;
        case "fold":
        case "set":
          this.forgetRegister(s.to);
          break;
        case "product":
          this.forget(s.c.place.buffer);
          break;
        case "routine":
          this.forget(s.to);
          break;
        case "loop":
        case "when":
          this.forgetChanges(s.body);
      }
    }
  }
}

/** The number of the last statement of a list that changes each register. */
function lastChanges(body: readonly Statement[]): ReadonlyMap<number, number> {
  let changes: Map<number, number> | undefined;
  const note = (list: readonly Statement[], inside: number): void => {
    for (let k = 0; k < list.length; k++) {
      const s = list[k]!;
      if (s.kind === "fold" || s.kind === "set") {
        changes ??= new Map();
        changes.set(s.to, inside < 0 ? k : inside);
      } else if (s.kind === "loop" || s.kind === "when") note(s.body, inside < 0 ? k : inside);
    }
  };
  note(body, -1);
  return changes ?? noChanges;
}

const noChanges: ReadonlyMap<number, number> = new Map();

/** The work on one program. */
class Forwarding {
  private readonly body: readonly Statement[];
  /** By the numbers of registers: what stands for those that are not loaded any more. */
  private readonly replaced: (Operand | undefined)[];
  /** By the numbers of registers: 1 for those that have been begun and so may change. */
  private readonly changing: Uint8Array;
  private readonly read: Uint8Array;

  constructor(body: readonly Statement[], registers: number, read: Uint8Array) {
    this.body = body;
    this.read = read;
    this.replaced = new Array<Operand | undefined>(registers).fill(undefined);
    this.changing = new Uint8Array(registers);
  }

  run(): readonly Statement[] {
    return this.list(this.body, null);
  }

  private through(operand: Operand): Operand {
    return operand.kind === "register" ? (this.replaced[operand.id] ?? operand) : operand;
  }

  private throughAll(operands: readonly Operand[]): readonly Operand[] {
    for (let k = 0; k < operands.length; k++) {
      if (this.through(operands[k]!) !== operands[k])
        return operands.map((own) => this.through(own));
    }
    return operands;
  }

  private readonly mark = (buffer: number, isWritten: boolean): void => {
    if (!isWritten) this.read[buffer] = 1;
  };

  private learn(place: Place, operand: Operand, known: Known): void {
    known.learn(place, operand);
    if (operand.kind === "register" && this.changing[operand.id] === 1) {
      known.learnHome(operand.id, place.buffer);
    }
  }

  private list(body: readonly Statement[], around: Known | null): readonly Statement[] {
    const known = new Known(around);
    let changes: ReadonlyMap<number, number> | undefined;
    const changesBehind = (id: number, k: number) => {
      if (this.changing[id] !== 1) return false;
      changes ??= lastChanges(body);
      return (changes.get(id) ?? -1) > k;
    };
    // the list is copied at the first statement that goes or changes
    let result: Statement[] | undefined;
    for (let k = 0; k < body.length; k++) {
      const s = body[k]!;
      let made: Statement | null = s;
      switch (s.kind) {
        case "load": {
          const found = known.at(s.from);
          if (found !== undefined) {
            this.replaced[s.to] = found;
            made = null;
          } else {
            this.learn(s.from, { kind: "register", id: s.to }, known);
            this.read[s.from.buffer] = 1;
          }
          break;
        }
        case "let": {
          const args = this.throughAll(s.args);
          const { to, primitive } = s;
          if (args !== s.args) made = { kind: "let", to, primitive, args };
          break;
        }
        case "store": {
          const from = this.through(s.from);
          known.forget(s.to.buffer);
          // a register that changes afterwards is not what lies there
          if (from.kind !== "register" || !changesBehind(from.id, k)) {
            this.learn(s.to, from, known);
          }
          if (from !== s.from) made = { kind: "store", to: s.to, from };
          break;
        }
        case "accumulate":
        case "fold":
        case "set": {
          if (s.kind === "accumulate") {
            known.forget(s.to.buffer);
            this.read[s.to.buffer] = 1;
          }
          const from = this.through(s.from);
          if (from !== s.from) made = { ...s, from };
          break;
        }
        case "loop":
        case "when": {
          known.forgetChanges(s.body);
          const inner = this.list(s.body, known);
          if (inner !== s.body) made = { ...s, body: inner };
          break;
        }
        case "begin":
          this.changing[s.to] = 1;
          break;
        case "fill":
        case "product":
        case "routine":
          known.forgetChanges([s]);
          forEachBufferOf(s, this.mark);
      }
      if (made !== s) result ??= body.slice(0, k);
      if (result !== undefined && made !== null) result.push(made);
    }
    return result ?? body;
  }
}
