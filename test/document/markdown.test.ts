/** Markdown → pieces, one row a document. In a row ` | ` stands for a new line. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { formulas, pieces, strayOrigins } from "./pieces.ts";

type Row = readonly [source: string, ...expected: string[]];

const found: readonly Row[] = [
  ["Let $y = x^2$.", "f: y = x^2"],
  ["$$y = x$$", "F: y = x"],
  ["Thus $$y = x$$ holds", "F: y = x"],
  ["$$ | y = x | $$", "F: y = x"],
  [
    "$$\\begin{aligned} y &= x \\\\ | &= 2 | \\end{aligned}$$",
    "F: \\begin{aligned} y &= x \\\\ &= 2 \\end{aligned}",
  ],
  ["$$ | # 1 | - x |     = 3 | $$", "F: # 1 - x = 3"],
  ["$$ | x |  | y | $$", "F: x y"],
  ["\\( u \\) and \\[ v \\]", "f: u", "F: v"],
  ["\\\\(w\\_j\\\\) and \\\\[ v \\\\]", "f: w_j", "F: v"],
  ["$$ | a \\\\\\\\ | b | $$", "F: a \\\\ b"],
  ["$\\nabla\\_{w} L$", "f: \\nabla_{w} L"],
  ["$y_{\\text{a\\_b}}$", "f: y_{\\text{a\\_b}}"],
  ["It costs $5 and $6 more."],
  ["US$ 5, then $x$", "f: x"],
  ["$ y $ and $ s $", "f: y", "f: s"],
  ["\\$5 and $x$", "f: x"],
  ["$x$1"],
  ["$x_1$1", "f: x_1"],
  ["`$x$` and $y$", "f: y"],
  ["``a ` $x$`` and $y$", "f: y"],
  ["`open and $y$", "f: y"],
  ["$`a + b`$", "f: a + b"],
  ["``` | $x$ | ``` | $y$", "f: y"],
  ["~~~ python | $x$ | ``` | ~~~ | $y$", "f: y"],
  ["``` | $x$ and no end"],
  ["```math | y = x | ```", "F: y = x"],
  ["```{math} | :label: a | y = x | ```", "F: y = x"],
  ["```{note} About $a$ | $b$ | ``` | $c$", "f: a", "f: b", "f: c"],
  ["````{prf:theorem} | ```{dropdown} T | $$b$$ | ``` | $c$ | ```` | $d$", "F: b", "f: c", "f: d"],
  ["```{note} | ``` python | $a$ | ``` | $b$ | ```", "f: b"],
  ["```{example, label = 1} | $a$ | ``` | ```{r, echo = FALSE} | $b$ | ``` | $c$", "f: a", "f: c"],
  ["```{code-block} python | $a$ | ``` | $b$", "f: b"],
  ["```x = $y$``` | $z$", "f: z"],
  ["> $$ | > y = x | > + 1 | > $$", "F: y = x + 1"],
  ["> > \\[ | > > y | > > \\]", "F: y"],
  ["- item $a$ |   $$ |   b |   $$", "f: a", "F: b"],
  ["1. $a$ | 2. $b$", "f: a", "f: b"],
  ["| a | b | | --- | | $x$ | $y$", "f: x", "f: y"],
  ["<!-- $x$ --> $y$", "f: y"],
  ["<!-- $x$"],
  ["<pre>$x$</pre> $y$", "f: y"],
  ["<code>$x$</code> $y$", "f: y"],
  ["<b>$x$</b>", "f: x"],
  ["\\begin{equation} x = 1 \\end{equation}", "F: \\begin{equation} x = 1 \\end{equation}"],
  ["\\begin{align*} x | \\end{align*}", "F: \\begin{align*} x \\end{align*}"],
  ["\\begin{itemize} $x$", "f: x"],
  ["$x | y$", "f: x y"],
  ["$x |  | y$"],
  ["$$x"],
  ["\\[x"],
  ["--- | title: $t$ | --- | $x$", "f: x"],
  ["$a$ text $$b$$ text \\(c\\)", "f: a", "F: b", "f: c"],
];

const text = (source: string) => source.replaceAll(" | ", "\n");

test.each(found.map((row) => ({ row })))("formulas of $row.0", ({ row: [source, ...expected] }) => {
  expect(formulas(text(source))).toEqual(expected);
});

const structure: readonly Row[] = [
  [
    "# A title | Words $x$ | more |  | next",
    "h1: A title",
    "w: A title Words",
    "f: x",
    "w: more",
    "/",
    "w: next",
  ],
  ["A |  | $x$", "m: A", "/", "f: x"],
  ["## B", "m: B"],
  ["(b) | $x$", "m: b", "f: x"],
  ["**c)** | $x$", "m: c", "f: x"],
  ["part D: | $x$", "m: D", "f: x"],
  ["I am A", "w: I am A"],
  ["a", "w: a"],
  ["```pengrad | y = x | ```", "p: y = x"],
  ["> A", "m: A"],
];

test.each(structure.map((row) => ({ row })))(
  "structure of $row.0",
  ({ row: [source, ...expected] }) => {
    expect(pieces(text(source))).toEqual(expected);
  },
);

describe("what the front matter gives", () => {
  const given = (source: string) => readDocument(text(source), "markdown").given.map((g) => g.text);
  test.each([
    ["--- | pengrad: |   given: x1 = pi, x2 = 2 | ---", ["x1 = pi, x2 = 2"]],
    [
      "--- | pengrad: |   given: | - x = 1 |     - y = 2 |   assume: 'u > 0' | ---",
      ["x = 1", "y = 2", "u > 0"],
    ],
    ["--- | title: x | given: x = 1 | ---", []],
    ["pengrad: given: x = 1", []],
  ])("%s", (source, expected) => expect(given(source)).toEqual(expected));
});

describe("remarks to the checker", () => {
  const said = (source: string) => {
    return readDocument(text(source), "markdown").suppressions.map((one) => {
      return `${one.reach === null ? "file" : "next"} ${one.code ?? "all"} ${one.reason}`;
    });
  };
  test.each([
    ["<!-- pengrad-ignore: a scan --> $x$", ["next all a scan"]],
    ["<!-- pengrad-ignore-file PG4101: drafts -->", ["file PG4101 drafts"]],
    ["<!-- pengrad-ignore -->", ["next all "]],
    ["<!-- ignore pengrad -->", []],
  ])("%s", (source, expected) => expect(said(source)).toEqual(expected));
});

test("every character of a formula is the file's own at its place", () => {
  for (const [source] of found) {
    if (/\\\\\\\\/.test(source)) continue;
    expect(strayOrigins(text(source), "markdown")).toEqual([]);
  }
});

test("reading never fails and loses no place", () => {
  const bits = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "`",
    "```",
    "\n",
    "\n\n",
    "> ",
    "x",
    " ",
    "<!--",
    "-->",
    "\\",
    "---\n",
    "# ",
    "- ",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 24 }), (parts) => {
      const source = parts.join("");
      let last = 0;
      for (const { span } of readDocument(source, "markdown").pieces) {
        expect(span.from).toBeGreaterThanOrEqual(last);
        expect(span.to).toBeLessThanOrEqual(source.length);
        last = span.from;
      }
      expect(strayOrigins(source, "markdown")).toEqual([]);
    }),
  );
});

test("a megabyte of opening delimiters is read in time", () => {
  const started = performance.now();
  for (const sign of ["$", "$$", "\\(", "`", "<!--", "$x "]) {
    readDocument(sign.repeat(200_000), "markdown");
  }
  expect(performance.now() - started).toBeLessThan(20_000);
});
