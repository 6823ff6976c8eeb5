/**
 * @file A compact notation for syntax trees, so that a test of the reader is one line.
 *
 *   2x          (* 2 x)              x_1^2        (^ x_1 2)
 *   2 \cdot x   (*cdot 2 x)          -x           (- x)
 *   a/b         (/ a b)              \frac{a}{b}  (frac a b)
 *   f(x)        (f x)                \sin x       sin[x], sin with a bracket: sin(x)
 */
import type { Joint, Syntax, SyntaxKind, SyntaxOf } from "../../src/notation/syntax.ts";

type Rows = { readonly [K in SyntaxKind]: (node: SyntaxOf<K>) => string };

const all = (nodes: readonly Syntax[]): string => nodes.map(dump).join(" ");
const signs: Record<Joint, string> = { juxtapose: "", cdot: "·", times: "×", star: "*", odot: "⊙" };

const rows: Rows = {
  number: ({ text }) => text,
  name: ({ text, font, accents = [] }) =>
    accents.reduceRight((inner, accent) => `${accent}:${inner}`, (font ? `${font}:` : "") + text),
  subscript: ({ base, indices }) => `${dump(base)}_${indices.map(dump).join(",")}`,
  family: ({ base, bracket, index }) =>
    `${dump(base)}^${bracket}${dump(index)}${bracket === "(" ? ")" : "]"}`,
  power: ({ base, exponent }) => `(^ ${dump(base)} ${dump(exponent)})`,
  transpose: ({ base }) => `(T ${dump(base)})`,
  prime: ({ base, count }) => dump(base) + "'".repeat(count),
  sum: ({ terms }) => {
    const [first] = terms;
    const lone = terms.length === 1 && first !== undefined;
    if (lone) return `(${first.sign} ${dump(first.term)})`;
    const parts = terms.map(
      ({ sign, term }, i) => (i === 0 && sign === "+" ? "" : sign) + dump(term),
    );
    return `(+ ${parts.join(" ")})`;
  },
  product: ({ factors, joints }) =>
    `(* ${factors.map((one, i) => dump(one) + (signs[joints[i] ?? "juxtapose"] ?? "")).join(" ")})`,
  fraction: ({ style, numerator, denominator }) =>
    `(${style === "bar" ? "frac" : "/"} ${dump(numerator)} ${dump(denominator)})`,
  call: ({ function: name, subscript, power, brackets, arguments: args }) => {
    const scripts = (subscript ? `_${dump(subscript)}` : "") + (power ? `^${dump(power)}` : "");
    const [open, close] = { "(": "()", "[": "[]", "\\{": "{}" }[brackets ?? "("] ?? "()";
    const inner = args.map(dump).join(", ");
    return brackets === null
      ? `${name}${scripts} <${inner}>`
      : `${name}${scripts}${open}${inner}${close}`;
  },
  applied: ({ head, arguments: args }) => `${dump(head)}(${args.map(dump).join(", ")})`,
  root: ({ radicand, degree }) => `(√${degree ? dump(degree) : ""} ${dump(radicand)})`,
  group: ({ delimiter, body }) => `(${delimiter} ${dump(body)})`,
  list: ({ items }) => `[${items.map(dump).join(", ")}]`,
  matrix: ({ rows: lines }) => `[${lines.map((line) => all(line)).join("; ")}]`,
  cases: ({ rows: lines }) =>
    `{${lines.map(({ value, condition }) => `${dump(value)} if ${condition ? dump(condition) : "else"}`).join("; ")}}`,
  big: ({ operator, index, lower, upper, body }) => {
    const bounds = (lower ? `=${dump(lower)}` : "") + (upper ? `..${dump(upper)}` : "");
    return `(${operator} ${index.map(dump).join(",")}${bounds} : ${dump(body)})`;
  },
  limit: ({ variable, target, side, body }) =>
    `(lim ${dump(variable)} -> ${dump(target)}${side ?? ""} : ${dump(body)})`,
  integral: ({ variable, lower, upper, body }) => {
    const bounds = (lower ? `=${dump(lower)}` : "") + (upper ? `..${dump(upper)}` : "");
    return `(int ${dump(variable)}${bounds} : ${dump(body)})`;
  },
  derivative: ({ sign, style, of, by }) => {
    const below = by.map(({ variable, order }) => dump(variable) + (order > 1 ? `^${order}` : ""));
    const kind = { bar: "", slash: "/", operator: "op" }[style];
    return `(${sign === "d" ? "D" : "∂"}${kind} ${of ? dump(of) : "_"} by ${below.join(" ")})`;
  },
  gradient: ({ order, by, of }) =>
    `(∇${order > 1 ? `^${order}` : ""} ${by ? dump(by) : "_"} ${of ? dump(of) : "_"})`,
  differential: ({ sign, of }) => `${sign === "d" ? "d" : "∂"}.${dump(of)}`,
  evaluated: ({ body, at }) => `(${dump(body)} at ${dump(at)})`,
  indicator: ({ condition }) => `1[${dump(condition)}]`,
  relation: ({ parts, signs: between }) =>
    parts.map((part, i) => dump(part) + (between[i] ? ` ${between[i]} ` : "")).join(""),
  text: ({ text }) => `"${text}"`,
  decorated: ({ decoration, body, note }) =>
    `(${decoration} ${dump(body)}${note ? ` ${dump(note)}` : ""})`,
  dots: () => "…",
  error: ({ parts }) => `(! ${all(parts)})`.replace(" )", ")"),
};

/** The tree as one line. */
export function dump(node: Syntax): string {
  const row = rows[node.kind] as (node: Syntax) => string;
  return row(node);
}
