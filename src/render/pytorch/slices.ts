/**
 * @file Indicators inside a product as PyTorch has them: 1[i = 2] picks an entry (x[1]), a shift
 * x_{i+1} is a slice (x[1:3]), a window x_{i+k−1} is `unfold`, an index that occurs twice is a
 * diagonal, δ_ij beside a vector is torch.diag. Only what remains is a dense tensor of 0 and 1.
 *
 * An indicator is taken away together with an index that is summed and that one other factor has;
 * whether its range fits is known only for numbers, so symbolic sizes keep the dense tensor.
 */
import type { IndexCondition, Node, Size } from "../../expression/index.ts";
import { isIdentity } from "./indicator.ts";
import { type Piece, precedence, tensor, within } from "./piece.ts";
import type { Formula } from "./recipe.ts";

/** A tensor of a product; its axes have these indices in this order. */
export interface Factor {
  readonly piece: Piece;
  readonly labels: readonly number[];
  /** For a diagonal of a matrix: its sum. */
  readonly trace?: string;
}

/** A factor before it is written. */
interface Operand {
  readonly node: Node;
  readonly labels: readonly number[];
}

/** The factors of a product, without the indicators that are an index, a slice or a diagonal. */
export function sliced(
  operands: readonly Operand[],
  product: Node<"contraction">,
  formula: Formula,
): Factor[] {
  const isIndicator = ({ node }: Operand) => node.op === "indicator";
  let factors: readonly Factor[] = operands
    .filter((operand) => !isIndicator(operand))
    .map(({ node, labels }) => ({ piece: formula.full(node), labels }));
  const indicators = operands.filter(isIndicator);
  const dense: Operand[] = [];
  for (const [k, indicator] of indicators.entries()) {
    const others = [...dense, ...indicators.slice(k + 1)].flatMap(({ labels }) => labels);
    const taken = take(indicator, factors, others, product);
    if (taken === null) dense.push(indicator);
    else factors = taken;
  }
  const whole = factors.map(diagonal);
  const made = placedDiagonal(whole, dense, product.shape.length);
  if (made !== null) return [made];
  return [
    ...whole,
    ...dense.map(({ node, labels }) => diagonal({ piece: formula.full(node), labels })),
  ];
}

/**
 * The factors after one of them was indexed by an indicator; null where that cannot be.
 * `elsewhere` are the indices of the other indicators.
 */
function take(
  { node, labels }: Operand,
  factors: readonly Factor[],
  elsewhere: readonly number[],
  product: Node<"contraction">,
): Factor[] | null {
  const [condition, second] = (node as Node<"indicator">).data;
  if (condition?.sign !== "=" || second !== undefined) return null;
  if (new Set(labels).size < labels.length) return null;
  const rank = product.shape.length;
  for (const [axis, label] of labels.entries()) {
    const isFree = label >= rank && !elsewhere.includes(label);
    if (!isFree || Math.abs(condition.coefficients[axis]!) !== 1) continue;
    const users = factors.filter((factor) => factor.labels.includes(label));
    const index = indexOf(condition, axis, labels, (other) => product.data.sizes[other]!);
    if (index === null || users.length === 0) continue;
    const isPick = index.labels.length === 0;
    if (!isPick && !isAlone(users, [label, ...index.labels])) continue;
    return factors.map((factor) => indexed(factor, label, index));
  }
  return null;
}

/** Whether one factor alone has the first of the labels, once, and none of the others. */
function isAlone([user, more]: readonly Factor[], [label, ...others]: readonly number[]): boolean {
  if (more !== undefined) return false;
  const own = user!.labels;
  return (
    own.filter((one) => one === label).length === 1 && !own.some((one) => others.includes(one))
  );
}

/** The index that takes the place of a label: text for its axis, then a call, and new labels. */
interface Index {
  readonly text: string;
  /** A window: `.unfold(axis, size, step)` after the slice. */
  readonly window?: { readonly size: number; readonly step: number; readonly dilation: number };
  /** The label at the axis itself, and one that comes last. */
  readonly labels: readonly number[];
}

