/**
 * @file Every `= …` of a solution read back as a reader would: the line is written out (plain and
 * LaTeX), read, given its meaning by the values at the point, and must come to the value that the
 * line claims. Derivative signs stand for what the solution says they are: dL/dz for the adjoint
 * of z, dy/du for the local derivative on that edge.
 */
import {
  ballField,
  evaluate,
  exactField,
  type Node,
  type Tensor,
} from "../../src/expression/index.ts";
import {
  elaborate,
  type IndexRange,
  nameKey,
  readFormula,
  type Scope,
  type Syntax,
  type SyntaxOf,
  unmarked,
  writeLatex,
  writePlain,
} from "../../src/notation/index.ts";
import { B, type Ball, type Exact, X } from "../../src/number/index.ts";
import { severityOf } from "../../src/source/index.ts";
import type { Derivation, Solution, Value, WorkedPart } from "../../src/work/index.ts";
import type { Quantity } from "../../src/worksheet/index.ts";

const bits = 192;

/** What a name of a line stands for. */
interface Meaning {
  readonly node: Node<"variable">;
  readonly value: Value | null;
}

/** What is wrong with the written lines of a part; nothing when all can be read and are true. */
export function readLinks(solution: Solution, part: WorkedPart): string[] {
  const reader = new LinkReader(solution, part);
  for (const { quantity, value, forward, adjoint, backward } of part.nodes) {
    reader.derivation(forward, value, quantity.parents);
    if (backward !== null) reader.derivation(backward, adjoint?.value ?? null);
  }
  for (const { chain, indexForm, value, closedMain, where, key } of part.gradients) {
    reader.derivation(chain, value);
    if (indexForm !== null) reader.entryByEntry(indexForm.line, value);
    reader.closedForm(key, where, closedMain, value);
  }
  return reader.complaints;
}

class LinkReader {
  readonly complaints: string[] = [];
  /** Finds what the last line read was exactly, which decides ties. */
  private exactly: () => Tensor<Exact> | null = () => null;
  private readonly solution: Solution;
  private readonly part: WorkedPart;
  private readonly names = new Map<string, Meaning>();
  private readonly signs = new Map<string, { word: string; meaning: Meaning | null }>();

  constructor(solution: Solution, part: WorkedPart) {
    this.solution = solution;
    this.part = part;
    for (const { quantity, value } of part.nodes) {
      for (const key of keysOf(quantity)) this.names.set(key, { node: quantity.variable, value });
    }
  }

  /** All links of a line against the value of its target. */
  derivation(line: Derivation, value: Value | null, parents: readonly Quantity[] = []): void {
    if (value === null) return;
    const own = new Map(this.names);
    for (const parent of parents) {
      for (const key of keysOf(parent)) own.set(key, this.names.get(nameKey(parent.name) ?? key)!);
    }
    for (const { syntax, sign, rule } of line.links) {
      const title = `${writePlain(line.target)} [${rule}]`;
      this.compare(title, syntax, value, sign === "=" ? exactly : roughly, own, []);
    }
  }

  /** Every line of an index form, with its letters running. */
  entryByEntry(line: Derivation, value: Value | null): void {
    const by = (line.target as SyntaxOf<"derivative">).by[0]!.variable;
    const letters = by.kind === "subscript" ? by.indices.map((index) => nameKey(index)!) : [];
    if (value === null) return;
    for (const { rule, syntax } of line.links) {
      const title = `${writePlain(line.target)} [${rule}]`;
      this.compare(title, syntax, value, exactly, this.names, letters);
    }
  }

  closedForm(
    key: string,
    where: readonly { name: string; syntax: Syntax }[],
    main: Syntax,
    value: Value | null,
  ): void {
    if (value === null) return;
    const own = new Map(this.names);
    for (const { name, syntax } of where) {
      const found = this.meaning(syntax, own, [], writePlain);
      if (typeof found === "string") {
        this.complaints.push(`${key}: where ${name} = ${writePlain(syntax)}: ${found}`);
        return;
      }
      const node = this.solution.sheet.arena.variable(`${name}\0where ${key}`, found.shape);
      own.set(name, { node, value: { exact: this.exactly(), ball: found } });
    }
    this.compare(`closed form by ${key}`, main, value, exactly, own, []);
  }

