/**
 * @file The rows of vocabulary.test.ts: for each item and form a problem, the shapes of its
 * inputs and what they are drawn from, and the definition written out in decimal.js.
 */
import {
  apply,
  type D,
  Dec,
  dot,
  entriesOf,
  type Given,
  type M,
  matmul,
  mean,
  num,
  one,
  plus,
  relu,
  sigmoid,
  softmax,
  square,
  total,
  turned,
  type V,
  zip,
} from "./oracle.ts";

/** What an entry is drawn from. */
type Kind = "real" | "share" | "mask" | "sign" | "one-hot";

export interface Row {
  readonly item: string;
  readonly text: string;
  /** "3 4" for the shape [3, 4], and after it what is drawn, reals when nothing stands there. */
  readonly shapes: Readonly<Record<string, string>>;
  /** The inputs by which derivatives are asked for; all when left out. */
  readonly by?: readonly string[];
  readonly oracle: (...inputs: never[]) => D;
}

/** Small whole numbers, the same in every run (Park and Miller's generator). */
function generator(seed: number): (below: number) => number {
  let state = (seed * 48_271) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** The inputs of a row as texts, all entries of one input different. */
export function drawn({ shapes, item, text }: Row, seed: number): Record<string, string> {
  const draw = generator(seed + 100 * text.length + item.length);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, given]) => {
      const [, extents, kind] = /^([\d ]*?) ?([a-z-]*)$/.exec(given)!;
      const shape = extents!.split(" ").filter(Boolean).map(Number);
      return [name, tensorText(shape, entriesFor((kind || "real") as Kind, shape, draw))];
    }),
  );
}

function entriesFor(kind: Kind, shape: readonly number[], draw: (n: number) => number): string[] {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const used = new Set<string>();
  const fresh = (make: () => string): string => {
    for (;;) {
      const text = make();
      if (used.has(text)) continue;
      used.add(text);
      return text;
    }
  };
  const width = shape.at(-1) ?? 1;
  const hot = Array.from({ length: count / width }, () => draw(width));
  return Array.from({ length: count }, (_, k) => {
    if (kind === "mask") return `${draw(2)}`;
    if (kind === "sign") return draw(2) === 0 ? "1" : "-1";
    if (kind === "one-hot") return hot[Math.floor(k / width)] === k % width ? "1" : "0";
    if (kind === "share") return fresh(() => `0.${10 + draw(80)}`);
    return fresh(() => `${draw(2) === 0 ? "-" : ""}${draw(2)}.${11 + draw(80)}`);
  });
}

function tensorText(shape: readonly number[], entries: readonly string[]): string {
  if (shape.length === 0) return entries[0]!;
  const [rows, width] = [shape[0]!, shape[1] ?? 1];
  if (shape.length > 2) {
    const size = entries.length / rows;
    const parts = Array.from({ length: rows }, (_, k) =>
      tensorText(shape.slice(1), entries.slice(k * size, (k + 1) * size)),
    );
    return `[${parts.join(", ")}]`;
  }
  const lines = Array.from({ length: rows }, (_, i) =>
    entries.slice(i * width, (i + 1) * width).join(", "),
  );
  return `[${lines.join("; ")}]`;
}

const weigh = (a: Given, b: Given): D => dot(entriesOf(a), entriesOf(b));
const map2 = (x: M, f: (entry: D) => D): M => x.map((row) => row.map(f));
const flat = (x: Given): V => entriesOf(x);
const epsilon = num("0.00001");

const standard = (x: V, eps: D): V => {
  const centred = x.map((entry) => entry.minus(mean(x)));
  const deviation = mean(centred.map(square)).plus(eps).sqrt();
  return centred.map((entry) => entry.div(deviation));
};
const columnsBy = (x: M, f: (column: V) => V): M => turned(turned(x).map(f));

/** Σ over the window at each place; a tensor of one or two axes of space. */
function slide(x: V, w: V, stride = 1, padding = 0): V {
  const zeros = Array.from({ length: padding }, () => num(0));
  const padded = [...zeros, ...x, ...zeros];
  const count = Math.floor((padded.length - w.length) / stride) + 1;
  return Array.from({ length: count }, (_, i) =>
    dot(w, padded.slice(i * stride, i * stride + w.length)),
  );
}
function slide2(x: M, w: M, stride = 1, padding = 0): M {
  const width = x[0]!.length + 2 * padding;
  const zeros = Array.from({ length: padding }, () => num(0));
  const blank = zeros.map(() => Array.from({ length: width }, () => num(0)));
  const padded: M = [...blank, ...x.map((row) => [...zeros, ...row, ...zeros]), ...blank];
  const rows = Math.floor((padded.length - w.length) / stride) + 1;
  const columns = Math.floor((width - w[0]!.length) / stride) + 1;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      total(
        w.flatMap((row, a) =>
          row.map((entry, b) => entry.times(padded[i * stride + a]![j * stride + b]!)),
        ),
      ),
    ),
  );
}
const add2 = (a: M, b: M): M => a.map((row, i) => plus(row, b[i]!));

