/**
 * @file A solution as Markdown: GitHub's dialect, with `$…$` and `$$…$$`.
 *
 * Every display is one chain of claims, so that a reader of formulas (our own `check` among them)
 * can take them one at a time, and nothing in them is decoration: no tags, no spacing commands,
 * no text inside formulas. Formulas that markup could disturb are kept from it: displays stand on
 * lines of their own.
 *
 * Reference: GitHub Docs, "Writing mathematical expressions"; CommonMark 0.31, section 2.4.
 */
import { writeLatex } from "../notation/index.ts";
import type { Solution } from "../work/index.ts";
import { equation } from "./equation.ts";
import { type Block, type Chain, type Given, type StoryOptions, storyOf } from "./story.ts";
import type { Inline } from "./words.ts";

/** A display longer than this many signs has one step a row. */
const rows = { width: 68 } as const;

/** What Markdown can have beside the story. */
export interface MarkdownOptions extends StoryOptions {
  /** Where the picture of part k lies, as a link target; without it no picture is shown. */
  readonly picture?: (part: number) => string | null;
}

/** The solution as a Markdown document, ending in a newline. */
export function renderMarkdown(solution: Solution, options: MarkdownOptions = {}): string {
  const blocks = storyOf(solution, options).flatMap((block) => markdownOf(block, options));
  return `${blocks.join("\n\n")}\n`;
}

function markdownOf(block: Block, options: MarkdownOptions): string[] {
  switch (block.kind) {
    case "heading":
      return [`${"#".repeat(block.level)} ${inlineText(block.inline)}`];
    case "paragraph":
      return [inlineText(block.inline)];
    case "given":
      return givenText(block.items);
    case "pass":
      return block.chains.flatMap(displayText);
    case "display":
      return displayText(block.chain);
    case "aside":
      return [
        `**${inlineText(block.title)}**`,
        ...block.blocks.flatMap((inner) => markdownOf(inner, options)),
      ];
    case "notes":
      return [block.items.map((item) => `- ${inlineText(item)}`).join("\n")];
    case "picture": {
      const target = options.picture?.(block.part) ?? null;
      return target === null ? [] : [`![The computation graph](${target})`];
    }
  }
}

/** Scalars in one sentence, everything larger in a display of its own. */
function givenText(items: readonly Given[]): string[] {
  const isLine = ({ value, shape }: Given): boolean => value === null || shape === null;
  const scalars = items.filter(isLine).map(({ name, value, sign, shape }) => {
    const space = shape === null ? "" : ` \\in \\mathbb{R}^{${shape.replaceAll("×", "\\times")}}`;
    const equal = value === null ? space : ` ${sign} ${writeLatex(value)}`;
    return `$${writeLatex(name)}${equal}$`;
  });
  const sentence = scalars.length === 0 ? [] : [`Given ${scalars.join(", ")}.`];
  const displays = items.flatMap((item) => {
    if (isLine(item)) return [];
    return [fenced(`${writeLatex(item.name)} ${item.sign} ${writeLatex(item.value!)}`)];
  });
  if (displays.length === 0) return sentence;
  return [sentence.length === 0 ? "Given" : sentence[0]!.replace(/\.$/, " and"), ...displays];
}

function displayText(chain: Chain): string[] {
  const remark = chain.remark === null ? [] : [`${capital(inlineText(chain.remark))}.`];
  const shapes = chain.shapes === null ? [] : [`Shapes: ${chain.shapes}.`];
  return [fenced(equation(chain, rows)), ...remark, ...shapes];
}

const fenced = (latex: string): string => `$$\n${latex}\n$$`;

const capital = (text: string): string => text.replace(/^\w/, (letter) => letter.toUpperCase());

function inlineText(inline: readonly Inline[]): string {
  return inline
    .map((part) => {
      return part.kind === "words" ? plainWords(part.text) : `$${writeLatex(part.syntax)}$`;
    })
    .join("");
}

/** Words with what Markdown would take for markup escaped. */
function plainWords(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|$~]/g, "\\$&").replace(/\s+/g, " ");
}
