/**
 * @file What a written line of a solution means, as a node: derivative signs are the adjoints'
 * own variables, letters run over the axes of the whole, and a name that stands for a formula is
 * that formula. Two lines that mean the same are then one object.
 */
import { tidy } from "../../src/algebra/index.ts";
import { substitute } from "../../src/calculus/index.ts";
import type { Arena, Node, Shape } from "../../src/expression/index.ts";
import {
  elaborate,
  mapParts,
  nameKey,
  readFormula,
  S,
  type Syntax,
  unmarked,
  writeLatex,
  writePlain,
} from "../../src/notation/index.ts";
import { severityOf } from "../../src/source/index.ts";
import { adjointName } from "../../src/work/adjoints.ts";
import type { Solution, WorkedPart } from "../../src/work/index.ts";
import type { Quantity } from "../../src/worksheet/index.ts";

export const writers = { latex: writeLatex, plain: writePlain } as const;
export type Notation = keyof typeof writers;

/** Reads the lines of one part. */
export interface LineReader {
  /** The node that the text of `syntax` means; or what is wrong with it, as text. */
  readonly read: (
    syntax: Syntax,
    letters: readonly Syntax[],
    shape: Shape,
    notation: Notation,
  ) => Node | string;
  /** The node with every name of a formula replaced by the formula, products laid flat. */
  readonly opened: (node: Node) => Node;
}

export function lineReader({ sheet }: Solution, part: WorkedPart): LineReader {
  const { arena } = sheet;
  const own = part.nodes.map(({ quantity }) => quantity);
  const variables = new Map<string, Node>();
  for (const quantity of own) {
    for (const key of keysOf(quantity)) variables.set(key, quantity.variable);
  }
  const formulas = new Map<Node, Node>();
  for (const { variable, formula } of own) {
    if (formula === null || formula.operands.length === 0) continue;
    formulas.set(variable, substitute(formula, formulas, arena));
  }
  const opened = (node: Node): Node => tidy(substitute(node, formulas, arena), arena);
  const quantityOf = (name: Syntax): Quantity | undefined => {
    return own.find(({ variable }) => variable === variables.get(nameKey(name) ?? ""));
  };
  return {
    opened,
    read: (syntax, letters, shape, notation) => {
      const names = new Map(variables);
      const words = new Map<Quantity, string>();
      const wordFor = (quantity: Quantity): string => {
        const known = words.get(quantity);
        if (known !== undefined) return known;
        const word = `adj${String.fromCharCode(97 + words.size)}`;
        words.set(quantity, word);
        const name = adjointName(part.output!, quantity);
        names.set(word, arena.variable(name, quantity.shape));
        return word;
      };
      const plain = (at: Syntax): Syntax => {
        if (at.kind !== "derivative") return mapParts(at, plain);
        const { variable } = at.by[0]!;
        const whole = quantityOf(variable);
        if (whole !== undefined) return S.name(wordFor(whole));
        if (variable.kind !== "subscript") return at;
        const { base } = variable;
        // (z_1)_i is an entry of z_1
        const of = quantityOf(base.kind === "group" ? base.body : base);
        return of === undefined ? at : S.subscripted(wordFor(of), ...variable.indices);
      };
      const text = writers[notation](plain(syntax));
      const read = readFormula(text, { notation, names: new Set(names.keys()) });
      const fault = read.diagnostics.find((found) => severityOf(found) === "error");
      if (fault !== undefined) return `${text}: not read (${fault.code})`;
      const node = meaning(read.syntax, names, letters, shape, arena);
      return typeof node === "string" ? `${text}: ${node}` : node;
    },
  };
}

function meaning(
  syntax: Syntax,
  names: ReadonlyMap<string, Node>,
  indices: readonly Syntax[],
  shape: Shape,
  arena: Arena,
): Node | string {
  // a term that lacks a letter is repeated along its axis, whatever the terms beside it have
  if (syntax.kind === "sum" && indices.length > 0) {
    const terms = syntax.terms.map(({ sign, term }) => {
      const node = meaning(term, names, indices, shape, arena);
      return typeof node === "string" || sign === "+" ? node : arena.negate(node);
    });
    const fault = terms.find((term) => typeof term === "string");
    return fault ?? arena.add(...(terms as Node[]));
  }
  const letters = indices.map((letter) => nameKey(letter)!);
  const ranges = new Map(letters.map((letter, k) => [letter, { size: shape[k]!, first: 1 }]));
  const lookup = (key: string) => {
    const node = names.get(key);
    if (node !== undefined) return { kind: "quantity", node } as const;
    const size = [...names.values()].some((one) => one.shape.includes(key));
    return size ? ({ kind: "size", size: key } as const) : undefined;
  };
  const { value, diagnostics } = elaborate(syntax, { lookup }, arena, ranges);
  if (value === undefined) return `no meaning (${diagnostics[0]?.code})`;
  if (letters.length === 0) return value.node;
  if (value.node.shape.length !== value.free.length) return "axes without a letter";
  return arena.contract({
    operands: [value.node],
    axes: [value.free.map((letter) => letters.indexOf(letter))],
    output: letters.map((_, k) => k),
    sizes: new Map(shape.map((size, k) => [k, size])),
  });
}

function keysOf({ name, key, variable }: Quantity): string[] {
  const base = name.kind === "family" ? nameKey(name.base) : undefined;
  const isVersion = base !== undefined && base === unmarked(variable.data);
  return [nameKey(name) ?? key, key, ...(isVersion ? [base] : [])];
}
