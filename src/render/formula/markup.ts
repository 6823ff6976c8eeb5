/**
 * @file SVG as text: numbers, attributes, elements. Everything drawn passes through here, so
 * this is the one place where a text from outside meets XML and is escaped.
 *
 * Numbers are written with at most two decimals (a hundredth of a pixel) unless more are asked
 * for, without exponent and without "-0", so that the same input gives the same bytes.
 */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * A text as XML character data or attribute value. Characters that XML 1.0 §2.2 forbids (control
 * characters, lone surrogates, U+FFFE and U+FFFF) become U+FFFD; none can be escaped.
 */
export function escapeXml(text: string): string {
  let out = "";
  for (const c of text) {
    const code = c.codePointAt(0)!;
    const control = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
    const forbidden = control || (code >= 0xd800 && code <= 0xdfff) || (code | 1) === 0xffff;
    out += forbidden ? "\ufffd" : (entities[c] ?? c);
  }
  return out;
}

/** A number with at most `decimals` decimals; 0 for what is not finite or beyond ±10¹⁵. */
export function numeral(value: number, decimals = 2): string {
  if (!(Math.abs(value) < 1e15)) return "0";
  const text = value.toFixed(decimals);
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" || short === "" ? "0" : short;
}

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

function attributesText(attributes: Attributes): string {
  let out = "";
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    out += ` ${name}="${typeof value === "number" ? numeral(value) : escapeXml(value)}"`;
  }
  return out;
}

/** An element. `content` is markup already; without it the element is empty. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const open = `<${name}${attributesText(attributes)}`;
  return content === "" ? `${open}/>` : `${open}>${content}</${name}>`;
}

/** An element that holds a text, escaped. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${attributesText(attributes)}>${escapeXml(text)}</${name}>`;
}
