/**
 * @file Modules of WebAssembly: functions are built statement by statement, then written in the
 * binary format or printed. Source: WebAssembly Core Specification 2.0, chapter 5.
 *
 * Only what kernels need: imported functions and one imported memory, functions with at most one
 * result, structured control, SIMD. Types are not checked here; the engine validates the module.
 */
import {
  branch,
  type Callee,
  type Code,
  get,
  i32,
  isAtom,
  type Label,
  type Local,
  op,
  set,
  typeOf,
  unsigned,
} from "./code.ts";
import { typeCodes, type ValueType } from "./opcodes.ts";

/** A function under construction. Statements go into the innermost open structure. */
export interface Body {
  readonly parameters: readonly Local[];
  /** A new local; a second one of its name gets a number. */
  local(type: ValueType, name: string): Local;
  /**
   * What `inner` writes, whose locals are free for others afterwards: nothing behind it may read
   * them. Engines take 50,000 locals in a function.
   */
  scoped(inner: () => void): void;
  push(...statements: readonly Code[]): void;
  /** The value in a local of its own, to be read as often as wanted. */
  let(value: Code, name?: string): Code;
  /** The value as it is if it is a local or a constant, else in a local of its own. */
  shared(value: Code): Code;
  /** A block; a branch to its label leaves it. */
  block(inner: (end: Label) => void): void;
  /** A loop; a branch to its label repeats it. */
  loop(inner: (head: Label) => void): void;
  when(condition: Code, inner: () => void, otherwise?: () => void): void;
  /** for (i = from; i < to; i += step), step > 0; `atLeastOnce` saves the first comparison. */
  count(range: Range, inner: (i: Code) => void): void;
}

export interface Range {
  readonly name: string;
  readonly from: Code;
  readonly to: Code;
  readonly step: number;
  readonly atLeastOnce?: boolean;
}

/** A function of the module. */
interface Definition extends Callee {
  readonly locals: Local[];
  readonly code: Code[];
  readonly exported: boolean;
}

export interface Signature {
  readonly parameters: readonly (readonly [name: string, type: ValueType])[];
  readonly result?: ValueType;
}

/** A module under construction. */
export interface Module {
  /** A function of the host, found under "host" in the imports. */
  import(name: string, parameters: readonly ValueType[], result?: ValueType): Callee;
  /** Defines a function; without `inner` a tree may be returned, which is its result. */
  define(
    name: string,
    signature: Signature,
    inner: (body: Body) => Code | undefined,
    exported?: boolean,
  ): Callee;
  /** The function of that name if it is there already. */
  find(name: string): Callee | undefined;
  /** The module in the binary format; functions of the list are exported too. */
  bytes(exported?: readonly Callee[]): Uint8Array<ArrayBuffer>;
  /** The module as text, with one line a statement. */
  print(): string;
}

/** An empty module that imports a memory of at least so many pages of 64 KiB ("host", "memory"). */
export function newModule(pages = 1): Module {
  const imports: Callee[] = [];
  const definitions: Definition[] = [];
  const all = () => [...imports, ...definitions];
  return {
    import(name, parameters, result) {
      const known = imports.find((callee) => callee.name === name);
      if (known !== undefined) return known;
      const callee = { name, parameters, results: result === undefined ? [] : [result] };
      imports.push(callee);
      return callee;
    },
    define(name, { parameters, result }, inner, exported = false) {
      const locals = parameters.map(([own, type], index) => ({ name: () => own, type, index }));
      const code: Code[] = [];
      const definition = {
        name,
        parameters: parameters.map(([, type]) => type),
        results: result === undefined ? [] : [result],
        locals,
        code,
        exported,
      };
      // what the function calls is defined while it is built, and stands before it
      const value = inner(newBody(locals, code));
      if (value !== undefined) code.push(value);
      definitions.push(definition);
      return definition;
    },
    find: (name) => all().find((callee) => callee.name === name),
    bytes: (exported = []) => {
      const marked = definitions.filter((callee) => callee.exported || exported.includes(callee));
      return writeModule(imports, definitions, marked, pages);
    },
    print: () => printModule(imports, definitions, pages),
  };
}

