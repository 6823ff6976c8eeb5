/**
 * @file The key of a name: the normalised LaTeX under which a quantity is known.
 *
 * Two spellings of one name have one key: x1 and x_1 (`x_1`), y_true, y_{true} and
 * y_{\text{true}} (`y_{true}`), `\boldsymbol{x}`, `\bm x` and `\mathbf{x}` (`\mathbf{x}`),
 * a_{ij} and a_{i,j} (`a_{ij}`), a^{(2)}_1 and a_1^{(2)} (`a^{(2)}_1`). A word is the same in
 * every upright font. What has a key need not be a name: whether x_i is a quantity or an entry
 * of x is for elaboration to say: so with y', which is a name or the derivative of y (`y'`). A
 * raised mark makes a name of its own (`w^{+}`, `x^{*}`, `x^{**}`, `w^{new}`). Powers, transposes
 * and applications have none.
 */
import type { NameSyntax, Syntax, SyntaxOf } from "../syntax.ts";

/** Font → the command that normalised LaTeX sets it with. */
const fontCommands: Readonly<Record<string, string>> = {
  bold: "\\mathbf",
  roman: "\\mathrm",
  text: "\\mathrm",
  cal: "\\mathcal",
  bb: "\\mathbb",
};

/** Words that are raised as marks, not as exponents. */
export const raisedWords: readonly string[] =
  "new old next prev opt train test val pred true init final best neu alt nuevo nouveau".split(" ");

/** What marks a name of its own where it is raised. */
const raised: ReadonlyMap<string, string> = new Map([
  ...["+", "-", "*", "**", "\\dagger", "\\perp", ...raisedWords].map((mark): [string, string] => [
    mark,
    mark,
  ]),
  ["\\star", "*"],
  ["\\ast", "*"],
]);

/** What an exponent marks a name by: a sign, a word of the table, or any upright word. */
function markOf(exponent: Syntax): string | undefined {
  if (exponent.kind === "text")
    return /^[A-Za-z][A-Za-z ,.-]+$/.test(exponent.text) ? exponent.text : undefined;
  if (exponent.kind !== "name") return undefined;
  const { text, font } = exponent;
  const isUpright = font === "roman" || font === "text";
  return raised.get(text) ?? (isUpright && /^[A-Za-z]{2,}$/.test(text) ? text : undefined);
}

/** Δx as one name, the change of x. */
export function changeName(of: string, from: number, to: number): NameSyntax {
  return { kind: "name", text: `\\Delta ${of}`, from, to };
}

/** The key of a name, indexed name or member of a family; undefined for anything else. */
export function nameKey(syntax: Syntax): string | undefined {
  if (syntax.kind === "decorated") return nameKey(syntax.body);
  if (syntax.kind === "power") {
    const { base, exponent } = syntax;
    const mark = markOf(exponent);
    if (mark === undefined) return undefined;
    const own = nameKey(base.kind === "group" && base.delimiter === "(" ? base.body : base);
    return own === "e" ? undefined : own && `${own}^{${mark}}`;
  }
  if (syntax.kind === "prime") {
    const base = nameKey(syntax.base);
    return base && base + "'".repeat(syntax.count);
  }
  // Labels bind tighter than indices, in whichever order they were written.
  const labels: string[] = [];
  const indices: string[] = [];
  let base: Syntax = syntax;
  while (base.kind === "subscript" || base.kind === "family") {
    const parts = base.kind === "family" ? [base.index] : base.indices;
    const keys = parts.map(indexKey);
    if (keys.includes(undefined)) return undefined;
    if (base.kind === "family") {
      const close = base.bracket === "(" ? ")" : "]";
      labels.unshift(`^{${base.bracket}${keys[0]}${close}}`);
    } else indices.unshift(`_${braced(joined(keys as string[]))}`);
    base = base.base;
  }
  if (base.kind !== "name") return undefined;
  return bareKey(base) + labels.join("") + indices.join("");
}

/**
 * Whether an index is a word or an upright letter, x_{new} or x_\mathrm{A}: such a name is one of
 * its own, and never an entry.
 */
export function hasWordIndex({ indices }: SyntaxOf<"subscript">): boolean {
  return indices.some((index) => {
    if (index.kind === "text") return true;
    // f_{A'}: no letter that runs has a prime
    if (index.kind === "prime") return true;
    if (index.kind !== "name") return false;
    return index.font === "roman" || index.font === "text" || /^[A-Za-z]{2}/.test(index.text);
  });
}

/** The letter with its font inside and its accents outside. */
function bareKey({ text, font, accents = [] }: NameSyntax): string {
  const upright = font === "roman" || font === "text";
  const plain = font === undefined || (upright && (text.length > 1 || text === "e"));
  const styled = plain ? text : `${fontCommands[font]}{${text}}`;
  return accents.reduceRight((inner, accent) => `\\${accent}{${inner}}`, styled);
}

/** Single letters stand side by side (`a_{ij}`); with numbers and words, commas divide. */
function joined(keys: readonly string[]): string {
  return keys.every((key) => /^[A-Za-z]$/.test(key)) ? keys.join("") : keys.join(",");
}

/** TeX needs no braces around a single character. */
const braced = (key: string): string => (key.length === 1 ? key : `{${key}}`);

/** An index as text: names, numbers, and sums and products of them, such as `l-1`. */
function indexKey(syntax: Syntax): string | undefined {
  if (syntax.kind === "number") return syntax.text;
  if (syntax.kind === "text") return syntax.text;
  if (syntax.kind === "dots") return "\\dots";
  if (syntax.kind === "name") {
    const upright = syntax.font === "roman" || syntax.font === "text";
    if (!upright) return bareKey(syntax);
    const { kind, from, to, text, accents } = syntax;
    return bareKey({ kind, from, to, text, ...(accents && { accents }) });
  }
  if (syntax.kind === "subscript" || syntax.kind === "family") return nameKey(syntax);
  if (syntax.kind === "prime") {
    const own = indexKey(syntax.base);
    return own && own + "'".repeat(syntax.count);
  }
  if (syntax.kind === "sum") {
    const keys = syntax.terms.map(({ term }) => indexKey(term));
    if (keys.includes(undefined)) return undefined;
    const signed = syntax.terms.map(
      ({ sign }, i) => `${i === 0 && sign === "+" ? "" : sign}${keys[i]}`,
    );
    return signed.join("");
  }
  if (syntax.kind === "product" && syntax.joints.every((joint) => joint === "juxtapose")) {
    const keys = syntax.factors.map(indexKey);
    return keys.includes(undefined) ? undefined : keys.join(" ");
  }
  if (syntax.kind === "list") {
    const keys = syntax.items.map(indexKey);
    return keys.includes(undefined) ? undefined : joined(keys as string[]);
  }
  return undefined;
}
