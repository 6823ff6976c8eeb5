/**
 * @file The words of LaTeX: names in their alphabets and under their accents, decorations,
 * and prose between formulas.
 *
 * A name of several letters is set upright (`\mathrm{loss}`), since italics would make it a
 * product; bold Greek needs `\boldsymbol`, for `\mathbf` has Latin letters only (the LaTeX
 * Companion, 3rd ed., section 12.2). In prose every character that TeX takes for markup is
 * escaped.
 */
import type { NameSyntax } from "../syntax.ts";

type Font = NonNullable<NameSyntax["font"]>;

/** The command that sets a name in its alphabet. */
export const fonts: Readonly<Record<Font, string>> = {
  bold: "\\mathbf",
  roman: "\\mathrm",
  cal: "\\mathcal",
  bb: "\\mathbb",
  text: "\\text",
};

/** `x`, `\mathbf{x}`, `\boldsymbol{\theta}`, `\hat{y}`; a word in upright letters. */
export function nameText(node: NameSyntax): string {
  const { text, font, accents = [] } = node;
  const isWord = text.length > 1 && !text.startsWith("\\");
  let dressed = isWord ? text.replaceAll("_", "\\_") : text;
  if (font === "bold" && text.startsWith("\\")) dressed = `\\boldsymbol{${text}}`;
  else if (font !== undefined) dressed = `${fonts[font]}{${dressed}}`;
  else if (isWord) dressed = `\\mathrm{${dressed}}`;
  for (let i = accents.length - 1; i >= 0; i--) dressed = `\\${accents[i]}{${dressed}}`;
  return dressed;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

/** Prose as it may stand in `\text{}`. */
export function textContent(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (sign) => escapes[sign] ?? `\\${sign}`);
}

/** Where a decoration has its note: below, above, or in braces before the body. */
const notes: Readonly<Record<string, "_" | "^" | "{">> = {
  "\\underbrace": "_",
  "\\overbrace": "^",
  "\\overset": "{",
  "\\underset": "{",
};

/** Decorations of which the tree keeps no more than the name. */
const bare: ReadonlySet<string> = new Set(["\\boxed", "\\cancel", "\\underline"]);

/** `\boxed{x}`, `\underbrace{x}_{n}`; undefined for a decoration that is not kept (a colour). */
export function decoratedText(
  decoration: string,
  body: string,
  note: string | undefined,
): string | undefined {
  const place = notes[decoration];
  if (place === "{") return `${decoration}{${note ?? ""}}{${body}}`;
  if (place !== undefined) return `${decoration}{${body}}${note ? `${place}{${note}}` : ""}`;
  return bare.has(decoration) ? `${decoration}{${body}}` : undefined;
}
