/** @file The page of a checked document: what is marked, what stands in the margin, and how. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/index.ts";
import { pageAssets } from "../../src/cli/assets.ts";
import { kindOf, readDocument } from "../../src/document/index.ts";
import { renderCheckPage } from "../../src/render/index.ts";

const assets = pageAssets()!;

const page = (text: string, path = "a.md", options: object = { assets }) => {
  const document = readDocument(text, kindOf(path));
  return renderCheckPage([{ document, report: checkText(text, { path }) }], options);
};

/** What a reader sees, without style, script for listeners and tags. */
const body = (html: string) => html.slice(html.indexOf("<article>"));
const shown = (html: string) =>
  body(html)
    .replace(/<span class="katex-mathml">.*?<\/math><\/span>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replace(/\u200b/g, "");
const count = (html: string, pattern: RegExp) => (body(html).match(pattern) ?? []).length;

const homework = readFileSync(new URL("../../examples/homework.md", import.meta.url), "utf8");

test("the homework: three rings with their notes, a tick for every other step", async () => {
  const html = await page(homework, "examples/homework.md");
  expect(shown(html)).toContain("35 steps: 32 right, 3 wrong");
  // one of each is the legend's
  expect(count(html, /class="[^"]*\bring\b/g)).toBe(1 + 3);
  const ticks = count(html, /class="[^"]*\bmark (right|follows)\b/g);
  expect(ticks).toBe(2 + 32);
  expect(count(html, /<div class="note wrong">/g)).toBe(3);
  expect(shown(html)).toMatch(/The first wrong step\s*1 A minus sign is lost\./);
  expect(count(html, /class="[^"]*\bring first\b/g)).toBe(1);
  expect(count(html, /<details>/g)).toBe(3);
  expect(html).not.toMatch(/katex-error|<code>/);
});

test("what a repair names is set as a formula", async () => {
  const html = await page("$y = x^2$, $\\frac{dy}{dx} = x$");
  expect(shown(html)).toContain("1 The factor 2 is missing.");
  expect(body(html)).toMatch(/The factor <span class="katex">/);
});

test("what should stand there is set as a formula beside what does", async () => {
  const html = await page("$z = 2 w_1 x_1 + 2 w_2 x_2$, $\\frac{dz}{dw_2} = 2 x_1$");
  expect(shown(html)).toMatch(/1 x1\S* should be x2\S*\./);
  expect(body(html)).toMatch(/<\/span> should be <span class="katex">/);
});

test("the notes of a display stand beside it, and not beside the words around", async () => {
  const words = "Many words of prose. ".repeat(20);
  const text = `${words}\n\\[ y = x^2, \\quad \\frac{dy}{dx} = x \\]\n${words}`;
  const html = body(await page(text, "a.tex"));
  const rows = html.split('<div class="row">').slice(1);
  const noted = rows.filter((row) => row.includes('<div class="note'));
  expect(noted.length).toBe(1);
  expect(noted[0]).toContain('class="display"');
  expect(noted[0]).not.toContain("prose");
});

test("the page asks for nothing from outside, and runs nothing", async () => {
  const html = await page(`${homework}\n<script>alert(1)</script> <b>$y = x$`);
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\b(src|href)=|url\((?!data:)/);
  expect(shown(html)).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;");
});

test("commands that would make links or load pictures are not obeyed", async () => {
  const html = await page("$y = \\href{javascript:alert(1)}{x}$ and $\\includegraphics{a.png}$");
  expect(html).not.toMatch(/href=|<img/);
});

test.each([
  ["right", "With $y = x^2$: $\\frac{dy}{dx} = 2x$", "right", /✓/],
  ["right under a condition", "$y = x^2$, $\\sqrt{x^2} = x$", "conditional", /Only if x≥0/],
  ["not read", "$y = x$, $y + 1 = \\qoppa{x} + 1$", "open", /\? Not read/],
  [
    "silenced",
    "<!-- pengrad-ignore: it is meant so -->\n$y = x^2$, $\\frac{dy}{dx} = 3x$",
    "silenced",
    /the author knows, and says why: it is meant so/,
  ],
  ["right from a wrong line", "$y = x^2$, $\\frac{dy}{dx} = x = x + x$", "follows", /\(✓\)/],
])("a step that is %s", async (_, text, kind, said) => {
  const html = await page(text);
  const marks = new RegExp(`class="[^"]*\\bmark ${kind}\\b`, "g");
  const legend = /^(right|follows|open)$/.test(kind) ? 1 : 0;
  expect(count(html, marks)).toBe(legend + 1);
  expect(shown(html)).toMatch(said);
});

test("formulas that KaTeX cannot set, or all without it, are code with the same marks", async () => {
  const unknown = await page("$y = x^2$, $\\qoppa + \\frac{d y}{d x} = 3x$");
  expect(body(unknown)).toContain("<code>\\qoppa");
  const plain = await page("$y = x^2$, $\\frac{d y}{d x} = 3x < 4$", "a.md", {});
  expect(body(plain)).toMatch(
    /<code>.*= <span class="ring first">3x<\/span><sup class="mark wrong"/,
  );
  expect(body(plain)).toContain("&lt; 4");
});

