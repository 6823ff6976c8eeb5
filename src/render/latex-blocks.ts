/**
 * @file The words of a LaTeX text as HTML: paragraphs, sections, lists, tables, theorems, figures
 * with their captions, and the common commands for type, references and signs. No TeX is run; of a
 * command that is not known here, what stands in its braces is kept.
 */
import { escaped } from "./html-text.ts";
import { code, row, type Setting, signAt, worded } from "./page-blocks.ts";

/** Commands for type → element. */
const types: Readonly<Record<string, string>> = {
  textbf: "strong",
  emph: "em",
  textit: "em",
  textsl: "em",
  texttt: "code",
  underline: "u",
  textsuperscript: "sup",
  textsubscript: "sub",
};

const headings: Readonly<Record<string, number>> = {
  title: 2,
  part: 2,
  chapter: 2,
  section: 3,
  subsection: 4,
  subsubsection: 5,
  paragraph: 6,
  subparagraph: 6,
};

const signs: Readonly<Record<string, string>> = {
  "\\": "<br>",
  newline: "<br>",
  LaTeX: "LaTeX",
  TeX: "TeX",
  ldots: "…",
  dots: "…",
  textbackslash: "\\",
  S: "§",
  quad: "\u2003",
  qquad: "\u2003\u2003",
  ss: "ß",
};

/** Commands of which nothing is shown, and how many groups they take. */
const silent: Readonly<Record<string, number>> = {
  label: 1,
  vspace: 1,
  hspace: 1,
  bibliographystyle: 1,
  bibliography: 1,
  pagestyle: 1,
  thispagestyle: 1,
  setlength: 2,
  newcommand: 2,
  renewcommand: 2,
  DeclareMathOperator: 2,
  hline: 0,
  toprule: 0,
  midrule: 0,
  bottomrule: 0,
  cline: 1,
  maketitle: 0,
  date: 1,
  usepackage: 1,
  documentclass: 1,
};

/** Commands that name something: shown in brackets. */
const references = new Set(["ref", "eqref", "cref", "Cref", "autoref", "cite", "citep", "citet"]);

const lists: Readonly<Record<string, string>> = {
  itemize: "ul",
  enumerate: "ol",
  description: "ul",
};

const tables = /^(?:tabular[x*y]?|longtable|array)$/;
const verbatim = /^(?:verbatim\*?|lstlisting|minted|alltt)$/;
const passedOver = /^(?:comment|filecontents\*?|tikzpicture|axis|pspicture)$/;
const transparent = /^(?:document|center|flushleft|flushright|figure\*?|table\*?|minipage)$/;

/** Groups within groups that are set; deeper ones are shown as they are written. */
const deepest = 30;

