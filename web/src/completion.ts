/**
 * @file Completion in a problem: the names of its quantities as it spells them, words of the
 * notation, and behind `find` the derivatives that can be asked for; in LaTeX commands with places
 * to fill in, Tab going from one to the next.
 */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from "@codemirror/autocomplete";
import type { Word, Words } from "./model.ts";

/** A quantity of the problem. */
export interface NameWord {
  /** As the problem spells it. */
  readonly label: string;
  readonly detail: string;
  readonly isOutput: boolean;
}

export interface Vocabulary {
  readonly names: () => readonly NameWord[];
  /** The words of the notation, once they are known. */
  readonly words: () => Promise<Words>;
}

/** What completes the word before the cursor. */
export function completing({ names, words }: Vocabulary) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/^\s*#/.test(before)) return null;
    const isAsked = /^\s*find\b/.test(before);
    const derivative = isAsked ? context.matchBefore(/(?<![\w\\])d\w*(\/\w*)?/) : null;
    const word = derivative ?? context.matchBefore(/\\[A-Za-z]*(_\w*)?|[A-Za-z]\w*/);
    if (word === null) {
      return context.explicit ? offered(context.pos, names().map(named)) : null;
    }
    const isCommand = word.text.startsWith("\\");
    const isLatex = isCommand || context.state.doc.toString().includes("\\");
    const known = await words();
    if (context.aborted) return null;
    const options = names()
      .filter(({ label }) => label !== word.text && (!isCommand || label.startsWith("\\")))
      .map(named);
    if (isAsked) options.push(...derivatives(names(), isLatex));
    if (/^\s*\w*$/.test(before)) options.push(...known.openings.map((one, k) => filled(one, k, 1)));
    const longEnough = isCommand || word.text.length > 1;
    if (longEnough)
      options.push(...(isLatex ? known.latex : known.plain).map((one, k) => filled(one, k)));
    const labels = options.map(({ label }) => label);
    const once = options.filter(({ label }, k) => {
      return labels.indexOf(label) === k && (label !== word.text || !isAsked);
    });
    return offered(word.from, once, derivative === null ? /^\\?\w*$/ : /^[\w/]*$/);
  };
}

function offered(from: number, options: Completion[], validFor?: RegExp): CompletionResult {
  return validFor === undefined ? { from, options } : { from, options, validFor };
}

const named = ({ label, detail }: NameWord): Completion => ({ label, detail, boost: 2 });

/** The shorter of two words is the one that is meant more often; of equal ones the earlier. */
function filled(word: Word, place: number, boost = -word.label.length): Completion {
  const { label, detail, template } = word;
  const sortText = String(place).padStart(4, "0");
  const said = detail === label ? {} : { detail };
  return snippetCompletion(template, { label, sortText, ...said, boost: Math.max(-99, boost) });
}

/** dL/dW for the output and each quantity that it may depend on. */
function derivatives(names: readonly NameWord[], isLatex: boolean): Completion[] {
  const outputs = names.filter(({ isOutput }) => isOutput);
  return outputs.flatMap(({ label: y }) => {
    return names.flatMap(({ label: x }): Completion[] => {
      if (x === y) return [];
      const detail = `derivative of ${y} by ${x}`;
      const label = `d${y}/d${x}`;
      if (!isLatex) return [{ label, detail, boost: 1 }];
      return [{ label, detail, apply: `\\frac{d${y}}{d${x}}`, boost: 1 }];
    });
  });
}