  private compare(
    title: string,
    syntax: Syntax,
    value: Value,
    agrees: (a: Ball, b: Ball, scale: number) => boolean,
    names: ReadonlyMap<string, Meaning>,
    letters: readonly string[],
  ): void {
    const scale = Math.max(...value.ball.entries.map((x) => Math.abs(B.toDoubles(x)[0])), 1e-300);
    for (const write of [writePlain, writeLatex]) {
      const found = this.meaning(syntax, names, letters, write, value.ball.shape);
      if (found === unknownSign) return;
      if (typeof found === "string") {
        this.complaints.push(`${title}: ${write(syntax)}: ${found}`);
        continue;
      }
      // a scalar stands for the tensor that repeats it
      const repeated = found.shape.length === 0;
      const fits = repeated || found.entries.length === value.ball.entries.length;
      const at = (k: number): Ball => found.entries[repeated ? 0 : k]!;
      const same = fits && value.ball.entries.every((x, k) => agrees(at(k), x, scale));
      if (same) continue;
      const [got, wanted] = [found, value.ball].map(({ entries }) =>
        entries.map((x) => B.toDoubles(x)[0]),
      );
      this.complaints.push(`${title}: ${write(syntax)} is ${got}, not ${wanted}`);
    }
  }

  /** The value of a line as text, or what is wrong with it. */
  private meaning(
    syntax: Syntax,
    names: ReadonlyMap<string, Meaning>,
    letters: readonly string[],
    write: (syntax: Syntax) => string,
    shape: readonly number[] = [],
  ): Tensor<Ball> | string {
    const known = new Map(names);
    const plainSigns = this.withoutDerivatives(syntax, known);
    if (plainSigns === null) return unknownSign;
    const { arena, sizes } = this.solution.sheet;
    const text = write(plainSigns);
    const notation = write === writeLatex ? "latex" : "plain";
    const read = readFormula(text, { notation, names: new Set(known.keys()) });
    const faults = read.diagnostics.filter((found) => severityOf(found) === "error");
    if (faults.length > 0) return `not read (${faults[0]!.code})`;
    const scope: Scope = {
      lookup: (key) => {
        const found = known.get(key);
        return found === undefined ? undefined : { kind: "quantity", node: found.node };
      },
    };
    const ranges = new Map(
      letters.map((letter, k): [string, IndexRange] => [letter, { size: shape[k]!, first: 1 }]),
    );
    const { value, diagnostics } = elaborate(read.syntax, scope, arena, ranges);
    if (value === undefined) return `no meaning (${diagnostics[0]?.code})`;
    const inputs = new Map<string, Tensor<Ball>>();
    for (const { node, value: own } of known.values())
      if (own !== null) inputs.set(node.data, own.ball);
    let root = value.node;
    if (letters.length > 0) {
      const own = value.free.map((letter) => letters.indexOf(letter));
      const extents = new Map(shape.map((size, k) => [k, size]));
      root = arena.contract({
        operands: [root],
        axes: [own],
        output: letters.map((_, k) => k),
        sizes: extents,
      });
    }
    const found = evaluate([root], ballField(bits), inputs, sizes);
    this.exactly = () => this.exactOf(root, known);
    const balls = found.values.get(root) ?? this.decided();
    return balls ?? `no value (${found.undefinedAt?.reason})`;
  }

  private exactOf(root: Node, known: ReadonlyMap<string, Meaning>): Tensor<Exact> | null {
    const exact = new Map<string, Tensor<Exact>>();
    for (const { node, value } of known.values())
      if (value?.exact) exact.set(node.data, value.exact);
    const { values } = evaluate([root], exactField, exact, this.solution.sheet.sizes);
    return values.get(root) ?? null;
  }

