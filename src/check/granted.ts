/**
 * @file Whether a document grants the condition under which a step holds: it says so, in words or
 * in formulas, or what it does with the letters would make no sense otherwise.
 */
import type { Condition } from "../algebra/index.ts";
import { type Node, topological } from "../expression/index.ts";
import { children, nameKey, type Syntax, writeLatex } from "../notation/index.ts";
import type { Context } from "./context.ts";
import type { Doubted } from "./doubted.ts";
import type { Finding } from "./finding.ts";
import type { Pair } from "./judge.ts";
import { mentionedIn } from "./names.ts";
import type { DocumentSheet } from "./sheet.ts";
import { isInWords, labelName, runsFromZero } from "./stated.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Functions that have one sign on their principal branch. */
const waves: ReadonlySet<string> = new Set(["cos", "sec"]);

/** Whether the document says that the condition of a finding holds: A = Aᵀ, Σ y_i = 1. */
export function isSaid(
  { context: { session, bench }, contexts: { whole } }: Pick<Doubted, "context" | "contexts">,
  statement: Statement,
  { needs, condition }: Finding,
): boolean {
  const { arena, worksheet } = bench.sheet;
  const names = {
    of: (condition: Condition): ReadonlySet<string> => {
      const parts = condition.kind === "all" ? condition.parts : [condition];
      const nodes = parts.flatMap((part) => {
        return "node" in part ? variablesOf(bench.sheet.expand(part.node)) : [];
      });
      // what is said of the entries y_j is said of \mathbf{y}
      return new Set(
        nodes.flatMap((variable) => {
          const name = bench.sheet.ownName(variable);
          return [name, name.replace(/^\\mathbf\{([a-z])\}$/, "$1")];
        }),
      );
    },
    isMatrix: (name: string) => {
      return worksheet.quantities.some(({ key, shape }) => key === name && shape.length === 2);
    },
  };
  if (needs !== undefined && isInWords(needs, session.document, names)) return true;
  if (needs !== undefined && areDeviations(needs, bench.sheet, whole.session.statements))
    return true;
  // A^T A = I_2, as the condition itself is written
  if (needs?.kind === "orthogonal" || needs?.kind === "symmetric") {
    const asked = plain(condition ?? "");
    const isWritten = whole.session.statements.some(({ sign, left, right }) => {
      return sign === "=" && plain(`${writeLatex(left)} = ${writeLatex(right)}`) === asked;
    });
    if (isWritten) return true;
  }
  // x = 3 tan z puts an angle in the place of x, which is one of the principal branch
  const isOfWave = needs?.kind === "sign" && needs.sign.startsWith(">") && waves.has(needs.node.op);
  if (needs !== undefined && (isOfWave || condition?.includes("\\pi") === true)) {
    const own = names.of(needs);
    const isAngle = ({ kind, left, right }: Statement): boolean => {
      const isSubstitution = kind === "definition" && nameKey(left) !== undefined;
      return isSubstitution && wavesIn(right).some((key) => own.has(key));
    };
    if (own.size === 1 && session.statements.some(isAngle)) return true;
  }
  // σ is a standard deviation
  if (needs?.kind === "sign" && needs.sign.startsWith(">")) {
    const own = names.of(needs);
    if (own.size === 1 && [...own].every(isDeviation)) return true;
  }
  // the n of a_n counts, and so do n and m anyhow
  if (needs?.kind === "integer") {
    const own = names.of(needs);
    if ([...own].every((name) => /^[nm](?:_|$)/.test(name))) return true;
    return session.statements.some(({ left, right }) => {
      return [left, right].some((side) => countsIn(side, own));
    });
  }
  if (needs?.kind === "sum") {
    const name = bench.sheet.nameOf(needs.node);
    return session.statements.some(({ left, right, closed }) => {
      const isOne = closed && right.kind === "number" && right.text === "1";
      return isOne && left.kind === "big" && mentionedIn([left]).has(name);
    });
  }
  if (needs?.kind !== "symmetric" || needs.node.shape.length !== 2) return false;
  // Λ of A = Q Λ Qᵀ has the eigenvalues on its diagonal, and Σ covariances or singular values
  const diagonal = bench.sheet.ownName(needs.node);
  if (/^(?:\\hat\{)?\\Sigma\}?(?:_|$)/.test(diagonal)) return true;
  if (diagonal === "\\Lambda" && session.statements.some((one) => isSpectral(one.right)))
    return true;
  const turned = arena.contract({ operands: [needs.node], axes: [[0, 1]], output: [1, 0] });
  return session.restrictions.some(({ statement: said, left, right }) => {
    const sides: readonly Node[] = [left, right];
    return session.reaches(said, statement) && sides.includes(needs.node) && sides.includes(turned);
  });
}

/** The vectors in a step that add up to 1, as the document says: the labels of classes. */
export function labelsSaid(
  around: Pick<Doubted, "context" | "contexts">,
  statement: Statement,
  { left, right }: Pair,
): ReadonlySet<string> {
  const { sheet } = around.context.bench;
  const names = new Set([left, right].flatMap((side) => variablesOf(sheet.expand(side))));
  const said = [...names].filter((node) => isLabel(around, statement, node));
  return new Set(said.map(({ data }) => data));
}

