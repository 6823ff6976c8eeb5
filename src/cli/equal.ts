/**
 * @file `pengrad equal`: decides whether two expressions are equal, or the pairs of a file of JSON
 * lines, in their order. The answer goes to standard output, in words or as JSON.
 */
import { type EqualReport, equalTexts, type VerdictName } from "../check/index.ts";
import { exit } from "./main.ts";
import { writeResult } from "./output.ts";
import { Refusal } from "./refusal.ts";
import { openText } from "./text-file.ts";

/** The options as they come from the command line. */
export interface EqualWords {
  readonly assume?: string;
  readonly pairs?: string;
  readonly format?: string;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Runs the command; gives the exit code. */
export function runEqual(sides: readonly string[], words: EqualWords): number {
  const options = words.assume === undefined ? {} : { assume: words.assume };
  if (words.pairs !== undefined) {
    if (sides.length > 0) throw new Refusal("give two expressions or --pairs FILE, not both.");
    const answers = answerLines(openText(words.pairs).text, words.pairs, options);
    writeResult(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""), words.output);
    return 0;
  }
  const [left, right] = sides;
  if (left === undefined || right === undefined) {
    throw new Refusal("two expressions are compared: pengrad equal A B.");
  }
  const report = equalTexts(left, right, options);
  const asJson = words.format === "json" || words.output?.endsWith(".json") === true;
  writeResult(asJson ? `${JSON.stringify(report, null, 2)}\n` : inWords(report), words.output);
  return codes[report.verdict];
}

const codes: { readonly [V in VerdictName]: number } = {
  proved: 0,
  agrees: 0,
  rounded: 0,
  conditional: exit.wrong,
  refuted: exit.wrong,
  undecided: exit.unread,
  unread: exit.unread,
};

type Answer = EqualReport & { readonly id?: unknown };

/** An answer for every line that is not empty; a line that is no pair is `unread`. */
function answerLines(text: string, path: string, options: { assume?: string }): Answer[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, k): Answer => {
    let pair: { id?: unknown; a?: unknown; b?: unknown; assume?: unknown } | null;
    try {
      pair = JSON.parse(line) as typeof pair;
    } catch {
      pair = null;
    }
    const id = pair !== null && typeof pair === "object" && "id" in pair ? { id: pair.id } : {};
    if (typeof pair?.a !== "string" || typeof pair.b !== "string") {
      const reason = `${path}, pair ${k + 1}: a line is {"id": …, "a": "…", "b": "…"}`;
      return { ...id, verdict: "unread", reason };
    }
    const own = typeof pair.assume === "string" ? { assume: pair.assume } : options;
    return { ...id, ...equalTexts(pair.a, pair.b, own) };
  });
}

const headlines: { readonly [V in VerdictName]: string } = {
  proved: "equal: proved",
  agrees: "equal, it seems: the sides agree, but this is no proof",
  rounded: "equal as rounded",
  conditional: "equal only under a condition",
  refuted: "not equal",
  undecided: "undecided",
  unread: "not read",
};

/** A verdict for people. */
function inWords(report: EqualReport): string {
  const { counterexample } = report;
  const lines = [headlines[report.verdict]];
  if (report.reason !== undefined) lines.push(`  ${report.reason}`);
  if (report.condition !== undefined) {
    lines.push(`  if ${report.condition}${report.conditionProved ? " (proved)" : ""}`);
  }
  if (counterexample !== undefined) {
    const at = Object.entries(counterexample.at).map(([name, value]) => `${name} = ${value}`);
    if (at.length > 0) lines.push(`  at ${at.join(", ")}`);
    for (const [name, formula] of Object.entries(counterexample.functions ?? {})) {
      lines.push(`  with ${name} = ${formula}`);
    }
    lines.push(`  the left side is  ${counterexample.left}`);
    lines.push(`  the right side is ${counterexample.right}`);
  }
  if (report.rules !== undefined) lines.push(`  by ${report.rules.join(", ")}`);
  if (report.domainNote !== undefined) lines.push(`  note: ${report.domainNote}`);
  return `${lines.join("\n")}\n`;
}
