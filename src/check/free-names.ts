/**
 * @file Formulas in names of which nothing is known: what an equation says of x is looked at before
 * what the text finds out of x. Derivatives, entries and values of functions that are not defined
 * are such names, too, and where it is asked for, sums over vectors that stand in them only so:
 *
 *     -2n/σ + (1/σ³) Σ X_i² = 0         is an equation between σ, n and Σ X_i²
 */
import { substitute } from "../calculus/index.ts";
import {
  evaluate,
  floatField,
  isKind,
  type Node,
  type Shape,
  type Tensor,
  topological,
} from "../expression/index.ts";
import { spell, writeLatex, writePlain } from "../notation/index.ts";
import type { Exact } from "../number/index.ts";
import { constantOf, exactSyntax } from "./constant.ts";
import { entryBase } from "./entry.ts";
import type { Finding, Shown } from "./finding.ts";
import type { DocumentSheet } from "./sheet.ts";
import { variablesOf } from "./variables.ts";

/** The free names of some formulas. */
export class FreeNames {
  private readonly sheet: DocumentSheet;
  private readonly free = new Map<string, Node<"variable">>();
  /** How each is written. */
  private readonly written = new Map<Node<"variable">, string>();
  private readonly texts: ReadonlyMap<Node, string>;
  /** Vectors and matrices that are not only there by their entries. */
  private readonly wholes = new Set<Node>();
  /** Numbers made of vectors and matrices alone, which have a name each. */
  private readonly sums = new Set<Node>();

  /** `texts` say how sums are written; with them these are names. */
  constructor(sheet: DocumentSheet, roots: readonly Node[], texts?: ReadonlyMap<Node, string>) {
    this.sheet = sheet;
    this.texts = texts ?? new Map();
    for (const root of roots) {
      if (root.shape.length > 0) this.wholes.add(root);
      for (const node of topological([root])) {
        if (entryBase(node) !== undefined) continue;
        const tensors = node.operands.filter(({ shape }) => shape.length > 0);
        for (const one of tensors) this.wholes.add(one);
        if (texts !== undefined && tensors.length > 0 && isOfTensors(node)) this.sums.add(node);
      }
    }
  }

  /** Whether there are vectors or matrices as wholes. */
  hasTensors(): boolean {
    return this.wholes.size > 0;
  }

  /** The formula in free names; null where something in it is no name, such as a limit. */
  freed(root: Node): Node | null {
    const put = new Map<Node, Node>();
    for (const node of topological([root])) {
      const base = entryBase(node);
      const isEntry = base !== undefined && !this.wholes.has(base);
      const isName = isKind(node, "variable") || node.op === "abstract";
      if (!isName && !isEntry && !this.sums.has(node)) continue;
      // what is put in the place of a part, to be solved for, is no name of the text
      if (isKind(node, "variable") && this.isForeign(node)) continue;
      const text = this.textOf(node);
      if (text === null) return null;
      put.set(node, this.named(text, node.shape));
    }
    return substitute(root, put, this.sheet.arena);
  }

  /**
   * Values as the author names them, with the value of the name that was solved for; null where
   * that is no number.
   */
  shown(
    { counterexample, point }: Finding,
    solved: readonly [name: Node, value: Node] | null,
  ): Shown | null {
    const inputs = new Map<string, Tensor<number>>();
    const put = new Map<Node, Node>();
    const at: Record<string, string> = {};
    const { arena } = this.sheet;
    for (const [name, text] of this.written) {
      const sample = point?.values.get(name.data);
      if (sample === undefined) continue;
      at[text] = counterexample?.at[name.data] ?? "?";
      const { shape, entries } = sample;
      inputs.set(name.data, { shape, entries: entries.map(({ float }) => float) });
      if (shape.length === 0) put.set(name, arena.number(entries[0]!.q));
    }
    // how many there are
    for (const [key, value] of Object.entries(counterexample?.at ?? {})) {
      if (!inputs.has(key) && !key.startsWith("\u00a7")) at[key] = value;
    }
    if (solved !== null) {
      const [name, value] = solved;
      const sizes = point?.sizes ?? this.sheet.worksheet.sizes;
      const exact = constantOf(this.sheet.put(value, put), sizes)?.exact;
      const float = evaluate([value], floatField, inputs, sizes).values.get(value)?.entries[0];
      if (exact == null && !Number.isFinite(float)) return null;
      const text = exact == null ? String(Number(float!.toPrecision(6))) : plain(exact);
      at[this.written.get(name as Node<"variable">) ?? "?"] = text;
    }
    const { left = "?", right = "?" } = counterexample ?? {};
    return { at, left, right };
  }

  /** Whether a variable is none of the sheet. */
  private isForeign(node: Node<"variable">): boolean {
    return this.sheet.nameOf(node) === "" && this.sheet.writtenAs(node) === undefined;
  }

  private textOf(node: Node): string | null {
    if (!isKind(node, "variable")) return this.texts.get(node) ?? writeLatex(spell(node));
    const derivative = this.sheet.writtenAs(node);
    if (derivative === undefined) {
      const key = this.sheet.ownName(node);
      return /^[\u00a7\u2202]/.test(key) ? null : key;
    }
    const { sign, of, by, at } = derivative;
    if (sign === "\\nabla" || at.length > 0 || derivative.limit !== undefined) return null;
    return `${sign}${writeLatex(of)}/${by.map((one) => `${sign}${writeLatex(one)}`).join(" ")}`;
  }

  private named(text: string, shape: Shape): Node<"variable"> {
    let name = this.free.get(text);
    if (name === undefined) {
      name = this.sheet.arena.variable(`\u00a7free ${text}`, shape);
      this.free.set(text, name);
      this.written.set(name, text);
    }
    return name;
  }
}

/** Both sides of an equation. */
export type Sides = readonly [left: Node, right: Node];

/** Both sides in free names; null where something in them is no name. */
export function freedSides(free: FreeNames, sides: Sides): Sides | null {
  const [left, right] = sides.map((side) => free.freed(side));
  return left == null || right == null ? null : [left, right];
}

const plain = (exact: Tensor<Exact>): string => writePlain(exactSyntax(exact));

/** Whether a number is made of vectors and matrices, and of no other name. */
function isOfTensors(node: Node): boolean {
  if (node.shape.length > 0) return false;
  const names = variablesOf(node);
  return names.length > 0 && names.every(({ shape }) => shape.length > 0);
}
