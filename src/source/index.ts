/** @file The ground floor for texts: spans, places, diagnostics and their sentences. */
export {
  type Diagnostic,
  diagnose,
  isProblem,
  labelOf,
  messageOf,
  severityOf,
} from "./diagnostic.ts";
export { type Excerpt, ExcerptBuilder, originOf, wholeText } from "./excerpt.ts";
export { type Code, explanations, messages, type Severity } from "./messages.ts";
export { cover, lineStarts, type Place, placeAt, type Range, type Span, spanAt } from "./span.ts";
