/**
 * @file The index form of a matrix step as a reader meets it: what each quantity says entry by
 * entry, its local derivative, the chain rule with the sum that collapses, and then in words how
 * the entry is read as matrix notation, and whether the shapes alone would have told.
 */
import { children, S, type Syntax, writePlain } from "../notation/index.ts";
import {
  type Derivation,
  type Fold,
  type FoldFactor,
  formInLayout,
  type IndexForm,
  indexFormOf,
  type Layout,
  type WorkedNode,
  type WorkedPart,
} from "../work/index.ts";
import { formula, type Inline, words } from "./words.ts";

/** The title above an index form: the line, and the question that its unfolding answers. */
export function unfoldingTitle({ target, links }: Derivation): Inline[] {
  const [first] = links;
  const transposed = first !== undefined && hasTranspose(first.syntax);
  const text = transposed ? " entry by entry: why the transpose" : " entry by entry";
  return [formula(target), words(text)];
}

/** The index form of a line of the backward pass; null for scalars. */
export function formOf(
  { setting }: WorkedPart,
  node: WorkedNode,
  layout: Layout = "gradient",
): IndexForm | null {
  const { quantity, adjoint, backward } = node;
  if (setting === null || adjoint === null || backward === null) return null;
  const form = indexFormOf(setting, quantity, adjoint.node);
  return form && formInLayout(setting, form, layout);
}

function hasTranspose(syntax: Syntax): boolean {
  return syntax.kind === "transpose" || children(syntax).some(hasTranspose);
}

/** The lines before the main one: definitions by entries, and their derivatives. */
export function localLines({ locals }: IndexForm): readonly Derivation[] {
  return locals.flatMap(({ definition, derivative }) => {
    return [definition, derivative].filter((line) => line !== null);
  });
}

/** Why the sums of the chain rule have one term each, and how each term is folded back. */
export function unfoldingWords(form: IndexForm): readonly (readonly Inline[])[] {
  const folds = form.folds.map((fold) => [...told[fold.kind](fold), ...shapeArgument(fold)]);
  return form.collapses.length === 0 ? folds : [collapseWords(form.collapses), ...folds];
}

function collapseWords(collapses: IndexForm["collapses"]): Inline[] {
  const several = collapses.length > 1;
  const equal = collapses.map(({ running, kept }) => S.relation([running, kept]));
  return [
    ...listed(collapses.map(({ delta }) => delta)),
    words(several ? " are 1 where " : " is 1 where "),
    ...listed(equal),
    words(
      `, and 0 elsewhere: where ${several ? "they stand as factors, the sums" : "it stands as a factor, the sum"} over `,
    ),
    ...listed(collapses.map(({ running }) => running)),
    words(several ? " keep that one term." : " keeps that one term."),
  ];
}

const told: { readonly [K in Fold["kind"]]: (fold: Fold) => Inline[] } = {
  outer: ({ indices, factors, split }) => {
    const [row, column] = indices;
    const left = S.product(factors.slice(0, split).map(standing));
    const right = S.product(factors.slice(split).reverse().map(turned));
    return [
      words("The row index "),
      formula(row!),
      words(" comes from "),
      formula(left),
      words(", the column index "),
      formula(column!),
      words(" from "),
      formula(right),
      words(": a column times a row, "),
      formula(S.product(factors.map(standing))),
      words("."),
    ];
  },
  entrywise: ({ indices, factors }) => [
    words(indices.length > 1 ? "Every factor has the indices " : "Every factor has the index "),
    ...listed(indices),
    words(" itself, and nothing is summed: the product is taken entry by entry"),
    ...turnedWords(factors),
    words(", "),
    formula(S.product(factors.map(standing), "odot")),
    words("."),
  ],
  path: ({ factors, indices }) => {
    if (factors.length === 1) {
      const [{ entry, whole }] = factors as [FoldFactor];
      return [
        words("In "),
        formula(entry),
        words(" the indices of the entry stand in the other order: "),
        formula(whole),
        words(" stands transposed."),
      ];
    }
    return [
      words("Read from "),
      formula(indices[0]!),
      ...(indices.length > 1 ? [words(" to "), formula(indices[1]!)] : [words(" on")]),
      words(", each factor shares a summed index with the next"),
      ...turnedWords(factors),
      words(": the matrix product "),
      formula(S.product(factors.map(standing))),
      words("."),
    ];
  },
  total: ({ factors, indices }) => [
    words("The sum runs over every index of "),
    formula(factors[0]!.entry),
    words(" but "),
    ...listed(indices),
    words(": what is used in many places collects from all of them."),
  ],
};

/** A factor as it stands in the product: a turned matrix transposed, a turned vector as a row. */
function standing({ whole, isTurned }: FoldFactor): Syntax {
  return isTurned ? S.transpose(whole) : whole;
}

/** A factor as it stands in the transposed product. */
function turned({ whole, isTurned, shape }: FoldFactor): Syntax {
  return isTurned || shape.length < 2 ? whole : S.transpose(whole);
}

/** Which matrices are met second index first, and so stand transposed. */
function turnedWords(factors: readonly FoldFactor[]): Inline[] {
  const found = factors.filter(({ isTurned, shape }) => isTurned && shape.length > 1);
  if (found.length === 0) return [];
  return [
    words("; "),
    ...listed(found.map(({ entry }) => entry)),
    words(
      found.length > 1 ? " are met second index first, so " : " is met second index first, so ",
    ),
    ...listed(found.map(({ whole }) => whole)),
    words(found.length > 1 ? " stand transposed" : " stands transposed"),
  ];
}

/** a, b and c; each once. */
function listed(items: readonly Syntax[]): Inline[] {
  const texts = items.map(writePlain);
  const own = items.filter((_, k) => texts.indexOf(texts[k]!) === k);
  return own.flatMap((item, k) => {
    if (k === 0) return [formula(item)];
    return [words(k === own.length - 1 ? " and " : ", "), formula(item)];
  });
}

/** Whether the shapes alone would have told the same. */
function shapeArgument({ fits, factors, shape }: Fold): Inline[] {
  if (fits === null || factors.length < 2) return [];
  const size = `[${shape.join(", ")}]`;
  return [
    words(
      fits === 1
        ? ` The shapes say the same: nothing else made of these factors has the shape ${size}.`
        : ` The shapes alone do not decide: ${fits} products of these factors have the shape ` +
            `${size}. The indices do.`,
    ),
  ];
}