test("displays of LaTeX with their labels, tags and the document's macros", async () => {
  const text = `\\documentclass{article}\\newcommand{\\sq}[1]{#1^2}\\begin{document}
\\section{Squares}
We have
\\begin{align}
z &= \\sq{(x+1)} \\label{a} \\\\
  &= x^2 + 2x + 2 \\\\
  &= x^2 + 2x + 1 \\tag{3}
\\end{align}
\\end{document}
`;
  const html = await page(text, "a.tex");
  expect(html).not.toMatch(/<code>/);
  expect(count(html, /class="[^"]*\bring\b/g)).toBe(1 + 1);
  expect(shown(html).match(/Squares/g)?.length).toBe(1);
});

/** Elements without their content's spans, so that rows can be compared. */
const elements = (html: string) => {
  const own = body(html).replace(/<div class="coverage">.*?<\/p><\/div>/s, "");
  return own.replace(/<span class="katex">.*?<\/span><\/span><\/span>/gs, "∎").replace(/\s+/g, " ");
};

const cells = (...cells: readonly (readonly [type: string, source: string])[]) =>
  JSON.stringify({
    cells: cells.map(([cell_type, source]) => ({ cell_type, metadata: {}, source })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });

test.each([
  ["# A title", "a.md", "<h2>A title</h2>"],
  [
    "**bold**, *slanted*, `code`",
    "a.md",
    "<strong>bold</strong>, <em>slanted</em>, <code>code</code>",
  ],
  ["- one\n- two", "a.md", /<ul>.*<li>.*one.*<\/li> <li>.*two.*<\/li> <\/ul>/],
  ["> said", "a.md", /<blockquote>.*<p>said<\/p>.*<\/blockquote>/],
  ["| a | b |\n|---|---|\n| 1 | 2 |", "a.md", /<table>.*<th>a<\/th>.*<td>2<\/td>.*<\/table>/],
  ["```py\nx = $y$\n```", "a.md", "<pre>x = $y$ </pre>"],
  ["[a link](https://a.b)", "a.md", '<span class="link" title="https://a.b">a link</span>'],
  ["![alt](a.png)", "a.md", '<span class="picture">alt</span>'],
  ["---\ntitle: x\n---\nSo.", "a.md", /^(?!.*title: x).*<p>So\.<\/p>/],
  ["So.<!-- hidden -->", "a.md", "<p>So.</p>"],
  ["\\section{A \\emph{b}}", "a.tex", "<h3>A <em>b</em></h3>"],
  ["\\textbf{a} \\texttt{b}", "a.tex", "<strong>a</strong> <code>b</code>"],
  [
    "\\begin{itemize}\n\\item one\n\\item[b)] two\n\\end{itemize}",
    "a.tex",
    /<ul><li>.*<p>one<\/p>.*<\/li><li>.*<strong>b\)<\/strong> two.*<\/li><\/ul>/,
  ],
  [
    "\\begin{tabular}{|l|c|}\\hline a & b \\\\ \\hline c & d \\\\ \\hline\\end{tabular}",
    "a.tex",
    "<table><tr><td>a</td><td>b</td></tr> <tr><td>c</td><td>d</td></tr></table>",
  ],
  ["\\begin{verbatim}\n$x$ & %\n\\end{verbatim}", "a.tex", /<pre>\$x\$ &amp;/],
  ["\\begin{lemma}[Main] So.\\end{lemma}", "a.tex", "<p><strong>Lemma</strong> (Main). So.</p>"],
  [
    "a~b --- ``c'' 5\\% % no\n\\label{x}\\cite{d}",
    "a.tex",
    /a\s?b — “c” 5% <span class="link">\[d\]/,
  ],
  ["\\caption{A \\footnote{b}}", "a.tex", '<p class="caption">A <small>(b)</small></p>'],
  ["\\unknown{kept}[x] {braces}", "a.tex", "kept[x] braces"],
  ["\\title{T}\\begin{document}\\maketitle x\\end{document} y", "a.tex", /<h2>T<\/h2>.*<p>x<\/p>/],
  [
    cells(["markdown", "# N"], ["code", "x = 1"], ["raw", "r"]),
    "a.ipynb",
    /<h2>N<\/h2>.*<pre>x = 1<\/pre>/,
  ],
])("%j (%s)", async (text, path, expected) => {
  const html = elements(await page(text, path));
  if (typeof expected === "string") expect(html).toContain(expected);
  else expect(html).toMatch(expected);
});

test("a note stands beside the item, the row of a table, the paragraph of its formula", async () => {
  const items = elements(await page("- $1 = 2$\n- so\n\n| a |\n|---|\n| $2 = 3$ |"));
  expect(items).toMatch(/<li>(?:(?!<\/li>).)*<aside>.*?<\/li> <li>(?:(?!<aside>).)*<\/ul>/);
  expect(items).toMatch(/<\/table><\/div> <aside>/);
});

test("every formula of a text is on its page, once", async () => {
  for (const path of ["a.md", "a.tex"]) {
    const html = await page("$a$ **$b$** and\n\n$$c$$\n\n\\[d\\] `$e$` \ue0000\ue001", path);
    expect(count(html, /<annotation/g)).toBe(path === "a.md" ? 4 : 5);
  }
});
