/** @file Pictures to draw in the tests: small worked ones and big generated ones. */
import type {
  NodeKind,
  Picture,
  PictureEdge,
  PictureNode,
} from "../../src/render/picture/index.ts";

export const node = (
  id: string,
  kind: NodeKind,
  formula: string | null = null,
  shape: string | null = null,
  label = id,
): PictureNode => ({ id, kind, label, formula, shape });

export const edge = (
  from: string,
  to: string,
  value: string | null = null,
  adjoint: string | null = null,
  local: string | null = null,
): PictureEdge => ({ from, to, value, adjoint, local });

const picture = (
  title: string,
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
  output?: Picture["output"],
): Picture => ({
  title,
  description: `The computation graph of ${title}.`,
  nodes,
  edges,
  ...(output ? { output } : {}),
});

const half = "\\frac{\\pi}{2}";

export const cosine = picture(
  "y = cos((x₁/x₂)^x₃)",
  [
    node("x_1", "input"),
    node("x_2", "input"),
    node("x_3", "input"),
    node("u", "quantity", "\\frac{x_1}{x_2}"),
    node("s", "quantity", "u^{x_3}"),
    node("y", "output", "\\cos(s)"),
  ],
  [
    edge("x_1", "u", "\\pi", "-\\frac{1}{2}", "\\frac{1}{x_2}"),
    edge("x_2", "u", "2", "\\frac{\\pi}{4}", "-\\frac{x_1}{x_2^2}"),
    edge("u", "s", half, "-1", "x_3u^{x_3-1}"),
    edge("x_3", "s", "1", `-${half}\\ln${half}`, "u^{x_3}\\ln u"),
    edge("s", "y", half, "-1", "-\\sin(s)"),
  ],
  { value: "0", adjoint: "1" },
);

const column = (...entries: (string | number)[]) =>
  `\\begin{bmatrix}${entries.join("\\\\")}\\end{bmatrix}`;
const matrix = (...rows: (string | number)[][]) =>
  `\\begin{bmatrix}${rows.map((row) => row.join("&")).join("\\\\")}\\end{bmatrix}`;

export const network = picture(
  "a layer with ReLU and a squared error",
  [
    node("W", "input", null, "2 × 3"),
    node("x", "input", null, "2"),
    node("b", "input", null, "3"),
    node("v", "input", null, "3"),
    node("t", "constant"),
    node("z", "quantity", "W^\\top x+b", "3"),
    node("a", "quantity", "\\operatorname{ReLU}(z)", "3"),
    node("y", "quantity", "v^\\top a"),
    node("L", "output", "(y-t)^2"),
  ],
  [
    edge("W", "z", matrix([1, 0, -1], [2, 1, 0]), matrix([4, 0, -2], [8, 0, -4])),
    edge("x", "z", column(1, 2), column(2, 8)),
    edge("b", "z", column(0, 1, -1), column(4, 0, -2)),
    edge("z", "a", column(5, 3, -2), column(4, -2, 0)),
    edge("a", "y", column(5, 3, 0), column(4, -2, 6)),
    edge("v", "y", column(2, -1, 3), column(10, 6, 0)),
    edge("y", "L", "7", "2"),
    edge("t", "L", "6", "-2"),
  ],
  { value: "1", adjoint: "1" },
);

export const forked = picture(
  "a quantity used three times, once with itself",
  [
    node("x", "input"),
    node("p", "quantity", "x\\cdot x"),
    node("q", "quantity", "\\sin(p)"),
    node("r", "quantity", "p+q"),
    node("y", "output", "x\\,r"),
  ],
  [
    edge("x", "p", "3", "12"),
    edge("x", "p", "3", "12"),
    edge("p", "q", "9", "3\\cos 9"),
    edge("p", "r", "9", "3"),
    edge("q", "r", "\\sin 9", "3"),
    edge("r", "y", "9+\\sin 9", "3"),
    edge("x", "y", "3", "9+\\sin 9"),
  ],
  { value: "27+3\\sin 9", adjoint: "1" },
);

