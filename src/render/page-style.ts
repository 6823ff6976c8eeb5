/**
 * @file The style sheet of a solution's web page: one column of book measure, mathematics that
 * scrolls where it does not fit, pictures that may stand wider than the text, dark where the
 * reader's system is dark, and A4 when it is printed, where no picture is higher than a page. No
 * rule refers to anything outside.
 *
 * The inks are those of the pictures, so that a drawing stands on the page as on its own paper.
 */

/** Light, and dark where the reader's system is dark. */
export const pageColours = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --muted: #4f5864; --rule: #d9dde3; --accent: #8a6a1f;
  --tint: #f7f5ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --ink: #e8ecf1; --muted: #a9b3bf; --rule: #333b46; --accent: #cda84f;
    --tint: #1a1f27;
  }
}
`;

export const pageStyle = `
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.65 "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua",
    "URW Palladio L", P052, Georgia, serif;
  text-rendering: optimizeLegibility; -webkit-text-size-adjust: 100%;
}
main { max-width: 46rem; margin: 0 auto; padding: 3.5rem 1.5rem 6rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 1.6rem; letter-spacing: -0.01em; }
h2 { font-size: 1.3rem; margin: 3.2rem 0 1rem; padding-bottom: 0.35rem;
  border-bottom: 1px solid var(--rule); }
h3 { font-size: 1.08rem; margin: 2.2rem 0 0.6rem; }
h4 { font-size: 1rem; margin: 1.8rem 0 0.5rem; }
h1 + h2 { margin-top: 2rem; }
main.parts h2 { font-size: 1.5rem; margin-top: 4.5rem; border-bottom-color: var(--accent); }
main.parts h3 { font-size: 1.15rem; margin-top: 2.6rem; }
p { margin: 0.8rem 0; }
.display { margin: 1rem 0; overflow-x: auto; overflow-y: hidden; padding: 0.3rem 0; }
.display.more { margin-top: -0.8rem; }
.display .katex-display { margin: 0; text-align: left; padding-left: 1.2rem; }
.display .katex-display > .katex { text-align: left; white-space: nowrap; width: max-content; }
.display math[display="block"] { text-align: left; margin-left: 1.2rem; width: max-content; }
.problem .katex-display, .problem .katex-display > .katex { text-align: center; padding: 0; }
.problem .katex-display > .katex { margin: 0 auto; }
.problem math[display="block"] { margin: 0 auto; }
.katex { font-size: 1.12em; }
.given { display: flex; flex-wrap: wrap; gap: 0.7rem 2.2rem; align-items: center;
  margin: 1.2rem 0; padding: 0.8rem 1.2rem; background: var(--tint);
  border-left: 3px solid var(--accent); border-radius: 0 4px 4px 0; overflow-x: auto; }
.remark, .shapes { color: var(--muted); font-size: 0.92rem; margin: -0.4rem 0 1rem 1.2rem; }
.remark { font-style: italic; }
figure { margin: 1.4rem 0; overflow-x: auto; text-align: center; }
figure svg { display: inline-block; max-width: 100%; height: auto; }
figure .dark { display: none; }
@media (prefers-color-scheme: dark) {
  figure .light { display: none; }
  figure .dark { display: inline; }
}
@media (max-width: 46rem) {
  figure svg { max-width: none; zoom: 0.72; }
  main { padding: 2rem 1.1rem 4rem; }
}
@media (min-width: 72rem) {
  figure { margin-left: -9rem; margin-right: -9rem; }
}
details { margin: 1rem 0; padding: 0.1rem 1.2rem; border-left: 3px solid var(--rule); }
details > summary { color: var(--muted); font-size: 0.92rem; margin: 0.3rem 0; cursor: pointer; }
.notes { margin: 1rem 0; padding: 0.6rem 1.2rem 0.6rem 2.2rem; background: var(--tint);
  border-left: 3px solid var(--accent); border-radius: 0 4px 4px 0; font-size: 0.97rem; }
.notes li { margin: 0.3rem 0; }
@page { size: A4; margin: 22mm 20mm 24mm; }
@media print {
  :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --muted: #444444;
    --rule: #bbbbbb; --accent: #8a6a1f; --tint: #f7f5ef; }
  body { font-size: 10.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  .display, .given, .notes, details, figure { break-inside: avoid; overflow: visible; }
  .display { font-size: calc(1em * var(--fit, 1)); }
  figure { margin: 1rem 0; }
  figure svg { width: auto; max-width: 100%; max-height: 225mm; zoom: 1; }
  figure .light { display: inline; }
  figure .dark { display: none; }
  .given, .notes { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