  /** The value of a line with ties in it, which only exact values decide. */
  private decided(): Tensor<Ball> | undefined {
    const found = this.exactly();
    const entries = found?.entries.flatMap((entry) => X.toBall(entry, bits) ?? []);
    return found !== null && entries?.length === found.entries.length
      ? { shape: found.shape, entries }
      : undefined;
  }

  /** Derivative signs replaced by words with their values; null when one has none. */
  private withoutDerivatives(syntax: Syntax, known: Map<string, Meaning>): Syntax | null {
    let complete = true;
    const visit = (part: unknown): unknown => {
      if (Array.isArray(part)) return part.map(visit);
      if (typeof part !== "object" || part === null) return part;
      if ((part as Syntax).kind === "derivative") {
        const { word, meaning, indices } = this.signOf(part as SyntaxOf<"derivative">);
        if (meaning === null) complete = false;
        else known.set(word, meaning);
        const name = readFormula(word, { notation: "plain", names: new Set([word]) }).syntax;
        return indices.length === 0
          ? name
          : { kind: "subscript", base: name, indices, from: -1, to: -1 };
      }
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner)]));
    };
    const result = visit(syntax) as Syntax;
    return complete ? result : null;
  }

  /** The word for d(of)/d(by), where by may be an entry z_k. */
  private signOf({ of, by, sign: kind }: SyntaxOf<"derivative">): {
    word: string;
    meaning: Meaning | null;
    indices: readonly Syntax[];
  } {
    const { variable } = by[0]!;
    const whole = this.quantityOf(variable);
    const indices = whole === undefined && variable.kind === "subscript" ? variable.indices : [];
    const from =
      whole ?? (variable.kind === "subscript" ? this.quantityOf(variable.base) : undefined);
    const to = of === null ? undefined : this.quantityOf(of);
    const id = `${kind} ${to?.variable.id} ${from?.variable.id}`;
    let sign = this.signs.get(id);
    if (sign === undefined) {
      const word = `adj${String.fromCharCode(97 + (this.signs.size % 26))}${String.fromCharCode(97 + Math.floor(this.signs.size / 26))}`;
      const value =
        from === undefined || to === undefined ? null : this.derivativeValue(to, from, kind);
      const node = value && this.solution.sheet.arena.variable(`${word}\0sign`, value.ball.shape);
      sign = { word, meaning: node && { node, value } };
      this.signs.set(id, sign);
    }
    return { ...sign, indices };
  }

  private quantityOf(name: Syntax): Quantity | undefined {
    const key = nameKey(name);
    const id = key === undefined ? undefined : this.names.get(key)?.node;
    return this.part.nodes.find(({ quantity }) => quantity.variable === id)?.quantity;
  }

  /** dL/dz is the whole derivative; ∂y/∂u, and dy/du where it is the same, that along the edge. */
  private derivativeValue(to: Quantity, from: Quantity, kind: "d" | "\\partial"): Value | null {
    const { output, nodes, edges } = this.part;
    if (to === output && kind === "d") {
      return nodes.find(({ quantity }) => quantity === from)?.adjoint?.value ?? null;
    }
    return edges.find((edge) => edge.from === from && edge.to === to)?.local?.value ?? null;
  }
}

const unknownSign = "a derivative sign without value";

function keysOf(quantity: Quantity): string[] {
  const { name, key, variable } = quantity;
  const own = name.kind === "family" ? nameKey(name.base) : undefined;
  const isVersion = own !== undefined && own === unmarked(variable.data);
  return [...new Set([nameKey(name) ?? key, ...(isVersion ? [own] : []), key])];
}

/** Up to the width of the enclosures. */
function exactly(a: Ball, b: Ball, scale: number): boolean {
  return B.overlaps(a, b) || distance(a, b) <= 1e-25 * scale;
}

/** As far as six digits say, some of which may have cancelled. */
function roughly(a: Ball, b: Ball, scale: number): boolean {
  return distance(a, b) <= 1e-4 * Math.max(1, scale);
}

function distance(a: Ball, b: Ball): number {
  const between = B.subtract(a, b, bits);
  return Math.max(...B.toDoubles(between).map(Math.abs));
}