/** A deterministic source of numbers in [0, 1): Lehmer's generator modulo 2³¹ − 1. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** `count` nodes: one in four an input; the others read a node not yet read, and maybe another. */
export function generated(count: number, reach: number, seed = 7): Picture {
  const next = numbers(seed);
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  let unread: number[] = [];
  const digits = () => (next() * 20 - 10).toFixed(next() < 0.3 ? 2 : 0);
  for (let i = 0; i < count; i++) {
    const kind = i < 2 || next() < 0.25 ? "input" : i === count - 1 ? "output" : "quantity";
    const other = Math.max(0, i - 1 - Math.floor(next() * reach));
    const second = unread.length > 6 ? unread[1]! : other;
    const parents = next() < 0.7 ? [unread[0] ?? other, second] : [unread[0] ?? other];
    const from = kind === "input" ? [] : parents;
    unread = [...unread.filter((j) => !from.includes(j)), i];
    const formula = from.map((j) => `v_{${j}}`).join("\\cdot ");
    nodes.push(node(`v${i}`, kind, formula || null, null, `v_{${i}}`));
    edges.push(...from.map((j) => edge(`v${j}`, `v${i}`, digits(), digits())));
  }
  return picture(`${count} generated nodes`, nodes, edges, { value: "1", adjoint: "1" });
}

/** A perceptron of scalars: every weight an input, every unit w·x summed and squashed. */
export function perceptron(layers: readonly number[], seed = 3): Picture {
  const next = numbers(seed);
  const digits = () => (next() * 4 - 2).toFixed(2);
  const nodes = Array.from({ length: layers[0]! }, (_, i) => node(`x_${i}`, "input"));
  const edges: PictureEdge[] = [];
  let below = nodes.map((n) => n.id);
  layers.slice(1).forEach((width, l) => {
    below = Array.from({ length: width }, (_, j) => {
      const [sum, unit] = [`z_{${l}${j}}`, `a_{${l}${j}}`];
      const weights = below.map((_, i) => `w_{${l}${j}${i}}`);
      const formula = weights.map((w, i) => `${w}${below[i]}`).join("+");
      nodes.push(...weights.map((w) => node(w, "input")), node(sum, "quantity", formula));
      nodes.push(node(unit, l === layers.length - 2 ? "output" : "quantity", `\\tanh ${sum}`));
      for (const from of [...weights, ...below]) edges.push(edge(from, sum, digits(), digits()));
      edges.push(edge(sum, unit, digits(), digits()));
      return unit;
    });
  });
  return picture(`a perceptron ${layers.join(", ")}`, nodes, edges, { value: "1", adjoint: "1" });
}

export function chain(count: number): Picture {
  const nodes = Array.from({ length: count }, (_, i) =>
    node(
      `v${i}`,
      i === 0 ? "input" : i === count - 1 ? "output" : "quantity",
      "\\sin",
      null,
      `v_{${i}}`,
    ),
  );
  const edges = nodes.slice(1).map((_, i) => edge(`v${i}`, `v${i + 1}`, "1", "2"));
  return picture(`a chain of ${count}`, nodes, edges);
}

export const single = picture("one node", [node("x", "input")], []);
export const empty = picture("nothing", [], []);
export const apart = picture(
  "two graphs that do not touch",
  [
    node("x", "input"),
    node("y", "output", "x^2"),
    node("p", "input"),
    node("q", "output", "\\ln p"),
  ],
  [edge("x", "y", "3", "6"), edge("p", "q", "1", "1")],
);

const wide = Array.from({ length: 8 }, (_, i) =>
  Array.from({ length: 9 }, (_, j) => `${(i * 7 + j * 3) % 10}`),
);
export const bulky = picture(
  "values without room",
  [
    node("X", "input", null, "8 × 9"),
    node("c", "constant", null, null, "c"),
    node(
      "s",
      "quantity",
      "\\sum_{i}\\sum_{j} X_{ij}^2 + \\sum_{i}\\sum_{j} X_{ij}^4 + \\sum_{k} c^k X_{kk} + 1",
    ),
    node("y", "output", "\\frac{1}{1+e^{-s}}"),
  ],
  [
    edge("X", "s", matrix(...wide), matrix(...wide)),
    edge(
      "c",
      "s",
      "3.14159265358979323846264338327950288419716939937510",
      "x_1+x_2+x_3+x_4+x_5+x_6+x_7+x_8+x_9",
    ),
    edge(
      "s",
      "y",
      "12345678901234567890123456789012345678901234567890",
      "\\frac{e^{-s}}{(1+e^{-s})^2}",
    ),
  ],
  { value: "1", adjoint: "1" },
);
