/**
 * @file Formulas of vectors and matrices where each has one entry. What holds of vectors of any
 * size holds of numbers, in every layout and whatever is transposed; so a step that fails of them
 * is wrong. The other way it holds only entry by entry, of what is made with \odot and functions:
 *
 *     \partial E/\partial c = \partial E/\partial h \odot o \odot (1 - \tanh c)   a square is lost
 *     \partial L/\partial W = x^T \delta                              a transpose is not seen
 */
import { type OperationName, operations } from "../expression/index.ts";
import {
  children,
  mapParts,
  nameKey,
  S,
  type Syntax,
  type SyntaxOf,
  writeLatex,
} from "../notation/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { headKey, wholeKey } from "./names.ts";
import { isIdentity } from "./parts.ts";
import type { Statement } from "./statement.ts";
import { definitionsIn, namesIn, withParts } from "./versions.ts";

/** A document with numbers in the place of vectors and matrices. */
export class Scalars {
  readonly reading: Reading;
  /** Names of which something is said that has no meaning of numbers. */
  private readonly lost = new Set<string>();
  /** What is done with names elsewhere: a function is none of them. */
  private readonly functions = new Set<string>();

  constructor(reading: Reading) {
    const visit = (syntax: Syntax): void => {
      if (syntax.kind === "applied") this.functions.add(headKey(syntax) ?? "");
      for (const child of children(syntax)) visit(child);
    };
    for (const { parts } of reading.chains) for (const part of parts) visit(part);
    const side = (part: Syntax): Syntax => {
      const { from, to } = part;
      return this.number(part) ?? { kind: "error", parts: [], from, to };
    };
    const chains = reading.chains.map((chain): Chain => {
      const parts = chain.parts.map(side);
      const [first, second] = parts;
      if (first !== undefined && second?.kind === "error") this.lost.add(headKey(first) ?? "");
      return { ...chain, parts, defined: undefined };
    });
    this.reading = { ...reading, chains, meant: (part, chain) => side(reading.meant(part, chain)) };
  }

  /** Whether all that a statement there is made of is known of numbers. */
  knows({ left, right }: Statement, statements: readonly Statement[]): boolean {
    const own = new Set([left, right].flatMap(namesIn));
    const names = withParts(own, definitionsIn(statements));
    // x_i beside x is not known of one entry
    const isUnknown = (key: string): boolean =>
      this.lost.has(key) || names.has(wholeKey(key) ?? "");
    return ![...names].some(isUnknown);
  }

  /** The formula of numbers; null where it has no such meaning. */
  private number(syntax: Syntax): Syntax | null {
    const { from, to } = syntax;
    if (isIdentity(syntax)) return { ...S.number(1), from, to };
    const key = nameKey(syntax);
    if (key !== undefined && syntax.kind !== "name") return { kind: "name", text: key, from, to };
    switch (syntax.kind) {
      case "number":
      case "name":
        return syntax;
      case "subscript":
      case "family":
        return nameKey(syntax.base) === undefined
          ? null
          : { kind: "name", text: writeLatex(syntax), from, to };
      case "transpose":
        return this.number(syntax.base);
      case "group":
        return this.within({
          ...syntax,
          delimiter: syntax.delimiter === "\\|" ? "|" : syntax.delimiter,
        });
      case "product":
        return this.product(syntax);
      case "sum":
      case "fraction":
        return this.within(syntax);
      case "power":
        return syntax.exponent.kind === "name" ? null : this.within(syntax);
      case "call": {
        const page = operations[syntax.function as OperationName];
        const isEach = page?.kind === "elementwise";
        return isEach && syntax.arguments.length === 1 ? this.within(syntax) : null;
      }
      case "applied": {
        const args = syntax.arguments.map((one) => this.number(one));
        return args.includes(null) ? null : { ...syntax, arguments: args as Syntax[] };
      }
      case "derivative":
        return this.derivative(syntax);
      case "gradient": {
        const { of, by, order } = syntax;
        if (of === null || by === null || order !== 1) return null;
        const bar = { kind: "derivative", sign: "\\partial", style: "bar", from, to } as const;
        return this.derivative({ ...bar, of, by: [{ variable: by, order }] });
      }
      default:
        return null;
    }
  }

  private within(syntax: Syntax): Syntax | null {
    let isNone = false;
    const made = mapParts(syntax, (part) => {
      const own = this.number(part);
      isNone ||= own === null;
      return own ?? part;
    });
    return isNone ? null : made;
  }

  private product({ factors, from, to }: SyntaxOf<"product">): Syntax | null {
    const own = factors.map((factor) => this.number(factor));
    return own.includes(null) ? null : { ...S.product(own as Syntax[], "cdot"), from, to };
  }

  /** A first derivative of a name or a formula by a name. */
  private derivative(syntax: SyntaxOf<"derivative">): Syntax | null {
    const of = syntax.of && this.number(syntax.of);
    const by = syntax.by.map(({ variable }) => this.number(variable));
    const isPlain = by.every((one) => one?.kind === "name" && !this.functions.has(one.text));
    if (of === null || !isPlain || syntax.by.some(({ order }) => order !== 1)) return null;
    return { ...syntax, of, by: by.map((variable) => ({ variable: variable!, order: 1 })) };
  }
}

/** Whether what holds of numbers does entry by entry: nothing in a step is a matrix or turned. */
export const isByEntries = ({ left, right }: Statement): boolean =>
  ![left, right].some(isOfMatrices);

function isOfMatrices(syntax: Syntax): boolean {
  if (syntax.kind === "transpose") return true;
  if (syntax.kind === "name") return /^[A-Z]$/.test(syntax.text) || syntax.font === "bold";
  // the loss of \partial L/\partial h
  const isOfName = syntax.kind === "derivative" && syntax.of?.kind === "name";
  const parts = isOfName ? syntax.by.map(({ variable }) => variable) : children(syntax);
  return parts.some(isOfMatrices);
}
