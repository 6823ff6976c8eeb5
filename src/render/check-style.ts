/**
 * @file What the page of a checked document adds to the style of every page: the margin for notes,
 * the red pen, and the marks. The red is darker on light paper and lighter on dark, so that both
 * keep a contrast of at least 4.5 to 1; rings, ticks and numbers carry the meaning without it.
 */
export const checkColours = `
:root { --red: #b3261e; --green: #1d6b34; }
@media (prefers-color-scheme: dark) { :root { --red: #ff8a80; --green: #7fce94; } }
`;

export const checkStyle = `
main.checked { max-width: 68rem; }
.checked { container-type: inline-size; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; column-gap: 2rem; }
.said { min-width: 0; }
.said > p { margin: 0.5rem 0; }
.said > pre { margin: 0.5rem 0; font-size: 0.88rem; line-height: 1.45; border-radius: 4px; }
.said > :is(h2, h3, h4, h5, h6) { margin-bottom: 0.4rem; }
.said > h5, .said > h6 { font-size: 1rem; margin: 1.2rem 0 0.4rem; }
.said > table { border-collapse: collapse; margin: 0.8rem 0; }
.said > table :is(th, td) { border: 1px solid var(--rule); padding: 0.3rem 0.8rem;
  text-align: left; }
.said .katex .katex-base { margin-top: 0.12em; margin-bottom: 0.12em; }
.said .caption { color: var(--muted); font-size: 0.95rem; }
.said .link { text-decoration: underline dotted; text-underline-offset: 0.2em; }
.said .picture { color: var(--muted); border: 1px dashed var(--muted); border-radius: 4px;
  padding: 0 0.5em; }
.said .picture::before { content: "picture: "; }
.checked li > .row > .said { padding: 0.3rem 0; }
.coverage + .row :is(h2, h3) { margin-top: 0.5rem; }
.checked blockquote { margin: 0.5rem 0; padding-left: 1rem; border-left: 3px solid var(--rule); }
.checked :is(ul, ol) { margin: 0.5rem 0; padding-left: 1.6rem; }
.said .display { display: block; line-height: 2.5; margin: 0.1rem 0; padding: 0.4rem 0.2rem 0.4rem 3.2rem;
  text-indent: -2rem; }
.said .display > * > * { text-indent: 0; }
.part { font-weight: 600; font-size: 1.2rem; margin: 1.8rem 0 0.4rem; }
aside { align-self: center; }
.note { border-left: 3px solid var(--red); padding: 0.1rem 0 0.1rem 0.8rem; margin: 0.5rem 0;
  font-size: 0.92rem; line-height: 1.45; }
.note p { margin: 0.25rem 0; overflow-wrap: anywhere; }
.note .wrong, .note .first { color: var(--red); }
.note .first { font-size: 0.85em; font-weight: 600; letter-spacing: 0.03em; }
.note .repair { line-height: 2.1; }
.note.conditional { border-left-color: var(--accent); }
.note.open, .note.silenced { border-left: 3px dotted var(--muted); color: var(--muted); }
.note details { border: 0; padding: 0; margin: 0.25rem 0; }
.note table { border-collapse: collapse; margin: 0.2rem 0; }
.note th { font-weight: normal; text-align: left; padding: 0.1rem 0.8rem 0.1rem 0; }
.note td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.note .sides > * { border-top: 1px solid var(--rule); }
.mark { font-style: normal; white-space: nowrap; }
.mark.right, .mark.follows { color: var(--green); }
.mark.wrong { color: var(--red); }
.mark.conditional { color: var(--accent); }
.mark.open, .mark.silenced { color: var(--muted); }
.ring { display: inline-block; border: 2px solid var(--red); border-radius: 0.8em;
  padding: 0.1em 0.35em; line-height: 1.3; }
.ring.first { border-width: 3px; }
.badge { display: inline-block; min-width: 1.35em; padding: 0 0.3em; border-radius: 0.7em;
  background: var(--red); color: var(--paper); text-align: center; font-size: 0.85em;
  font-weight: 600; line-height: 1.35; }
.note.conditional .badge, .mark.conditional .badge { background: var(--accent); }
.badge .mord { color: var(--paper); }
.coverage { margin: 0 0 2rem; padding: 0.6rem 1.2rem; background: var(--tint);
  border-left: 3px solid var(--accent); border-radius: 0 4px 4px 0; }
.coverage p { margin: 0.3rem 0; }
.fine { color: var(--muted); font-size: 0.9rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.6rem; align-items: center; }
.checked pre { overflow-x: auto; background: var(--tint); padding: 0.8rem 1.2rem; }
article + article { margin-top: 5rem; }
@container (max-width: 46rem) { .row { grid-template-columns: minmax(0, 1fr); } }
@media print {
  main.checked { max-width: none; }
  .row { grid-template-columns: minmax(0, 1fr) 5cm; column-gap: 0.6cm; break-inside: avoid; }
  .ring, .badge { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .coverage { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  article + article { break-before: page; margin-top: 0; }
}
`;
