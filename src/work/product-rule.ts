/**
 * @file The product rule entry by entry: every factor W of a formula gives one term, in which
 * that factor is replaced by
 *
 *     ∂W_{lk}/∂W_{ij} = δ_{li} δ_{kj},      1 for the entry itself and 0 for every other.
 *
 * So Σ_l W_{lk} x_l gives Σ_l δ_{li} δ_{kj} x_l, and Σ_{kl} x_k A_{kl} x_l by x_i gives two terms.
 * A formula that has the variable inside something else, as tanh(W x), has no such line.
 */
import {
  type Arena,
  isKind,
  type Node,
  type Shape,
  type Size,
  topological,
} from "../expression/index.ts";
import {
  children,
  type Letters,
  mapParts,
  type Names,
  nameSyntax,
  S,
  type Syntax,
  type SyntaxOf,
  spell,
  spellEntry,
} from "../notation/index.ts";

/** A name that no text can spell. */
const slotName = "\0factor";

/** ∂(entry of `formula` at `running`)/∂(entry of `variable` at `indices`), with its δs. */
export function byProductRule(
  formula: Node,
  variable: Node,
  running: readonly Syntax[],
  indices: readonly Syntax[],
  names: Names,
  fresh: () => Letters,
  arena: Arena,
): Syntax | null {
  const slot = arena.variable(slotName, variable.shape);
  const hole = S.name(slotName);
  const named: Names = { get: (node) => (node === slot ? hole : names.get(node)) };
  const found: { readonly sign: "+" | "-"; readonly term: Syntax }[] = [];
  for (const given of formula.op === "add" ? formula.operands : [formula]) {
    const negative = given.op === "negate";
    const term = negative ? given.operands[0]! : given;
    const opened = withSlots(term, variable, slot, arena);
    if (opened === null) return null;
    for (const node of opened) {
      const entry = spellEntry(node, running, (part) => spell(part, named), fresh());
      const filled = fill(entry, indices, variable.shape);
      if (filled === null) return null;
      found.push({ sign: negative ? "-" : "+", term: filled });
    }
  }
  return found.length === 0 ? null : S.sum(found);
}

/** The term once for each factor that is the variable, with that factor replaced by `slot`. */
function withSlots(term: Node, variable: Node, slot: Node, arena: Arena): Node[] | null {
  if (term === variable) return [slot];
  if (!topological([term]).includes(variable)) return [];
  if (!isKind(term, "contraction")) return null;
  const { axes, sizes } = term.data;
  const inside = term.operands.some((operand) => {
    return operand !== variable && topological([operand]).includes(variable);
  });
  if (inside) return null;
  return term.operands.flatMap((operand, k) => {
    if (operand !== variable) return [];
    return [
      arena.contract({
        operands: term.operands.map((other, at) => (at === k ? slot : other)),
        axes,
        output: term.shape.map((_, axis) => axis),
        sizes,
      }),
    ];
  });
}

/**
 * The entry with (I_m)_{ai} (I_n)_{bj}, which are δ_{ai} δ_{bj}, for the factor that stands in the
 * slot; null where an index is a number. A letter that is left in δs alone gets its bounds.
 */
function fill(entry: Syntax, indices: readonly Syntax[], shape: Shape): Syntax | null {
  let complete = true;
  const extents = new Map<string, Syntax>();
  const deltas = (own: readonly Syntax[]): Syntax[] => {
    complete &&= own.length === indices.length && own.every(({ kind }) => kind === "name");
    return own.map((letter, axis) => {
      const size = sizeSyntax(shape[axis]!);
      if (letter.kind === "name") extents.set(letter.text, size);
      return S.subscripted(S.group(S.subscripted("I", size)), letter, indices[axis]!);
    });
  };
  const visit = (syntax: Syntax): Syntax => {
    if (isSlot(syntax)) return S.product(deltas(syntax.indices));
    if (syntax.kind === "product") {
      return S.product(
        syntax.factors.flatMap((factor) => {
          return isSlot(factor) ? deltas(factor.indices) : [visit(factor)];
        }),
      );
    }
    const inner = mapParts(syntax, visit);
    return inner.kind === "big" && inner.lower === undefined ? bounded(inner, extents) : inner;
  };
  const filled = visit(entry);
  return complete ? filled : null;
}

/** Σ_{k=1}^n around what has k in δs alone; Σ_k over the letters that show how far they run. */
function bounded(sum: SyntaxOf<"big">, extents: ReadonlyMap<string, Syntax>): Syntax {
  const shown = sum.index.filter((letter) => runsIn(letter, sum.body));
  let result = shown.length === 0 ? sum.body : S.big(sum.operator, { index: shown }, sum.body);
  for (const letter of sum.index) {
    const upper = letter.kind === "name" ? extents.get(letter.text) : undefined;
    if (upper === undefined || shown.includes(letter)) continue;
    result = S.big(sum.operator, { index: [letter], lower: 1, upper }, result);
  }
  return result;
}

/** Whether a tensor other than the identity has the letter as an index. */
function runsIn(letter: Syntax, body: Syntax): boolean {
  if (body.kind === "subscript" && body.base.kind !== "group") {
    const text = letter.kind === "name" ? letter.text : "";
    if (body.indices.some((index) => index.kind === "name" && index.text === text)) return true;
  }
  return children(body).some((part) => runsIn(letter, part));
}

const sizeSyntax = (size: Size): Syntax => {
  return typeof size === "number" ? S.number(size) : nameSyntax(size);
};

function isSlot(syntax: Syntax): syntax is SyntaxOf<"subscript"> {
  if (syntax.kind !== "subscript") return false;
  return syntax.base.kind === "name" && syntax.base.text === slotName;
}