/** The windows of a pooling, each as its entries. */
function windows(x: V, size: number, stride: number): V[] {
  const count = Math.floor((x.length - size) / stride) + 1;
  return Array.from({ length: count }, (_, i) => x.slice(i * stride, i * stride + size));
}
function windows2(x: M, size: number, stride: number): V[] {
  const rows = Math.floor((x.length - size) / stride) + 1;
  return Array.from({ length: rows }, (_, i) => i * stride).flatMap((top) => {
    const band = x.slice(top, top + size).map((row) => windows(row, size, stride));
    return band[0]!.map((_, j) => band.flatMap((row) => row[j]!));
  });
}
const most = (v: V): D => Dec.max(...v);

const attend = (Q: M, K: M, value: M, seen: (i: number, j: number) => boolean): M => {
  const root = num(Q[0]!.length).sqrt();
  const scores = map2(matmul(Q, turned(K)), (s) => s.div(root));
  const weights = scores.map((row, i) => {
    const raised = row.map((s, j) => (seen(i, j) ? Dec.exp(s) : num(0)));
    return raised.map((e) => e.div(total(raised)));
  });
  return matmul(weights, value);
};

const bce = (p: V, t: V): D =>
  mean(
    zip(p, t, (a, b) =>
      b
        .times(a.ln())
        .plus(one.minus(b).times(one.minus(a).ln()))
        .neg(),
    ),
  );
const mse = (a: V, b: V): D => mean(zip(a, b, (x, y) => square(x.minus(y))));
const mae = (a: V, b: V): D => mean(zip(a, b, (x, y) => x.minus(y).abs()));
const hinge = (s: V, t: V): D => mean(zip(s, t, (a, b) => relu(one.minus(a.times(b)))));
const entropy = (p: V, t: V): D =>
  dot(
    t,
    p.map((x) => x.ln()),
  ).neg();
const dice = (p: V, t: V, eps = num(0)): D =>
  dot(p, t)
    .times(2)
    .plus(eps)
    .div(total(p).plus(total(t)).plus(eps));
const iou = (p: V, t: V): D => dot(p, t).div(total(p).plus(total(t)).minus(dot(p, t)));
const vnet = (p: V, t: V): D =>
  dot(p, t)
    .times(2)
    .div(dot(p, p).plus(dot(t, t)));

/** A loss of two tensors in its three forms: of scalars, of vectors, of matrices. */
function three(
  item: string,
  kinds: readonly [string, string],
  loss: (a: V, b: V) => D,
  by?: readonly string[],
): Row[] {
  return ["", "4", "2 3"].map((shape) => ({
    item,
    text: `L = ${item}(a, b)`,
    shapes: { a: `${shape} ${kinds[0]}`.trim(), b: `${shape} ${kinds[1]}`.trim() },
    ...(by && { by }),
    oracle: (a: Given, b: Given) => loss(flat(a), flat(b)),
  }));
}

/** A measure of overlap in its two forms. */
function two(item: string, f: (p: V, t: V) => D): Row[] {
  return ["5", "2 3"].map((shape) => ({
    item,
    text: `L = ${item}(p, t)`,
    shapes: { p: `${shape} share`, t: `${shape} mask` },
    by: ["p"],
    oracle: (p: Given, t: Given) => f(flat(p), flat(t)),
  }));
}

