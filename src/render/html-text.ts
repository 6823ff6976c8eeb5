/**
 * @file Text inside HTML, with the signs that would begin a tag, an entity or end an attribute; and
 * the page around a body.
 */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text that stands as it is, also in an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]!);
}

/** What a page is made of: `fonts` are style elements, `kind` the attributes of `main`. */
export interface Page {
  readonly title: string;
  readonly fonts: string;
  readonly style: string;
  readonly kind: string;
  readonly body: string;
}

/** A whole page. */
export function pageOf({ title, fonts, style, kind, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="pengrad">
<title>${escaped(title)}</title>
${fonts}<style>${style}</style>
</head>
<body>
<main${kind}>
${body}
</main>
</body>
</html>
`;
}
