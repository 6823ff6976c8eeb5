/**
 * @file A strict check that a text is one well-formed XML element: tags that nest, attributes
 * quoted and named once, no bare `<` or `&`, no forbidden characters. An oracle written apart from
 * the writer it judges.
 */

const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?)>/y;
const entity = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** The first fault found, or null. */
export function faultOf(xml: string): string | null {
  if (forbidden.test(xml)) return "a forbidden character";
  const bare = entity.exec(xml);
  if (bare) return `a bare & at ${bare.index}`;
  const open: string[] = [];
  let at = 0;
  let roots = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    const text = xml.slice(at, next < 0 ? undefined : next);
    if (open.length === 0 && text.trim() !== "") return `text outside the root: ${text}`;
    if (next < 0) break;
    tag.lastIndex = next;
    const match = tag.exec(xml);
    if (!match) return `no tag at ${next}: ${xml.slice(next, next + 40)}`;
    const [whole, closing, name, attributes, empty] = match;
    const names = [...attributes!.matchAll(/([\w:.-]+)=/g)].map((m) => m[1]);
    if (new Set(names).size < names.length) return `an attribute twice in ${whole}`;
    if (closing) {
      if (open.pop() !== name) return `</${name}> at ${next} closes nothing`;
    } else {
      if (open.length === 0) roots++;
      if (!empty) open.push(name!);
    }
    at = next + whole.length;
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? null : `${roots} roots`;
}