/** Solves Σ c·i + offset = 0 for the index on `axis`: j = c, i + c, p·i + q·k + c. */
function indexOf(
  { coefficients, offset }: IndexCondition,
  axis: number,
  labels: readonly number[],
  extent: (label: number) => Size,
): Index | null {
  const own = coefficients[axis]!;
  const terms = labels.flatMap((label, k) => {
    const c = -coefficients[k]! / own;
    return k === axis || c === 0 ? [] : [{ label, c, size: extent(label) }];
  });
  if (terms.length < labels.length - 1 || terms.length > 2) return null;
  const start = -offset / own;
  const size = extent(labels[axis]!);
  if (terms.length === 0) {
    const isInside = start >= 1 && (typeof size === "string" || start <= size);
    return isInside ? { text: `${start - 1}`, labels: [] } : null;
  }
  if (
    typeof size === "string" ||
    terms.some((term) => term.c < 1 || typeof term.size === "string")
  ) {
    return null;
  }
  const steps = terms.map(({ c, size: count }) => ({ c, count: count as number }));
  // from the first to the last value of the index, counted from 0
  const first = start - 1 + steps.reduce((sum, { c }) => sum + c, 0);
  const last = start - 1 + steps.reduce((sum, { c, count }) => sum + c * count, 0);
  if (first < 0 || last >= size) return null;
  const text = `${first === 0 ? "" : first}:${last === size - 1 ? "" : last + 1}`;
  const [one, two] = steps;
  if (two === undefined) {
    const step = one!.c === 1 ? "" : `:${one!.c}`;
    return { text: `${text}${step}`, labels: [terms[0]!.label] };
  }
  const window = { size: two.c * (two.count - 1) + 1, step: one!.c, dilation: two.c };
  return { text, window, labels: terms.map(({ label }) => label) };
}

/** The factor with `index` in the place of its axis `label`. */
function indexed(factor: Factor, label: number, index: Index): Factor {
  const { piece, labels } = factor;
  if (!labels.includes(label)) return factor;
  const axis = labels.indexOf(label);
  const [near, far] = index.labels;
  const base = within(precedence.atom, piece);
  const before = ":, ".repeat(axis);
  let text = index.text === ":" ? base : indexInto(base, `${before}${index.text}`, labels, near);
  const rest = [...labels.slice(0, axis), ...(near === undefined ? [] : [near])];
  rest.push(...labels.slice(axis + 1));
  if (index.window !== undefined) {
    const { size, step, dilation } = index.window;
    text = `${text}.unfold(${axis}, ${size}, ${step})`;
    if (dilation > 1) text = `${text}[..., ::${dilation}]`;
    rest.push(far!);
  }
  const all = rest.map(() => true);
  const made = { piece: tensor(text, precedence.atom, all, [piece]), labels: rest };
  // x_jj where j is picked
  return near === undefined ? indexed(made, label, index) : made;
}

/** W[0][1] is W[0, 1]; after a slice an index of its own is needed. */
function indexInto(
  base: string,
  index: string,
  labels: readonly number[],
  near: number | undefined,
): string {
  const entry = /^(\w+\[\d+(?:, \d+)*)\]$/.exec(base);
  return entry !== null && near === undefined && labels.length > 0 && /^\d+$/.test(index)
    ? `${entry[1]}, ${index}]`
    : `${base}[${index}]`;
}

/** An index that a tensor has twice: its diagonal, which becomes the last axis. */
function diagonal(factor: Factor): Factor {
  let { piece, labels } = factor;
  const isMatrix = labels.length === 2 && labels[0] === labels[1];
  const trace = `torch.trace(${piece.text})`;
  for (;;) {
    const second = labels.findIndex((label, k) => labels.indexOf(label) < k);
    if (second < 0) return isMatrix ? { piece, labels, trace } : { piece, labels };
    const label = labels[second]!;
    const first = labels.indexOf(label);
    const places = labels.length === 2 ? "" : `dim1=${first}, dim2=${second}`;
    const text = `${within(precedence.atom, piece)}.diagonal(${places})`;
    labels = [...labels.filter((_, k) => k !== first && k !== second), label];
    piece = tensor(
      text,
      precedence.atom,
      labels.map(() => true),
      [piece],
    );
  }
}

/** x_i δ_ij, both in the result: torch.diag(x). */
function placedDiagonal(
  factors: readonly Factor[],
  dense: readonly Operand[],
  rank: number,
): Factor | null {
  const [x, more] = factors;
  const [delta, other] = dense;
  if (x === undefined || delta === undefined || more !== undefined || other !== undefined)
    return null;
  const { node, labels } = delta;
  const isPlaced = labels.every((label) => label < rank) && labels.includes(x.labels[0]!);
  if (!isPlaced || x.labels.length !== 1 || !isIdentity(node as Node<"indicator">)) return null;
  const text = `torch.diag(${x.piece.text})`;
  return { piece: tensor(text, precedence.atom, [true, true], [x.piece]), labels };
}