/** Whether a name is that of a label, and the document says of what it adds up to. */
export function isLabel(
  around: Pick<Doubted, "context" | "contexts">,
  statement: Statement,
  node: Node<"variable">,
): boolean {
  const isNamed = labelName.test(around.context.bench.sheet.ownName(node));
  if (node.shape.length !== 1 || !isNamed) return false;
  return isSaid(around, statement, { verdict: "conditional", needs: { kind: "sum", node } });
}

/** Whether a condition is that deviations are positive: σ, and an S of which S² is said. */
function areDeviations(
  needs: Condition,
  sheet: DocumentSheet,
  statements: readonly Statement[],
): boolean {
  if (needs.kind === "all")
    return needs.parts.every((one) => areDeviations(one, sheet, statements));
  if (needs.kind !== "sign" || !needs.sign.startsWith(">") || needs.node.op !== "variable")
    return false;
  const name = sheet.nameOf(needs.node);
  return (
    isDeviation(name) ||
    statements.some(({ at, closed, sign, left }) => {
      const isSquare = left.kind === "power" && nameKey(left.base) === name;
      return at === 0 && sign === "=" && !closed && isSquare && isTwo(left.exponent);
    })
  );
}

const isTwo = (syntax: Syntax): boolean => syntax.kind === "number" && syntax.text === "2";

/** Q Λ Qᵀ, Q Λ Q^{-1}. */
function isSpectral(syntax: Syntax): boolean {
  if (syntax.kind !== "product" || syntax.factors.length !== 3) return false;
  const [first, middle, last] = syntax.factors as [Syntax, Syntax, Syntax];
  if (nameKey(middle) !== "\\Lambda" || (last.kind !== "transpose" && last.kind !== "power"))
    return false;
  const key = nameKey(first);
  return key !== undefined && nameKey(last.base) === key;
}

/** The text of an equation without blanks and the sizes of identities. */
const plain = (text: string): string => text.replace(/\s+/g, "").replace(/=I_\{?\w+\}?$/, "=I");

/** Whether a name is that of a standard deviation, which is positive. */
export const isDeviation = (name: string): boolean => /^\\sigma(?:_|$)/.test(name);

/** The names that a formula takes sines, tangents or secants of. */
function wavesIn(syntax: Syntax): readonly string[] {
  const parts = children(syntax).flatMap(wavesIn);
  if (syntax.kind !== "call" || !/^(?:sin|tan|sec|cos|sinh)$/.test(syntax.function)) return parts;
  const key = nameKey(syntax.arguments[0]!);
  return key === undefined ? parts : [...parts, key];
}

/**
 * Whether nobody supposes the condition of a finding without a word of it: that a vector is one-hot
 * goes without saying of targets y and t, and beside logarithms and exponentials of probabilities.
 */
export function isFarFetched({ needs }: Finding, { bench }: Context, { left, right }: Pair) {
  if (needs?.kind !== "one-hot" || needs.node.op !== "variable") return false;
  if (/^(?:\\[a-z]+\{)?[yte]\b/.test(bench.sheet.nameOf(needs.node))) return false;
  return !topological([left, right].map((side) => bench.sheet.expand(side))).some(({ op }) => {
    return op === "log" || op === "exp";
  });
}

/**
 * Whether a condition is that data are one-hot, or sum to 1, which nobody supposes of a sample X or
 * x: such are shares and probabilities.
 */
export function isOfData({ needs }: Finding, { bench }: Context): boolean {
  if (needs?.kind !== "sum" && needs?.kind !== "one-hot") return false;
  const isSample = needs.kind === "sum" ? /^(?:\\[a-z]+\{)?[xX]\b/ : /^X\b/;
  return needs.node.op === "variable" && isSample.test(bench.sheet.nameOf(needs.node));
}

/** Whether both sides are signs, which agree wherever what they are of has one sign. */
export function areSigns({ bench: { sheet } }: Context, { left, right }: Pair): boolean {
  return [left, right].every((side) => sheet.expand(side).op === "sign");
}

/** Whether a condition is r ≥ 0, of the r of an integral from 0 on. */
export function isOver(
  { needs }: Finding,
  { bench }: Context,
  statements: readonly Statement[],
): boolean {
  if (needs?.kind !== "sign" || (needs.sign !== ">" && needs.sign !== ">=")) return false;
  const { sheet } = bench;
  return needs.node.op === "variable" && runsFromZero(sheet.ownName(needs.node), statements);
}

/** Whether some letter stands as an index in a formula, or below a sum. */
function countsIn(syntax: Syntax, letters: ReadonlySet<string>): boolean {
  const isCounted = (one: Syntax): boolean => letters.has(nameKey(one) ?? "");
  if (syntax.kind === "subscript" && syntax.indices.some(isCounted)) return true;
  return children(syntax).some((child) => countsIn(child, letters));
}
