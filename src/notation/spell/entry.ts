/**
 * @file Spelling with indices: the entry of a tensor at the letters i, j, …, as in
 * Σ_j W_{ij} x_j. Used to show where a transpose comes from, and for what has no matrix notation.
 * The index form and the matrix form are two spellings of one node.
 */
import { isKind, type Node } from "../../expression/index.ts";
import * as S from "../build.ts";
import type { Syntax } from "../syntax.ts";
import { isIdentity } from "./contraction.ts";

/** Letters for indices, in the order in which they are used. */
export const indexLetters: readonly string[] = [
  "i",
  "j",
  "k",
  "l",
  "m",
  "n",
  "p",
  "q",
  "r",
  "s",
  "t",
];

/** Names for nodes, as in `spell`. */
type Spelling = (node: Node) => Syntax;

/** Letters not yet used. */
export class Letters {
  private readonly used: Set<string>;

  constructor(used: Iterable<string> = []) {
    this.used = new Set(used);
  }

  take(): Syntax {
    const free = indexLetters.find((letter) => !this.used.has(letter));
    const letter = free ?? `i_{${this.used.size}}`;
    this.used.add(letter);
    return S.name(letter);
  }
}

/** A whole tensor by its entries: `[ Σ_j … ]_{i}`. */
export function spellEntries(node: Node, of: Spelling): Syntax {
  const letters = new Letters();
  const indices = node.shape.map(() => letters.take());
  const entry = spellEntry(node, indices, of, letters);
  if (indices.length === 0) return entry;
  return S.subscripted(S.group(entry, "["), ...indices);
}

/**
 * The entry of `node` at `indices`, one for each axis. Contractions and elementwise operations
 * are opened; anything else is spelled by `of` with the indices as subscripts.
 */
export function spellEntry(
  node: Node,
  indices: readonly Syntax[],
  of: Spelling,
  letters: Letters,
): Syntax {
  if (node.shape.length === 0 && node.op !== "contraction") return of(node);
  if (isKind(node, "contraction")) return contractionEntry(node, indices, of, letters);
  if (isKind(node, "indicator")) return indicatorEntry(node, indices);
  const open = (operand: Node) => spellEntry(operand, indices, of, letters);
  if (node.op === "add") {
    return S.sum(
      node.operands.map((operand) => {
        return operand.op === "negate"
          ? S.minus(open(operand.operands[0]!))
          : S.plus(open(operand));
      }),
    );
  }
  if (node.op === "negate") return S.negate(open(node.operands[0]!));
  const base = of(node);
  const [by] = base.kind === "derivative" ? base.by : [];
  if (base.kind === "derivative" && by !== undefined) {
    // dL/dz at k is dL/dz_k
    return { ...base, by: [{ ...by, variable: S.subscripted(by.variable, ...indices) }] };
  }
  const named = base.kind === "name" || base.kind === "family" || base.kind === "subscript";
  return S.subscripted(named ? base : S.group(base), ...indices);
}

function contractionEntry(
  node: Node<"contraction">,
  indices: readonly Syntax[],
  of: Spelling,
  letters: Letters,
): Syntax {
  const names = [...indices];
  const bound: Syntax[] = [];
  for (let index = indices.length; index < node.data.sizes.length; index++) {
    const letter = letters.take();
    names.push(letter);
    bound.push(letter);
  }
  const factors = node.operands.map((operand, k) => {
    const own = node.data.axes[k]!.map((index) => names[index]!);
    const entry = spellEntry(operand, own, of, letters);
    return entry.kind === "sum" || entry.kind === "big" ? S.group(entry) : entry;
  });
  const body = S.product(factors);
  return bound.length === 0 ? body : S.big("sum", { index: bound }, body);
}

/** δ_{ij}, or the condition as 1_{…}. */
function indicatorEntry(node: Node<"indicator">, indices: readonly Syntax[]): Syntax {
  if (isIdentity(node)) return S.subscripted("\\delta", ...indices);
  const conditions = node.data.map(({ coefficients, offset, sign }) => {
    const terms = coefficients.flatMap((c, axis) => {
      if (c === 0) return [];
      const size =
        Math.abs(c) === 1 ? indices[axis]! : S.product([S.number(Math.abs(c)), indices[axis]!]);
      return [c < 0 ? S.minus(size) : S.plus(size)];
    });
    if (terms.length === 1 && terms[0]!.sign === "+") {
      return S.relation([terms[0]!.term, S.number(-offset)], relationSign[sign]);
    }
    const right = terms.filter(({ sign: side }) => side === "-").map(({ term }) => S.plus(term));
    const left = terms.filter(({ sign: side }) => side === "+");
    if (offset > 0) left.push(S.plus(S.number(offset)));
    if (offset < 0) right.push(S.plus(S.number(-offset)));
    const side = (parts: typeof left) => (parts.length === 0 ? S.number(0) : S.sum(parts));
    return S.relation([side(left), side(right)], relationSign[sign]);
  });
  return S.indicator(conditions.length === 1 ? conditions[0]! : S.list(conditions));
}

const relationSign = { "=": "=", "!=": "\\ne", "<": "<", "<=": "\\le" } as const;
