/**
 * @file Products and sums in index notation as a person writes them in PyTorch: 2 * a * b, W @ x,
 * W.T @ x, x @ A @ y, torch.outer, A * B, x.sum(), torch.trace(A @ B), and torch.einsum for what
 * has no such form.
 *
 * Indicators first become an index, a slice, a window or a diagonal (`slices.ts`). Then factors
 * that share summed indices belong together; each such group is a sum of products of its own, and
 * the groups are multiplied entry by entry, each with its axes in their places.
 */
import type { Node } from "../../expression/index.ts";
import { depthOver, fewOperands, type Piece, precedence, tensor, within } from "./piece.ts";
import type { Recipe } from "./recipe.ts";
import { type Factor, sliced } from "./slices.ts";

export const product: Recipe<"contraction"> = (node, formula) => {
  const { axes } = node.data;
  const rank = node.shape.length;
  const scalars: Piece[] = [];
  const tensors: { node: Node; labels: readonly number[] }[] = [];
  for (const [k, operand] of node.operands.entries()) {
    if (axes[k]!.length === 0) scalars.push(formula.use(operand));
    else tensors.push({ node: operand, labels: axes[k]! });
  }
  const factors = sliced(tensors, node, formula);
  const groups = groupsOf(factors, rank).map((group) => evaluateGroup(group, rank));
  const [one, two, more] = groups;
  // x yᵀ
  const isOuter = more === undefined && isVector(one, rank) && isVector(two, rank);
  if (isOuter && one!.labels[0] !== two!.labels[0] && rank === 2) {
    const [a, b] = one!.labels[0] === 0 ? [one!, two!] : [two!, one!];
    const text = `torch.outer(${a.piece.text}, ${b.piece.text})`;
    const outer = tensor(text, precedence.atom, [true, true], [a.piece, b.piece]);
    return multiplied([...scalars, outer], [true, true]);
  }
  const aligned = groups.map((group) => inPlace(group, rank));
  const spread = node.shape.map((_, axis) => groups.some(({ labels }) => labels.includes(axis)));
  return multiplied([...scalars, ...aligned], spread);
};

function isVector(factor: Factor | undefined, rank: number): boolean {
  return factor?.labels.length === 1 && factor.labels[0]! < rank;
}

/** a * b * c; a long product is math.prod([a, b, …]). */
function multiplied(parts: readonly Piece[], spread: readonly boolean[]): Piece {
  if (parts.length === 1) return { ...parts[0]!, spread };
  const kind = parts.some((part) => part.kind === "tensor") ? "tensor" : "number";
  const isWhole = kind === "number" && parts.every((part) => part.isWhole === true);
  const common = { kind, spread, depth: depthOver(parts), isWhole } as const;
  if (parts.length > fewOperands) {
    const list = parts.map(({ text }) => text).join(", ");
    return { ...common, text: `math.prod([${list}])`, level: precedence.atom };
  }
  const texts = parts.map((part, k) => {
    return within(k === 0 && !part.text.includes("@") ? precedence.product : precedence.sign, part);
  });
  return { ...common, text: texts.join(" * "), level: precedence.product };
}

/** Factors that are joined by summed indices. */
function groupsOf(factors: readonly Factor[], rank: number): Factor[][] {
  const groups: Factor[][] = [];
  for (const factor of factors) {
    const isJoined = (group: readonly Factor[]) => {
      return group.some(({ labels }) => {
        return labels.some((label) => label >= rank && factor.labels.includes(label));
      });
    };
    const joined = groups.filter(isJoined);
    const [first] = joined;
    if (first === undefined) {
      groups.push([factor]);
      continue;
    }
    for (const other of joined.slice(1)) {
      first.push(...other);
      groups.splice(groups.indexOf(other), 1);
    }
    first.push(factor);
  }
  return groups;
}

/** Σ over the summed indices of the product of some factors. */
function evaluateGroup(factors: readonly Factor[], rank: number): Factor {
  const parts = factors.map((factor, k) => {
    const others = factors.flatMap(({ labels }, j) => (j === k ? [] : labels));
    return summed(factor, rank, others);
  });
  const [only, more] = parts;
  if (more === undefined) return only!;
  return innerProduct(parts, rank) ?? chained(parts, rank) ?? einsum(parts, rank);
}

/** Σ over those axes of a tensor that are summed over and that no other factor has. */
function summed(factor: Factor, rank: number, others: readonly number[]): Factor {
  const { piece, labels, trace } = factor;
  const isOwn = (label: number) => label >= rank && !others.includes(label);
  const places = labels.flatMap((label, axis) => (isOwn(label) ? [axis] : []));
  if (places.length === 0) return factor;
  const rest = labels.filter((label) => !isOwn(label));
  if (trace !== undefined) return made(trace, precedence.atom, [piece], rest);
  const along = places.length === 1 ? `${places[0]}` : `(${places.join(", ")})`;
  const text = `${within(precedence.atom, piece)}.sum(${rest.length === 0 ? "" : `dim=${along}`})`;
  return made(text, precedence.atom, [piece], rest);
}

function made(text: string, level: number, parts: readonly Piece[], labels: number[]): Factor {
  return {
    piece: tensor(
      text,
      level,
      labels.map(() => true),
      parts,
    ),
    labels,
  };
}