function newBody(locals: Local[], code: Code[]): Body {
  const parameters = [...locals];
  const open: Code[][] = [code];
  const counts = new Map(locals.map(({ name }) => [name(), 1]));
  let labels = 0;
  const unique = (name: string) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return () => (count === 0 ? name : `${name}.${count}`);
  };
  const inside = (inner: () => void): Code[] => {
    const statements: Code[] = [];
    open.push(statements);
    inner();
    open.pop();
    return statements;
  };
  const push = (...statements: readonly Code[]) => {
    open.at(-1)!.push(...statements);
  };
  const structure = (
    kind: "block" | "loop" | "if",
    condition: Code | null,
    inner: (label: Label) => void,
    otherwise: () => void = () => {},
  ) => {
    labels += 1;
    const label = { name: `${kind}${labels}` };
    const parts = { body: inside(() => inner(label)), otherwise: inside(otherwise) };
    push({ kind, label, condition, ...parts });
  };
  const free = new Map<ValueType, number[]>();
  /** Locals of the innermost scope, and of those around it. */
  let own: Local[] = [];
  const body: Body = {
    parameters,
    local(type, name) {
      const again = free.get(type)?.pop();
      const local = { name: unique(name), type, index: again ?? locals.length };
      if (again === undefined) locals.push(local);
      own.push(local);
      return local;
    },
    scoped(inner) {
      const around = own;
      own = [];
      inner();
      for (const { type, index } of own) {
        const known = free.get(type);
        if (known === undefined) free.set(type, [index]);
        else known.push(index);
      }
      own = around;
    },
    push,
    let(value, name = "t") {
      const local = body.local(typeOf(value)!, name);
      push(set(local, value));
      return get(local);
    },
    shared: (value) => (isAtom(value) ? value : body.let(value)),
    block: (inner) => structure("block", null, inner),
    loop: (inner) => structure("loop", null, inner),
    when: (condition, inner, otherwise) => structure("if", condition, inner, otherwise),
    count({ name, from, to, step, atLeastOnce = false }, inner) {
      const i = body.local("i32", name);
      const repeat = () =>
        body.loop((head) => {
          inner(get(i));
          push(set(i, op("i32.add", get(i), i32(step))));
          push(branch(head, op("i32.lt_s", get(i), to)));
        });
      push(set(i, from));
      if (atLeastOnce) repeat();
      else body.when(op("i32.lt_s", get(i), to), repeat);
    },
  };
  return body;
}

const named = (name: string): number[] => {
  const bytes = [...name].map((character) => character.charCodeAt(0));
  return [...unsigned(bytes.length), ...bytes];
};

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];

const listed = (items: readonly (readonly number[])[]): number[] => {
  return [...unsigned(items.length), ...items.flat()];
};

