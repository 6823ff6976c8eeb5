/**
 * @file Convolution as networks have it (a correlation: the kernel is not turned round), and
 * pooling. An index that runs in a window only runs as far as the window stays inside, so the
 * formula without padding says all: y_i = Σ_j w_j x_{i+j−1}. Padding puts zeros around first.
 * Channels are axes of their own in front, as in w_{o c j}: from channel c to channel o.
 */
import { type Form, type Given, type Item, optional, tensor, whole } from "./item.ts";

const stride = whole("stride", 1, 1);
const padding = whole("padding", 0, 0);

/** The place s(i − 1) + j of a window, as one writes it: i+j−1, 2i+j−2. */
function place(outer: string, inner: string, step: number): string {
  return step === 1 ? `${outer}+${inner}-1` : `${step}${outer}+${inner}-${step}`;
}

/** Letters of one axis of space: where the result stands, and where in the window. */
interface Axis {
  readonly size: string;
  readonly at: string;
  readonly inside: string;
  readonly kernel: string;
}

const line: readonly Axis[] = [{ size: "n", at: "i", inside: "j", kernel: "k" }];
const plane: readonly Axis[] = [
  { size: "h", at: "i", inside: "u", kernel: "k" },
  { size: "w", at: "j", inside: "v", kernel: "l" },
];

/** x̃ = x with p zeros around: x̃_i = Σ_r x_r 1[i = r + p]; no line without padding. */
function padded({ number, size }: Given, axes: readonly Axis[], channel: Channel): string[] {
  const p = number("padding");
  if (p === 0) return [];
  const letters = axes.map((_, k) => "rs"[k]!);
  const ones = axes.map(({ at }, k) => `1_{${at} = ${letters[k]} + ${p}}`);
  const bounds = axes.map(({ at, size: letter }) => {
    const extent = size(letter);
    const most = /^\d+$/.test(extent) ? `${Number(extent) + 2 * p}` : `${extent} + ${2 * p}`;
    return `1 \\le ${at} \\le ${most}`;
  });
  const body = `\\sum_{${letters}} x_{${[...channel, ...letters]}} ${ones.join(" ")}`;
  return [`\\tilde{x} = \\left[${body}\\right]_{${[...channel, ...bounds]}}`];
}

/** The letters of the channel: none, or one. */
type Channel = readonly string[];

function convolution(axes: readonly Axis[], manyChannels: boolean): Form {
  const sizes = axes.map(({ size }) => size);
  const kernel = axes.map((axis) => axis.kernel);
  const [from, to]: Channel[] = manyChannels ? [["q"], ["o"]] : [[], []];
  const x = manyChannels ? tensor("x", "c", ...sizes) : tensor("x", ...sizes);
  const w = manyChannels ? tensor("W", "o", "c", ...kernel) : tensor("W", ...kernel);
  return {
    parameters: [x, w, manyChannels ? optional("b", "o") : optional("b"), stride, padding],
    result: [...to!, ...sizes.map((size) => `${size}'`)],
    lines: (given) => {
      const { has, number } = given;
      const inside = axes.map((axis) => axis.inside);
      const places = axes.map((axis) => place(axis.at, axis.inside, number("stride")));
      const source = number("padding") > 0 ? "\\tilde{x}" : "x";
      const weight = `W_{${[...to!, ...from!, ...inside]}}`;
      const sum = `\\sum_{${[...from!, ...inside]}} ${weight} ${source}_{${[...from!, ...places]}}`;
      const bias = manyChannels ? "b_o" : "b";
      const left = [...to!, ...axes.map(({ at }) => at)];
      return [...padded(given, axes, from!), `y_{${left}} = ${sum}${has("b") ? ` + ${bias}` : ""}`];
    },
  };
}

const guide = "Dumoulin, Visin, arXiv:1603.07285, chapter 2";

export const convolution1d: Item = {
  title: "convolution of a sequence",
  family: "layer",
  names: ["conv1d"],
  source: guide,
  forms: [convolution(line, false), convolution(line, true)],
};

export const convolution2d: Item = {
  title: "convolution of an image",
  family: "layer",
  names: ["conv2d"],
  source: guide,
  forms: [convolution(plane, false), convolution(plane, true)],
};

/**
 * The mean over windows of `size` by `size`, by default without overlap; or the maximum, in an
 * image first along the rows and then down the columns, for max_{uv} = max_u max_v.
 */
function pooling(axes: readonly Axis[], manyChannels: boolean, mean: boolean): Form {
  const sizes = axes.map(({ size }) => size);
  const channel: Channel = manyChannels ? ["q"] : [];
  return {
    parameters: [
      manyChannels ? tensor("x", "c", ...sizes) : tensor("x", ...sizes),
      whole("size", 1),
      whole("stride", 1, "size"),
    ],
    result: [...channel.map(() => "c"), ...sizes.map((size) => `${size}'`)],
    lines: (given) => (mean ? meanLines(axes, channel, given) : maxLines(axes, channel, given)),
  };
}

function meanLines(axes: readonly Axis[], channel: Channel, { number }: Given): string[] {
  const [size, stride] = [number("size"), number("stride")];
  const places = axes.map(({ at, inside }) => place(at, inside, stride));
  const sums = axes.map(({ inside }) => `\\sum_{${inside}=1}^{${size}}`).join(" ");
  const left = [...channel, ...axes.map(({ at }) => at)];
  return [`y_{${left}} = \\frac{1}{${size ** axes.length}} ${sums} x_{${[...channel, ...places]}}`];
}

function maxLines(axes: readonly Axis[], channel: Channel, { number }: Given): string[] {
  const left = [...channel, ...axes.map(({ at }) => at)];
  const last = axes.length - 1;
  return [...axes].reverse().map((axis, k) => {
    const [from, to] = [k === 0 ? "x" : "M", k === last ? "y" : "M"];
    const taken = place(axis.at, axis.inside, number("stride"));
    const indices = left.map((letter) => (letter === axis.at ? taken : letter));
    return `${to}_{${left}} = \\max_{${axis.inside}=1}^{${number("size")}} ${from}_{${indices}}`;
  });
}

function pooled(title: string, name: string, axes: readonly Axis[], mean: boolean): Item {
  const forms = [pooling(axes, false, mean), pooling(axes, true, mean)];
  return { title, family: "layer", names: [name], source: `${guide}, section 1.2`, forms };
}

export const maxPooling1d = pooled("max pooling of a sequence", "maxpool1d", line, false);
export const maxPooling2d = pooled("max pooling of an image", "maxpool2d", plane, false);
export const meanPooling1d = pooled("average pooling of a sequence", "avgpool1d", line, true);
export const meanPooling2d = pooled("average pooling of an image", "avgpool2d", plane, true);
