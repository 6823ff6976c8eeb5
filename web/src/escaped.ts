/**
 * @file Text inside HTML. `render/` has the same; the page's first view would have to load all of
 * it for this.
 */
import type { Html } from "./model.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text that stands as it is, also in an attribute. */
export function escaped(text: string): Html {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]!);
}