/** The module's sections: types, imports, functions, exports, code. */
function writeModule(
  imports: readonly Callee[],
  definitions: readonly Definition[],
  exported: readonly Definition[],
  pages: number,
): Uint8Array<ArrayBuffer> {
  const types: string[] = [];
  const typeIndex = ({ parameters, results }: Callee): number => {
    const key = [parameters, results].map((row) => row.join(" ")).join("→");
    if (!types.includes(key)) types.push(key);
    return types.indexOf(key);
  };
  const all = [...imports, ...definitions];
  const indices = new Map(all.map((callee, index) => [callee, index]));
  const importRows = imports.map((callee) => {
    return [...named("host"), ...named(callee.name), 0, ...unsigned(typeIndex(callee))];
  });
  importRows.push([...named("host"), ...named("memory"), 2, 0, ...unsigned(pages)]);
  const functionRows = definitions.map((definition) => unsigned(typeIndex(definition)));
  const exportRows = exported.map((definition) => {
    return [...named(definition.name), 0, ...unsigned(indices.get(definition)!)];
  });
  const codes = definitions.map((definition) => writeFunction(definition, indices));
  const typeRows = types.map((key) => {
    const [parameters, results] = key.split("→").map((row) => {
      return row.split(" ").flatMap((type) => (type === "" ? [] : [typeCodes[type as ValueType]]));
    });
    return [0x60, ...sized(parameters!), ...sized(results!)];
  });
  const out = new Bytes();
  out.append([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const sections: readonly (readonly [number, readonly (readonly number[])[]])[] = [
    [1, typeRows],
    [2, importRows],
    [3, functionRows],
    [7, exportRows],
  ];
  for (const [id, rows] of sections) out.append([id, ...sized(listed(rows))]);
  const code = new Bytes();
  code.append(unsigned(codes.length));
  for (const one of codes) {
    code.append(unsigned(one.length));
    code.append(one.view());
  }
  out.append([10, ...unsigned(code.length)]);
  out.append(code.view());
  return out.view().slice();
}

/** Bytes that grow. */
class Bytes {
  private room = new Uint8Array(256);
  length = 0;

  append(bytes: ArrayLike<number>): void {
    if (this.length + bytes.length > this.room.length) {
      const wider = new Uint8Array(2 * (this.length + bytes.length));
      wider.set(this.room);
      this.room = wider;
    }
    for (let k = 0; k < bytes.length; k += 1) this.room[this.length + k] = bytes[k]!;
    this.length += bytes.length;
  }

  view(): Uint8Array<ArrayBuffer> {
    return this.room.subarray(0, this.length);
  }
}

/** Locals, as runs of one type, and the code. */
function writeFunction(
  { parameters, locals, code }: Definition,
  indices: ReadonlyMap<Callee, number>,
): Bytes {
  const runs: { type: ValueType; length: number }[] = [];
  for (const { type } of locals.slice(parameters.length)) {
    const last = runs.at(-1);
    if (last?.type === type) last.length += 1;
    else runs.push({ type, length: 1 });
  }
  const bytes = new Bytes();
  bytes.append(listed(runs.map(({ type, length }) => [...unsigned(length), typeCodes[type]])));
  const labels: Label[] = [];
  const write = (tree: Code): void => {
    if (tree.kind !== "instruction") {
      if (tree.condition !== null) write(tree.condition);
      // 0x40: the structure leaves no value
      bytes.append([{ block: 0x02, loop: 0x03, if: 0x04 }[tree.kind], 0x40]);
      labels.push(tree.label);
      for (const statement of tree.body) write(statement);
      if (tree.otherwise.length > 0) bytes.append([0x05]);
      for (const statement of tree.otherwise) write(statement);
      labels.pop();
      bytes.append([0x0b]);
      return;
    }
    for (const operand of tree.operands) write(operand);
    if (Array.isArray(tree.bytes)) bytes.append(tree.bytes);
    else if ("parameters" in tree.bytes) {
      bytes.append([0x10, ...unsigned(indices.get(tree.bytes)!)]);
    } else if ("name" in tree.bytes) {
      const depth = labels.length - 1 - labels.lastIndexOf(tree.bytes);
      bytes.append([tree.operands.length > 0 ? 0x0d : 0x0c, ...unsigned(depth)]);
    }
  };
  for (const statement of code) write(statement);
  bytes.append([0x0b]);
  return bytes;
}

function printModule(
  imports: readonly Callee[],
  definitions: readonly Definition[],
  pages: number,
): string {
  const arrow = ({ parameters, results }: Callee) =>
    `(${parameters.join(", ")})${results.map((type) => ` → ${type}`).join("")}`;
  const lines = [`memory ${pages}`];
  for (const callee of imports) lines.push(`import $${callee.name} ${arrow(callee)}`);
  for (const { name, parameters, results, locals, code, exported } of definitions) {
    const own = locals
      .slice(0, parameters.length)
      .map((local) => `$${local.name()}: ${local.type}`);
    const result = results.map((type) => ` → ${type}`).join("");
    lines.push(`${exported ? "export " : ""}function $${name}(${own.join(", ")})${result}`);
    lines.push(...code.flatMap((tree) => printStatement(tree, "  ")));
  }
  return `${lines.join("\n")}\n`;
}

function printStatement(tree: Code, indent: string): string[] {
  if (tree.kind === "instruction") return [indent + printTree(tree).replace(/^\((.*)\)$/, "$1")];
  const { kind, label, condition, body, otherwise } = tree;
  const head = condition === null ? "" : ` ${printTree(condition)}`;
  const inner = (statements: readonly Code[]) =>
    statements.flatMap((statement) => printStatement(statement, `${indent}  `));
  const other = otherwise.length === 0 ? [] : [`${indent}else`, ...inner(otherwise)];
  return [`${indent}${kind} $${label.name}${head}`, ...inner(body), ...other];
}

function printTree(tree: Code): string {
  if (tree.kind !== "instruction") return tree.kind;
  if (isAtom(tree)) return tree.text().replace(/^(i32|i64|f32|f64)\.const /, "");
  return `(${[tree.text(), ...tree.operands.map(printTree)].join(" ")})`;
}
