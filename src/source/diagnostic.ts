/**
 * @file A diagnostic as data: a code, a place and arguments. It holds no sentence; the sentences
 * stand in `messages.ts`, and `messageOf` puts the two together when something is shown.
 */
import { type Code, messages, type Severity } from "./messages.ts";
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

/** The sentence that a person reads. A slot without an argument stays visible as `{name}`. */
export function messageOf(diagnostic: Diagnostic): string {
  return messages[diagnostic.code].text.replace(
    /\{(\w+)\}/g,
    (slot, name: string) => diagnostic.args[name] ?? slot,
  );
}