export const rows: readonly Row[] = [
  {
    item: "dense",
    text: "y = dense(x, W, b); L = G^T y",
    shapes: { x: "3", W: "2 3", b: "2", G: "2" },
    oracle: (x: V, W: M, b: V, G: V) => weigh(G, plus(apply(W, x), b)),
  },
  {
    item: "dense",
    text: "Y = dense(X, W, b); L = sum(G .* Y)",
    shapes: { X: "3 2", W: "4 2", b: "4", G: "3 4" },
    oracle: (X: M, W: M, b: V, G: M) =>
      weigh(
        G,
        matmul(X, turned(W)).map((row) => plus(row, b)),
      ),
  },
  {
    item: "dropout",
    text: "y = dropout(x, M, 0.25); L = G^T y",
    shapes: { x: "4", M: "4 mask", G: "4" },
    by: ["x", "G"],
    oracle: (x: V, m: V, G: V) =>
      weigh(
        G,
        zip(x, m, (a, b) => a.times(b).div("0.75")),
      ),
  },
  {
    item: "dropout",
    text: "y = dropout(X, M); L = sum(G .* y)",
    shapes: { X: "2 3", M: "2 3 mask", G: "2 3" },
    by: ["X"],
    oracle: (x: M, m: M, G: M) =>
      weigh(
        G,
        zip(flat(x), flat(m), (a, b) => a.times(b)),
      ),
  },
  {
    item: "rnn",
    text: "y = rnn(X, W, U, b, h_0); L = G^T y",
    shapes: { X: "3 2", W: "2 2", U: "2 2", b: "2", h_0: "2", G: "2" },
    oracle: (X: M, W: M, U: M, b: V, h: V, G: V) =>
      weigh(
        G,
        X.reduce<V>(
          (state, x) => plus(plus(apply(W, x), apply(U, state)), b).map((z) => Dec.tanh(z)),
          h,
        ),
      ),
  },
  {
    item: "batchnorm",
    text: "y = batchnorm(x, gamma, beta); L = G^T y",
    shapes: { x: "4", "\\gamma": "", "\\beta": "", G: "4" },
    oracle: (x: V, g: D, b: D, G: V) =>
      weigh(
        G,
        standard(x, epsilon).map((h) => h.times(g).plus(b)),
      ),
  },
  {
    item: "batchnorm",
    text: "Y = batchnorm(X, gamma, beta, 1/2); L = sum(G .* Y)",
    shapes: { X: "4 2", "\\gamma": "2", "\\beta": "2", G: "4 2" },
    oracle: (X: M, g: V, b: V, G: M) => {
      const normal = columnsBy(X, (column) => standard(column, num("0.5")));
      return weigh(
        G,
        normal.map((row) =>
          plus(
            zip(row, g, (h, c) => h.times(c)),
            b,
          ),
        ),
      );
    },
  },
  {
    item: "layernorm",
    text: "y = layernorm(x, g, b, 0); L = G^T y",
    shapes: { x: "4", g: "4", b: "4", G: "4" },
    oracle: (x: V, g: V, b: V, G: V) =>
      weigh(
        G,
        plus(
          zip(standard(x, num(0)), g, (h, c) => h.times(c)),
          b,
        ),
      ),
  },
  {
    item: "layernorm",
    text: "Y = layernorm(X, g, b); L = sum(G .* Y)",
    shapes: { X: "2 3", g: "3", b: "3", G: "2 3" },
    oracle: (X: M, g: V, b: V, G: M) =>
      weigh(
        G,
        X.map((row) =>
          plus(
            zip(standard(row, epsilon), g, (h, c) => h.times(c)),
            b,
          ),
        ),
      ),
  },
  {
    item: "conv1d",
    text: "y = conv1d(x, w, b); L = G^T y",
    shapes: { x: "5", w: "3", b: "", G: "3" },
    oracle: (x: V, w: V, b: D, G: V) =>
      weigh(
        G,
        slide(x, w).map((y) => y.plus(b)),
      ),
  },
  {
    item: "conv1d",
    text: "y = conv1d(x, w, stride=2, padding=1); L = G^T y",
    shapes: { x: "5", w: "3", G: "3" },
    oracle: (x: V, w: V, G: V) => weigh(G, slide(x, w, 2, 1)),
  },
  {
    item: "conv1d",
    text: "y = conv1d(x, w, b, 2, 1); L = sum(G .* y)",
    shapes: { x: "2 4", w: "2 2 2", b: "2", G: "2 3" },
    oracle: (x: M, w: readonly M[], b: V, G: M) => {
      const channel = (kernel: M): V =>
        kernel.map((k, c) => slide(x[c]!, k, 2, 1)).reduce((sum, y) => plus(sum, y));
      return weigh(
        G,
        w.map((kernel, o) => channel(kernel).map((y) => y.plus(b[o]!))),
      );
    },
  },
  {
    item: "conv2d",
    text: "Y = conv2d(X, W, b); L = sum(G .* Y)",
    shapes: { X: "3 4", W: "2 2", b: "", G: "2 3" },
    oracle: (X: M, W: M, b: D, G: M) =>
      weigh(
        G,
        map2(slide2(X, W), (y) => y.plus(b)),
      ),
  },
  {
    item: "conv2d",
    text: "Y = conv2d(X, W, padding=1, stride=2); L = sum(G .* Y)",
    shapes: { X: "3 3", W: "2 2", G: "2 2" },
    oracle: (X: M, W: M, G: M) => weigh(G, slide2(X, W, 2, 1)),
  },
  {
    item: "conv2d",
    text: "Y = conv2d(X, W, b); L = \\sum_{o,i,j} G_{o,i,j} Y_{o,i,j}",
    shapes: { X: "2 3 3", W: "2 2 2 2", b: "2", G: "2 2 2" },
    oracle: (X: readonly M[], W: readonly (readonly M[])[], b: V, G: readonly M[]) => {
      const channel = (kernel: readonly M[]): M =>
        kernel.map((k, c) => slide2(X[c]!, k)).reduce(add2);
      const y = W.map((kernel, o) => map2(channel(kernel), (entry) => entry.plus(b[o]!)));
      return weigh(G, y);
    },
  },
  {
    item: "maxpool1d",
    text: "y = maxpool1d(x, 2); L = G^T y",
    shapes: { x: "6", G: "3" },
    oracle: (x: V, G: V) => weigh(G, windows(x, 2, 2).map(most)),
  },
  {
    item: "maxpool1d",
    text: "y = maxpool1d(x, 3, 1); L = sum(G .* y)",
    shapes: { x: "2 4", G: "2 2" },
    oracle: (x: M, G: M) =>
      weigh(
        G,
        x.map((row) => windows(row, 3, 1).map(most)),
      ),
  },
  {
    item: "maxpool2d",
    text: "y = maxpool2d(x, 2); L = sum(G .* y)",
    shapes: { x: "4 4", G: "2 2" },
    oracle: (x: M, G: M) => weigh(G, windows2(x, 2, 2).map(most)),
  },
  {
    item: "maxpool2d",
    text: "y = maxpool2d(x, 2, 1); L = \\sum_{q} \\sum_{ij} G_{q,i,j} y_{q,i,j}",
    shapes: { x: "2 3 3", G: "2 2 2" },
    oracle: (x: readonly M[], G: readonly M[]) =>
      weigh(
        G,
        x.map((image) => windows2(image, 2, 1).map(most)),
      ),
  },
  {
    item: "avgpool1d",
    text: "y = avgpool1d(x, 2); L = G^T y",
    shapes: { x: "5", G: "2" },
    oracle: (x: V, G: V) => weigh(G, windows(x, 2, 2).map(mean)),
  },
  {
    item: "avgpool1d",
    text: "y = avgpool1d(x, 3, 1); L = sum(G .* y)",
    shapes: { x: "2 4", G: "2 2" },
    oracle: (x: M, G: M) =>
      weigh(
        G,
        x.map((row) => windows(row, 3, 1).map(mean)),
      ),
  },
  {
    item: "avgpool2d",
    text: "y = avgpool2d(x, 2); L = sum(G .* y)",
    shapes: { x: "4 4", G: "2 2" },
    oracle: (x: M, G: M) => weigh(G, windows2(x, 2, 2).map(mean)),
  },
  {
    item: "avgpool2d",
    text: "y = avgpool2d(x, 2, 1); L = \\sum_{q} \\sum_{ij} G_{q,i,j} y_{q,i,j}",
    shapes: { x: "2 3 3", G: "2 2 2" },
    oracle: (x: readonly M[], G: readonly M[]) =>
      weigh(
        G,
        x.map((image) => windows2(image, 2, 1).map(mean)),
      ),
  },
  {
    item: "attention",
    text: "O = attention(Q, K, V); L = sum(G .* O)",
    shapes: { Q: "2 3", K: "4 3", V: "4 2", G: "2 2" },
    oracle: (Q: M, K: M, values: M, G: M) =>
      weigh(
        G,
        attend(Q, K, values, () => true),
      ),
  },
  {
    item: "attention",
    text: "O = attention(X Q, X K, X V); L = sum(G .* O)",
    shapes: { X: "3 2", Q: "2 2", K: "2 2", V: "2 2", G: "3 2" },
    oracle: (X: M, Q: M, K: M, values: M, G: M) =>
      weigh(
        G,
        attend(matmul(X, Q), matmul(X, K), matmul(X, values), () => true),
      ),
  },
  {
    item: "causalattention",
    text: "O = causalattention(Q, K, V); L = sum(G .* O)",
    shapes: { Q: "3 2", K: "3 2", V: "3 2", G: "3 2" },
    oracle: (Q: M, K: M, values: M, G: M) =>
      weigh(
        G,
        attend(Q, K, values, (i, j) => j <= i),
      ),
  },
  ...three("mse", ["real", "real"], mse),
  ...three("mae", ["real", "real"], mae),
  ...three("bce", ["share", "mask"], bce, ["a"]),
  ...three("bcelogits", ["real", "mask"], (z, t) => bce(z.map(sigmoid), t), ["a"]),
  ...three("hinge", ["real", "sign"], hinge, ["a"]),
  {
    item: "crossentropy",
    text: "L = crossentropy(p, t)",
    shapes: { p: "4 share", t: "4 one-hot" },
    by: ["p"],
    oracle: (p: V, t: V) => entropy(p, t),
  },
  {
    item: "crossentropy",
    text: "L = crossentropy(p, 2)",
    shapes: { p: "4 share" },
    oracle: (p: V) => p[1]!.ln().neg(),
  },
  {
    item: "crossentropy",
    text: "L = crossentropy(P, Y)",
    shapes: { P: "3 2 share", Y: "3 2 one-hot" },
    by: ["P"],
    oracle: (P: M, T: M) => mean(P.map((p, i) => entropy(p, T[i]!))),
  },
  {
    item: "crossentropy",
    text: "L = crossentropy(P, [2; 1; 2])",
    shapes: { P: "3 2 share" },
    oracle: (P: M) => mean([P[0]![1]!, P[1]![0]!, P[2]![1]!].map((p) => p.ln().neg())),
  },
  {
    item: "softmaxcrossentropy",
    text: "L = softmaxcrossentropy(W x + b, t)",
    shapes: { W: "3 2", x: "2", b: "3", t: "3 one-hot" },
    by: ["W", "x", "b"],
    oracle: (W: M, x: V, b: V, t: V) => entropy(softmax(plus(apply(W, x), b)), t),
  },
  {
    item: "softmaxcrossentropy",
    text: "L = softmaxcrossentropy(z, 3)",
    shapes: { z: "4" },
    oracle: (z: V) => softmax(z)[2]!.ln().neg(),
  },
  {
    item: "softmaxcrossentropy",
    text: "L = softmaxcrossentropy(X W, Y)",
    shapes: { X: "3 2", W: "2 3", Y: "3 3 one-hot" },
    by: ["X", "W"],
    oracle: (X: M, W: M, T: M) => mean(matmul(X, W).map((row, i) => entropy(softmax(row), T[i]!))),
  },
  {
    item: "softmaxcrossentropy",
    text: "L = softmaxcrossentropy(Z, [1; 3])",
    shapes: { Z: "2 3" },
    oracle: (Z: M) => mean([softmax(Z[0]!)[0]!, softmax(Z[1]!)[2]!].map((p) => p.ln().neg())),
  },
  ...two("softdice", (p, t) => dice(p, t)),
  ...two("softdiceloss", (p, t) => one.minus(dice(p, t))),
  ...two("vnetdiceloss", (p, t) => one.minus(vnet(p, t))),
  ...two("softiou", iou),
  ...two("softiouloss", (p, t) => one.minus(iou(p, t))),
  {
    item: "softdiceloss",
    text: "L = 3 softdiceloss(p, t, 1) + mse(p, t)",
    shapes: { p: "3 share", t: "3 mask" },
    by: ["p"],
    oracle: (p: V, t: V) =>
      one
        .minus(dice(p, t, one))
        .times(3)
        .plus(mse(p, t)),
  },
  {
    item: "ridge",
    text: "L = ridge(W, lambda)",
    shapes: { W: "2 3", "\\lambda": "" },
    oracle: (W: M, lambda: D) => weigh(W, W).times(lambda).div(2),
  },
  {
    item: "lasso",
    text: "L = (y - w^T x)^2 + lasso(w, 0.3)",
    shapes: { w: "3", x: "3", y: "" },
    oracle: (w: V, x: V, y: D) =>
      square(y.minus(dot(w, x))).plus(total(w.map((entry) => entry.abs())).times("0.3")),
  },
];
