/**
 * @file A diagnostic as data: a code, a place and arguments. It holds no sentence; the sentences
 * stand in `messages.ts`, and `messageOf` puts the two together when something is shown.
 */
import { type Code, type Label, labels, messages, type Severity } from "./messages.ts";
import type { Span } from "./span.ts";

export interface Diagnostic {
  readonly code: Code;
  /** Where in the text that was read; null when it concerns the problem as a whole. */
  readonly span: Span | null;
  /** What fills the `{name}` slots of the code's message. */
  readonly args: Readonly<Record<string, string>>;
  readonly related?: readonly { readonly span: Span; readonly code: Code }[];
}

/** Makes a diagnostic. */
export function diagnose(
  code: Code,
  span: Span | null,
  args: Readonly<Record<string, string>> = {},
): Diagnostic {
  return { code, span, args };
}

/** How grave a diagnostic is, from the table of messages. */
export function severityOf(diagnostic: Diagnostic): Severity {
  return messages[diagnostic.code].severity;
}

/** Whether a diagnostic tells more than how something was read. */
export const isProblem = (diagnostic: Diagnostic): boolean => severityOf(diagnostic) !== "info";

/** The sentence that a person reads. A slot without an argument stays visible as `{name}`. */
export function messageOf(diagnostic: Diagnostic): string {
  return filled(messages[diagnostic.code].text, diagnostic.args);
}

/** The sentence about a place that belongs to a diagnostic's. */
export function labelOf(label: Label, args: Readonly<Record<string, string>>): string {
  return filled(labels[label], args);
}

function filled(text: string, args: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const argument = args[name];
    return argument === undefined ? slot : shortened(argument);
  });
}

/** What a sentence can hold: a number may have a million digits. */
const longest = 1_000;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(-40)}`;
}