/** A text with signs for its formulas → HTML. */
export function latexBlocks(text: string, setting: Setting): string {
  const start = /\\begin\s*\{document\}/.exec(text);
  const end = text.indexOf("\\end{document}");
  const from = start === null ? 0 : start.index + start[0].length;
  const preamble = start === null ? "" : text.slice(0, start.index);
  const title = /\\title\s*\{/.exec(preamble);
  const head = title === null ? "" : `\\title${groupText(preamble, title)}\n\n`;
  const body = text.slice(from, end < from ? text.length : end);
  return new LatexSetter(head + withoutComments(body), setting).run();
}

function groupText(text: string, { index, 0: found }: RegExpExecArray): string {
  const group = groupFrom(text, index + found.length - 1);
  return group === undefined ? "{}" : `{${group.inside}}`;
}

/** Up to the end of the line and the blanks that begin the next one, as TeX reads them. */
function withoutComments(text: string): string {
  return text.replace(/(?<!\\)((?:\\\\)*)%[^\n]*\n?[ \t]*/g, "$1");
}

class LatexSetter {
  private readonly text: string;
  private readonly setting: Setting;
  private readonly blocks: string[] = [];
  private line: string[] = [];
  /** What closes the environments that are open. */
  private readonly open: { readonly name: string; readonly closing: string }[] = [];
  /** The cells of the table that is open, by rows. */
  private rows: string[][] | null = null;

  constructor(text: string, setting: Setting) {
    this.text = text;
    this.setting = setting;
  }

  run(): string {
    const { text } = this;
    const next = /\n[ \t]*\n|[\\&\ue000]|[^\\&\n\ue000]+|\n/g;
    for (let found = next.exec(text); found !== null; found = next.exec(text)) {
      const [piece] = found;
      const at = found.index;
      if (piece === "\\") next.lastIndex = this.command(at);
      else if (piece === "\ue000") next.lastIndex = this.formula(at);
      else if (piece === "&" && this.rows !== null) this.cell();
      else if (/^\n[ \t]*\n$/.test(piece)) this.paragraph();
      else this.line.push(this.words(piece));
    }
    this.paragraph();
    while (this.open.length > 0) this.blocks.push(this.open.pop()!.closing);
    return this.blocks.join("");
  }

  private formula(at: number): number {
    const found = signAt(this.text, at);
    if (found === undefined) return at + 1;
    // a display has a row of its own, so that its notes stand beside it
    const isAlone = this.rows === null && this.setting.isDisplay?.(found.k) === true;
    if (isAlone) this.paragraph();
    this.line.push(this.setting.formula(found.k));
    if (isAlone) this.paragraph();
    return found.end;
  }

  /** Dashes, quotes, ties; braces only group. */
  private words(piece: string): string {
    return escaped(piece)
      .replace(/[{}]/g, "")
      .replace(/---/g, "—")
      .replace(/--/g, "–")
      .replace(/``/g, "“")
      .replace(/''/g, "”")
      .replace(/~/g, "\u00a0");
  }

  private paragraph(): void {
    const said = this.line.join("").trim();
    this.line = [];
    if (said !== "") this.blocks.push(row(`<p>${said}</p>`, this.setting));
  }

  /** A command; gives where to go on. */
  private command(at: number): number {
    const { text, setting } = this;
    const found = /^\\(?:([A-Za-z]+)\*?|([\s\S]))/.exec(text.slice(at, at + 60));
    if (found === null) return at + 1;
    const [whole, name = found[2]!] = found;
    let end = at + whole.length;
    if (name === "begin" || name === "end") {
      const group = groupFrom(text, end);
      if (group === undefined) return end;
      return name === "begin" ? this.begin(group) : this.end(group);
    }
    if (name === "\\" && this.rows !== null) {
      this.cell();
      this.rows.push([]);
      return end;
    }
    if (name === "item") {
      this.paragraph();
      const label = optionFrom(text, end);
      if (this.blocks.at(-1) !== "<li>") this.blocks.push("</li>", "<li>");
      if (label !== undefined) this.line.push(`<strong>${this.inline(label.inside)}</strong> `);
      return label?.end ?? end;
    }
    const option = optionFrom(text, end);
    if (option !== undefined && (name in silent || name in headings || name.startsWith("include")))
      end = option.end;
    const group = groupFrom(text, end);
    if (name in silent) return this.past(silent[name]!, end);
    if (name in headings && group !== undefined) {
      this.paragraph();
      const tag = `h${headings[name]!}`;
      this.blocks.push(row(`<${tag}>${this.inline(group.inside)}</${tag}>`, setting));
      return group.end;
    }
    if (name in signs) this.line.push(signs[name]!);
    else if (group !== undefined && name in types) {
      this.line.push(`<${types[name]!}>${this.inline(group.inside)}</${types[name]!}>`);
      return group.end;
    } else if (group !== undefined && references.has(name)) {
      this.line.push(`<span class="link">[${escaped(group.inside)}]</span>`);
      return group.end;
    } else if (group !== undefined && (name === "footnote" || name === "thanks")) {
      this.line.push(` <small>(${this.inline(group.inside)})</small>`);
      return group.end;
    } else if (group !== undefined && name === "includegraphics") {
      this.line.push(`<span class="picture">${escaped(group.inside)}</span>`);
      return group.end;
    } else if (group !== undefined && name === "caption") {
      this.paragraph();
      this.blocks.push(row(`<p class="caption">${this.inline(group.inside)}</p>`, setting));
      return group.end;
    } else if (found[2] !== undefined && /[%$&#_{} ]/.test(name)) this.line.push(escaped(name));
    return found[1] === undefined ? end : end + /^ ?/.exec(text.slice(end, end + 1))![0].length;
  }

  private past(groups: number, at: number): number {
    let end = at;
    for (let k = 0; k < groups; k++) {
      end = optionFrom(this.text, end)?.end ?? end;
      end = groupFrom(this.text, end)?.end ?? end;
    }
    return end;
  }

  private begin({ inside: name, end }: Group): number {
    const { text, setting } = this;
    this.paragraph();
    if (verbatim.test(name) || passedOver.test(name)) {
      const closing = `\\end{${name}}`;
      const to = text.indexOf(closing, end);
      const stop = to < 0 ? text.length : to;
      if (verbatim.test(name))
        this.blocks.push(code(text.slice(end, stop).replace(/^\n/, ""), setting));
      else if (!name.startsWith("comment")) {
        this.blocks.push(row(`<p><span class="picture">${escaped(name)}</span></p>`, setting));
      }
      return Math.min(text.length, stop + closing.length);
    }
    if (tables.test(name) && this.rows === null) {
      this.rows = [[]];
      this.open.push({ name, closing: "" });
      let at = optionFrom(text, end)?.end ?? end;
      if (name !== "tabular" && name !== "array" && name !== "longtable") {
        at = groupFrom(text, at)?.end ?? at;
      }
      return groupFrom(text, at)?.end ?? at;
    }
    const list = lists[name];
    const option = optionFrom(text, end);
    if (list !== undefined) {
      this.blocks.push(`<${list}>`, "<li>");
      this.open.push({ name, closing: `</li></${list}>\n` });
      return option?.end ?? end;
    }
    if (name === "quote" || name === "quotation") {
      this.blocks.push("<blockquote>");
      this.open.push({ name, closing: "</blockquote>\n" });
      return end;
    }
    this.open.push({ name, closing: "" });
    if (transparent.test(name)) return option?.end ?? end;
    // a theorem, a proof, an exercise: by its name
    const title = option === undefined ? "" : ` (${this.inline(option.inside)})`;
    const label = name.replace(/\*$/, "");
    this.line.push(`<strong>${escaped(label.charAt(0).toUpperCase() + label.slice(1))}</strong>`);
    this.line.push(`${title}. `);
    return option?.end ?? end;
  }

  private end({ inside: name, end }: Group): number {
    const top = this.open.at(-1);
    if (top === undefined || top.name !== name) return end;
    this.open.pop();
    if (tables.test(name) && this.rows !== null) this.table();
    else {
      this.paragraph();
      if (top.closing !== "") this.blocks.push(top.closing);
    }
    return end;
  }

  private cell(): void {
    this.rows!.at(-1)!.push(this.line.join("").trim());
    this.line = [];
  }

  private table(): void {
    if (this.line.join("").trim() !== "" || this.rows!.at(-1)!.length > 0) this.cell();
    this.line = [];
    const rows = this.rows!.filter((cells) => cells.some((cell) => cell !== ""));
    this.rows = null;
    const lines = rows.map((cells) => {
      return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    });
    this.blocks.push(row(`<table>${lines.join("\n")}</table>`, this.setting));
  }

  /** What stands in a group, as running text. */
  private inline(text: string, depth = 0): string {
    if (depth > deepest) return worded(text, this.setting);
    const inner = new LatexSetter(text, this.setting);
    return inner.running(depth);
  }

  private running(depth: number): string {
    const { text } = this;
    const next = /[\\\ue000]|[^\\\ue000]+/g;
    for (let found = next.exec(text); found !== null; found = next.exec(text)) {
      if (found[0] === "\ue000") next.lastIndex = this.formula(found.index);
      else if (found[0] !== "\\") this.line.push(this.words(found[0]));
      else next.lastIndex = this.commandInside(found.index, depth);
    }
    return this.line.join("").trim();
  }

  private commandInside(at: number, depth: number): number {
    const name = /^\\([A-Za-z]+)/.exec(this.text.slice(at, at + 60))?.[1];
    const type = name === undefined ? undefined : types[name];
    const group = name === undefined ? undefined : groupFrom(this.text, at + 1 + name.length);
    if (type === undefined || group === undefined) return this.command(at);
    this.line.push(`<${type}>${this.inline(group.inside, depth + 1)}</${type}>`);
    return group.end;
  }
}

interface Group {
  readonly inside: string;
  readonly end: number;
}

/** The group in braces that begins behind blanks; undefined where none does. */
function groupFrom(text: string, at: number): Group | undefined {
  return bracketed(text, at, "{", "}");
}

function optionFrom(text: string, at: number): Group | undefined {
  return bracketed(text, at, "[", "]");
}

function bracketed(text: string, at: number, open: string, close: string): Group | undefined {
  let from = at;
  while (text[from] === " " || text[from] === "\t") from++;
  if (text[from] !== open) return undefined;
  let depth = 0;
  for (let k = from; k < Math.min(text.length, from + 20_000); k++) {
    if (text[k] === "\\") k++;
    else if (text[k] === open) depth++;
    else if (text[k] === close && --depth === 0) {
      return { inside: text.slice(from + 1, k), end: k + 1 };
    }
  }
  return undefined;
}
