/**
 * @file A worked problem as a document: where what is given stands, in which order formulas and
 * numbers come, how displays are built, what words stand between.
 */
import { alignedLines, inline, type Setting, settingOf, withEnd } from "./setting.ts";
import type { Style } from "./style.ts";
import { say } from "./words.ts";
import { type Chain, marks, type WorkedLine, type WorkedProblem } from "./worked.ts";

/** A printed number of a document: its place, and whether a formula of its line makes it. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Document {
  readonly text: string;
  readonly path: string;
  readonly places: readonly Place[];
}

/** The document of a worked problem. */
export function documentOf(worked: WorkedProblem, style: Style): Document {
  const marked = new Author(worked, style).text();
  const places: Place[] = [];
  let text = "";
  for (const piece of marked.split(marks.from)) {
    const [digits, rest] = piece.split(marks.to);
    if (rest === undefined) text += piece;
    else {
      places.push({ from: text.length, to: text.length + digits!.length });
      text += digits! + rest;
    }
  }
  const path = style.format === "markdown" ? "solution.md" : "solution.tex";
  return { text, path, places };
}

class Author {
  private readonly worked: WorkedProblem;
  private readonly style: Style;
  private readonly setting: Setting;
  private steps = 0;

  constructor(worked: WorkedProblem, style: Style) {
    this.worked = worked;
    this.style = style;
    this.setting = settingOf(style);
  }

  text(): string {
    const { worked, style, setting } = this;
    const { sections } = worked;
    const givens = worked.givens.length > 0 ? this.givens() : [];
    const words = worked.words === "" ? [] : [worked.words];
    const isDefinitionFirst = style.line === "definition-first";
    const model = isDefinitionFirst ? this.model() : [];
    const front = style.givensLast ? [...model, ...givens] : [...givens, ...model];
    const parts = sections.flatMap(({ title, lines }) => [
      ...this.head(say(title, style)),
      ...this.lines(lines),
    ]);
    const all = [...words, ...front, ...parts, ...this.summary()];
    return setting.whole(worked.title, all);
  }

  /** A heading, as the author makes them. */
  private head(title: string): string[] {
    const { style, setting } = this;
    const number = ++this.steps;
    switch (style.headings) {
      case "parts":
        return [setting.heading(title)];
      case "steps":
        return [setting.heading(`${say("step", style)} ${number}: ${title}`)];
      case "bold":
        return [setting.strong(title)];
      case "letters":
        return [`(${"abcdefgh"[number - 1]}) ${title}`];
      case "numbered":
        return [setting.heading(`${number}. ${title}`)];
      case "none":
        return style.prose === "none" ? [] : [`${title}:`];
    }
  }

  private givens(): string[] {
    const { worked, style, setting } = this;
    const chains = worked.givens.map(({ left, right }): Chain => ({ left, links: [["=", right]] }));
    const formulas = chains.map((one) => `$${inline(one)}$`);
    const [last, others] = [formulas.at(-1), formulas.slice(0, -1).join(", ")];
    const listed = others === "" ? last : `${others} ${say("and", style)} ${last}`;
    const head = this.head(say("given", style));
    const hasComma = worked.givens.some(({ right }) => right.includes(","));
    switch (style.givens) {
      case "displays":
        return [...head, ...chains.map((one) => setting.display(inline(one)))];
      case "inline":
        return [`${say("given", style)}: ${formulas.join(", ")}.`];
      case "list":
        return [...head, setting.list(formulas, false)];
      case "aligned":
        return [
          ...head,
          setting.environment(
            "aligned",
            chains.flatMap((c) => alignedLines(c, false)),
          ),
        ];
      case "one":
        return [...head, `$${chains.map(inline).join(hasComma ? "; " : ", ")}$`];
      case "lead":
        return [`${say("lead", style)} ${listed}.`];
      case "table": {
        const lefts = worked.givens.map(({ left }) => `$${left}$`);
        const rights = worked.givens.map(({ right }) => `$${right}$`);
        return [...head, setting.table([lefts, rights])];
      }
      case "column": {
        const rows = worked.givens.map(({ left, right }) => [`$${left}$`, `$${right}$`]);
        return [...head, setting.table([[say("quantity", style), say("value", style)], ...rows])];
      }
    }
  }

  /** All formulas, before any number. */
  private model(): string[] {
    const rules = this.worked.sections.flatMap(({ lines }) =>
      lines.flatMap(({ rule }) => rule ?? []),
    );
    return [...this.head(say("model", this.style)), ...this.displays(rules)];
  }

  private lines(lines: readonly WorkedLine[]): string[] {
    const { style } = this;
    const lead = style.prose === "much" ? [`${say("first", style)}`] : [];
    const between = style.prose === "none" ? [] : [say("numbers", style)];
    const values = lines.flatMap(({ values: one }) => one ?? []);
    const rules = lines.flatMap(({ rule }) => rule ?? []);
    switch (style.line) {
      case "formulas-first":
        return [...lead, ...this.displays(rules), ...between, ...this.displays(this.boxed(values))];
      case "definition-first":
        return [...lead, ...this.displays(this.boxed(values))];
      case "separate":
        return [
          ...lead,
          ...this.displays(
            lines.flatMap(({ rule, values: one }) => [rule ?? [], one ?? []].flat()),
          ),
        ];
      default:
        return [...lead, ...this.displays(this.boxed(lines.map(({ whole }) => whole)))];
    }
  }

  /** The last result in a box. */
  private boxed(chains: readonly Chain[]): readonly Chain[] {
    const last = chains.at(-1);
    if (!this.style.boxed || last === undefined) return chains;
    return [...chains.slice(0, -1), withEnd(last, (right) => `\\boxed{${right}}`)];
  }

  private displays(chains: readonly Chain[]): string[] {
    const { style, setting } = this;
    if (chains.length === 0) return [];
    const lines = (isByLinks: boolean) => chains.flatMap((one) => alignedLines(one, isByLinks));
    const next = style.prose === "much" ? [say("next", style)] : [];
    switch (style.layout) {
      case "displays":
        return chains.flatMap((one, k) => [...(k === 0 ? [] : next), setting.display(inline(one))]);
      case "aligned":
        return [setting.environment("aligned", lines(false))];
      case "align":
        return [setting.environment("align*", lines(true))];
      case "rows":
        return chains.map((one) => setting.environment("aligned", alignedLines(one, true)));
      case "gathered":
        return [setting.environment("gathered", chains.map(inline))];
      case "list":
      case "numbered":
        return [
          setting.list(
            chains.map((one) => `$${inline(one)}$`),
            style.layout === "numbered",
          ),
        ];
      case "inline":
        return [`${chains.map((one) => `$${inline(one)}$`).join(", ")}.`];
    }
  }

  /** The last results again. */
  private summary(): string[] {
    const { worked, style, setting } = this;
    const values = worked.sections
      .flatMap(({ lines }) => lines)
      .filter(({ result }) => result !== null);
    const lasts = values.slice(-3).map(({ values: one, result }) => [one!.left, result!] as const);
    switch (style.summary) {
      case "none":
        return [];
      case "sentence": {
        const all = lasts.map(([left, right]) => `$${left} = ${right}$`);
        return [`${say("result", style)} ${all.join(", ")}.`];
      }
      case "table": {
        const rows = lasts.map(([left, right]) => [`$${left}$`, `$${right}$`]);
        return [
          ...this.head(say("summary", style)),
          setting.table([[say("quantity", style), say("value", style)], ...rows]),
        ];
      }
    }
  }
}
