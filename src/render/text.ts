/**
 * @file A solution as text for the terminal: Unicode mathematics, two columns of margin, the
 * lines of a pass in columns, and a chain that is too long for the line with one step a line,
 * aligned at the equals signs as on paper.
 *
 *     dy/dx₁ = dy/ds · ds/du · du/dx₁
 *            = −sin(s) · x₃ u^(x₃−1) · 1/x₂
 *            = −1 · 1 · 1/2
 *            = −1/2
 */
import { writeUnicode } from "../notation/index.ts";
import type { Solution } from "../work/index.ts";
import { type Board, beside, board, line, padded } from "./board.ts";
import { type Ink, inkOf } from "./ink.ts";
import { type Block, type Chain, type Given, type StoryOptions, storyOf } from "./story.ts";
import type { Inline } from "./words.ts";

export interface TextOptions extends StoryOptions {
  /** Escapes for bold and dim; off by default. */
  readonly color?: boolean;
  /** Columns of the terminal; 80 by default. */
  readonly width?: number;
}

/** What every block is set with. */
interface Press {
  readonly ink: Ink;
  readonly color: boolean;
  /** Columns right of the margin. */
  readonly width: number;
}

const margin = "  ";
const leastWidth = 30;

/** The solution as text, ending in a newline. */
export function renderText(solution: Solution, options: TextOptions = {}): string {
  const { color = false, width = 80 } = options;
  const press = { ink: inkOf(color), color, width: Math.max(leastWidth, width - margin.length) };
  const lines: string[] = [];
  let wasLine = false;
  for (const block of storyOf(solution, options)) {
    const own = linesOf(block, press);
    if (own.length === 0) continue;
    // formulas of a line each stand close together, everything else is set apart
    const isLine = block.kind === "display" && own.length === 1;
    if (lines.length > 0 && !(isLine && wasLine)) lines.push("");
    wasLine = isLine;
    for (const text of own) lines.push(text.trimEnd());
  }
  return `${lines.join("\n")}\n`;
}

function linesOf(block: Block, press: Press): string[] {
  switch (block.kind) {
    case "heading":
      if (block.isMinor === true) return [];
      return headingLines(block.level, inlineText(block.inline), press);
    case "paragraph":
      return indented(wrapped(inlineText(block.inline), press.width));
    case "given":
      return indented(givenLines(block.items, press));
    case "pass":
      return indented(passLines(block.chains, press));
    case "display":
      return indented(displayLines(block.chain, press));
    case "aside":
      return [
        `${margin}${press.ink.dim(inlineText(block.title))}`,
        ...block.blocks.flatMap((inner) => linesOf(inner, press)),
      ];
    case "notes":
      return indented(
        block.items.flatMap((item) => {
          const [first, ...rest] = wrapped(inlineText(item), press.width - 2);
          return [`· ${first}`, ...rest.map((text) => `  ${text}`)];
        }),
      );
    case "picture":
      return [];
  }
}

const indented = (lines: readonly string[]): string[] => lines.map((text) => margin + text);

/** Without bold, a rule below says what is a title. */
const rules = ["═", "─", "", ""] as const;

function headingLines(level: 1 | 2 | 3 | 4, text: string, { ink, color }: Press): string[] {
  const rule = rules[level - 1]!;
  if (color || rule === "") return [ink.bold(text)];
  return [text, rule.repeat(line(text).width)];
}

/** `x₁ = π    x₂ = 2`, in rows that fit. */
function givenLines(items: readonly Given[], { width }: Press): string[] {
  const boards = items.map(({ name, value, sign, shape }) => {
    const size = shape?.replaceAll(" ", "") ?? "";
    const space = size === "" ? "" : size.includes("×") ? ` ∈ ℝ^(${size})` : ` ∈ ℝ^${size}`;
    const head = line(writeUnicode(name) + (value === null ? space : ` ${signs[sign]} `));
    return value === null ? head : beside([head, board(value)]);
  });
  const rows: Board[][] = [];
  let room = 0;
  for (const one of boards) {
    if (rows.length === 0 || one.width > room) {
      rows.push([]);
      room = width;
    }
    rows.at(-1)!.push(one, line("    "));
    room -= one.width + 4;
  }
  return spaced(rows.map((row) => beside(row).lines));
}

const signs = { "=": "=", "\\approx": "≈" } as const;

