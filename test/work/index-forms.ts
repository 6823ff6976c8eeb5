/**
 * @file What is asked of every index form: each of its last lines (the entry, the entry with its
 * indices side by side, the folded matrix form) reads back to the node of the matrix form, the
 * same object, in both notations; each definition by entries to the formula; and each local
 * derivative, with its δs and without, to the Jacobian. They are spellings of one step and not
 * derivations beside it.
 */
import { jacobian } from "../../src/calculus/index.ts";
import type { Node, Shape } from "../../src/expression/index.ts";
import { type Syntax, writePlain } from "../../src/notation/index.ts";
import type { Derivation, Solution, WorkedPart } from "../../src/work/index.ts";
import { graph } from "../notation/meaning.ts";
import { type LineReader, lineReader } from "./reading.ts";

/** The rules of the links that spell the adjoint itself. */
const spellings: ReadonlySet<string> = new Set([
  "entry by entry",
  "neighbouring indices meet",
  "folded back",
]);

/** What is wrong with the index forms of a part; `count` is told each line that was read. */
export function readIndexForms(
  solution: Solution,
  part: WorkedPart,
  count: (rule: string) => void = () => {},
): string[] {
  const reader = lineReader(solution, part);
  const { arena } = solution.sheet;
  const complaints: string[] = [];
  for (const { indexForm, quantity } of part.gradients) {
    const adjoint = part.nodes.find((node) => node.quantity === quantity)?.adjoint?.node;
    if (indexForm === null || adjoint === undefined) continue;
    const { line, locals } = indexForm;
    const links = line.links.filter(({ rule }) => spellings.has(rule));
    complaints.push(...readLine({ ...line, links }, quantity.shape, adjoint, reader, count));
    for (const { user, definition, derivative } of locals) {
      const formula = user.formula!;
      const local = jacobian(formula, quantity.variable, arena);
      complaints.push(...readLine(definition, user.shape, formula, reader, count));
      complaints.push(...readLine(derivative, local.shape, local, reader, count));
    }
  }
  return complaints;
}

function readLine(
  line: Derivation | null,
  shape: Shape,
  wanted: Node,
  { read, opened }: LineReader,
  count: (rule: string) => void,
): string[] {
  if (line === null) return [];
  const letters = lettersOf(line.target);
  return line.links.flatMap(({ rule, syntax }) =>
    (["latex", "plain"] as const).flatMap((notation) => {
      const title = `${writePlain(line.target)} [${rule}]`;
      count(rule);
      const found = read(syntax, letters, shape, notation);
      if (typeof found === "string") return [`${title} ${found}`];
      const [got, due] = [opened(found), opened(wanted)];
      if (got === due) return [];
      return [`${title} ${writePlain(syntax)}: ${graph(got)} is not ${graph(due)}`];
    }),
  );
}

/** The letters of z_k, of dL/dW_{ij}, of dz_k/dW_{ij}. */
function lettersOf(target: Syntax): readonly Syntax[] {
  if (target.kind === "derivative") {
    return [...lettersOf(target.of!), ...lettersOf(target.by[0]!.variable)];
  }
  return target.kind === "subscript" && target.indices.every(isLetter) ? target.indices : [];
}

function isLetter(index: Syntax): boolean {
  return index.kind === "name" && index.text.length === 1;
}