/** Σ A_ij B_ij …: (A * B).sum(); two vectors are left to x @ y. */
function innerProduct(factors: readonly Factor[], rank: number): Factor | null {
  const { labels } = factors[0]!;
  const isSame = factors.every((factor) => {
    return factor.labels.length === labels.length && factor.labels.every((l, k) => l === labels[k]);
  });
  if (!isSame || !labels.every((label) => label >= rank)) return null;
  if (labels.length === 1 && factors.length === 2) return null;
  const pieces = factors.map(({ piece }) => piece);
  const texts = pieces.map((piece) => within(precedence.sign, piece));
  return made(`(${texts.join(" * ")}).sum()`, precedence.atom, pieces, []);
}

/** A walk along matrices from one index to the next: W @ x, A @ B, x @ A @ y, tr(A B). */
function chained(factors: readonly Factor[], rank: number): Factor | null {
  const ends = factors.flatMap(({ labels }) => labels.filter((label) => label < rank));
  if (ends.length > 2 || !factors.every(({ labels }) => labels.length <= 2)) return null;
  const counts = new Map<number, number>();
  for (const { labels } of factors) {
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  if ([...counts].some(([label, count]) => count !== (label < rank ? 1 : 2))) return null;
  const from = Math.min(...ends);
  const start =
    factors.find(({ labels }) => ends.length > 0 && labels.includes(from)) ??
    factors.find(({ labels }) => labels.length === 1) ??
    factors[0]!;
  const isClosed = ends.length === 0 && start.labels.length === 2;
  const entries = ends.length > 0 ? [from] : isClosed ? start.labels : [undefined];
  const walks = entries.map((entry) => walk(start, entry, factors));
  const [texts, other] = walks;
  if (texts === undefined || texts.length < factors.length) return null;
  // tr(AᵀBA) rather than tr(A AᵀBᵀ), which is the way around
  const chosen = other !== undefined && turns(other) < turns(texts) ? other : texts;
  const pieces = factors.map(({ piece }) => piece);
  const text = chosen.join(" @ ");
  if (isClosed) return made(`torch.trace(${text})`, precedence.atom, pieces, []);
  const open = ends.length === 2 ? [from, Math.max(...ends)] : ends;
  return made(text, precedence.product, pieces, open);
}

const turns = (texts: readonly string[]) => texts.filter((text) => text.endsWith(".T")).length;

/** The factors in the order of a walk that enters the first at `entry`. */
function walk(start: Factor, entry: number | undefined, factors: readonly Factor[]): string[] {
  const texts: string[] = [];
  const left = new Set(factors);
  let label = entry;
  let at: Factor | undefined = start;
  while (at !== undefined) {
    left.delete(at);
    texts.push(turned(at, label));
    const [first, second]: readonly number[] = at.labels;
    const exit: number | undefined = label === undefined ? first : first === label ? second : first;
    if (exit === undefined || exit === label) break;
    label = exit;
    at = [...left].find(({ labels }) => labels.includes(exit));
  }
  return texts;
}

/** A factor of a chain that is entered at `label`: A, or A.T. */
function turned({ piece, labels }: Factor, label: number | undefined): string {
  if (labels.length === 1 || labels[0] === label) return within(precedence.sign, piece);
  return `${within(precedence.atom, piece)}.T`;
}

const alphabet = [..."ijklmnopqrstuvwxyzabcdefghABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** torch.einsum("ij,jk,ik->i", A, B, C). */
function einsum(factors: readonly Factor[], rank: number): Factor {
  const letters = new Map<number, string>();
  const all = [...new Set(factors.flatMap(({ labels }) => labels))].sort((a, b) => a - b);
  for (const [k, label] of all.entries()) letters.set(label, alphabet[k]!);
  const spelled = (labels: readonly number[]) => labels.map((label) => letters.get(label)).join("");
  const output = all.filter((label) => label < rank);
  const pieces = factors.map(({ piece }) => piece);
  const equation = `${factors.map(({ labels }) => spelled(labels)).join(",")}->${spelled(output)}`;
  const texts = pieces.map(({ text }) => text);
  return made(`torch.einsum("${equation}", ${texts.join(", ")})`, precedence.atom, pieces, output);
}

/** A factor with its axes in order, and new ones between where others have theirs. */
function inPlace({ piece, labels }: Factor, rank: number): Piece {
  const order = labels.map((_, k) => k).sort((a, b) => labels[a]! - labels[b]!);
  const isSorted = order.every((place, k) => place === k);
  const sorted = [...labels].sort((a, b) => a - b);
  let { text, level } = piece;
  if (!isSorted) {
    const base = within(precedence.atom, piece);
    text = labels.length === 2 ? `${base}.T` : `${base}.permute(${order.join(", ")})`;
    level = precedence.atom;
  }
  const places = Array.from({ length: rank }, (_, axis) => sorted.includes(axis));
  const shown = places.slice(sorted[0] ?? rank);
  if (shown.includes(false)) {
    const last = shown.lastIndexOf(false);
    const index = shown.slice(0, last + 1).map((has) => (has ? ":" : "None"));
    text = `${within(precedence.atom, { ...piece, text, level })}[${index.join(", ")}]`;
    level = precedence.atom;
  }
  return { ...tensor(text, level, places, [piece]), ...(text === piece.text && keep(piece)) };
}

/** What stays true of a piece that is passed on as it is. */
function keep({ isName, depth, condition }: Piece): Partial<Piece> {
  return {
    depth,
    ...(isName === undefined ? {} : { isName }),
    ...(condition === undefined ? {} : { condition }),
  };
}