/** Groups of lines; where one of them has several lines, blank lines set all of them apart. */
function spaced(groups: readonly (readonly string[])[]): string[] {
  const isTall = groups.some(({ length }) => length > 1);
  return groups.flatMap((lines, k) => (isTall && k > 0 ? ["", ...lines] : lines));
}

/** The columns of a pass: name, formula, numbers, value, decimals. */
const columnCount = 5;

/** The lines of a pass: in columns while they fit, otherwise each by itself. */
function passLines(chains: readonly Chain[], press: Press): string[] {
  const rows = chains.map(cellsOf);
  const gap = 2;
  const widths = Array.from({ length: columnCount }, (_, k) => {
    const widest = Math.max(...rows.map((row) => row[k]!.width));
    return widest === 0 ? 0 : widest + (k === 0 ? 1 : gap);
  });
  const total = widths.reduce((sum, width) => sum + width, -gap);
  if (total > press.width) return spaced(chains.map((chain) => displayLines(chain, press)));
  return spaced(
    rows.map((row, i) => {
      const cells = row.map((cell, k) => padded(cell, widths[k]!));
      return [...beside(cells).lines, ...remarkLines(chains[i]!, press)];
    }),
  );
}

/** One line of a pass cut into its columns; those it does not need are empty. */
function cellsOf({ target, links }: Chain): Board[] {
  const steps = links.map(({ sign, syntax }) => beside([line(`${signs[sign]} `), board(syntax)]));
  const decimals = links.at(-1)?.rule === "decimals" ? steps.pop() : undefined;
  const [formula, ...rest] = steps;
  const value = rest.pop();
  const numbers = beside(rest.flatMap((step, k) => (k === 0 ? [step] : [line(" "), step])));
  const empty = line("");
  return [line(writeUnicode(target)), formula ?? empty, numbers, value ?? empty, decimals ?? empty];
}

/** One chain: on a line, or one step a line. */
function displayLines(chain: Chain, press: Press): string[] {
  const target = line(`${writeUnicode(chain.target)} `);
  const steps = chain.links.map(({ sign, syntax }) => {
    return { sign: line(`${signs[sign]} `), step: board(syntax) };
  });
  const whole = beside([target, ...steps.flatMap(({ sign, step }) => [sign, step, line(" ")])]);
  const below = [...remarkLines(chain, press), ...shapeLines(chain, press)];
  if (whole.width <= press.width) return [...whole.lines, ...below];
  const blank = line(" ".repeat(target.width));
  const room = press.width - target.width - 2;
  const rows = steps.map(({ sign, step }, k) => {
    return stepLines(k === 0 ? target : blank, sign, step, room);
  });
  return [...spaced(rows), ...below];
}

function stepLines(head: Board, sign: Board, step: Board, room: number): string[] {
  if (step.lines.length > 1 || step.width <= room) return [...beside([head, sign, step]).lines];
  const [first, ...rest] = wrapped(step.lines[0]!, Math.max(room, leastWidth));
  const blank = " ".repeat(head.width + sign.width + 2);
  return [`${head.lines[0]}${sign.lines[0]}${first}`, ...rest.map((text) => blank + text)];
}

function remarkLines({ remark }: Chain, { ink, width }: Press): string[] {
  if (remark === null) return [];
  return wrapped(`(${inlineText(remark)})`, width - 4).map((text) => `    ${ink.dim(text)}`);
}

function shapeLines({ shapes }: Chain, { ink }: Press): string[] {
  return shapes === null ? [] : [`    ${ink.dim(`shapes ${shapes}`)}`];
}

function inlineText(inline: readonly Inline[]): string {
  return inline
    .map((part) => (part.kind === "words" ? part.text : writeUnicode(part.syntax)))
    .join("");
}

/** Text broken at blanks, in formulas before a sign, into lines of at most `width` columns. */
function wrapped(text: string, width: number): string[] {
  const found: string[] = [];
  let current = "";
  let used = 0;
  // a sign keeps to the word after it: "+ b" and not "+" at the end of a line
  for (const word of text.split(/(?<![+−·=×]) /)) {
    const needed = line(word).width;
    if (current !== "" && used + 1 + needed > width) {
      found.push(current);
      current = "";
    }
    used = current === "" ? needed : used + 1 + needed;
    current = current === "" ? word : `${current} ${word}`;
  }
  if (current !== "" || found.length === 0) found.push(current);
  return found;
}
