/**
 * @file The typefaces of KaTeX inside a page: of its style sheet only the faces that the page's
 * formulas use stay, each as a `data:` address, so that the page needs nothing from outside. A
 * page of usual formulas needs four to seven of the twenty.
 *
 * Which face a class of KaTeX's output takes is said by its style sheet; the table repeats it.
 */

/** KaTeX's style sheet, and its fonts in base 64 by file name: `KaTeX_Main-Regular.woff2`. */
export interface PageAssets {
  readonly css: string;
  readonly fonts: ReadonlyMap<string, string>;
}

/** Face → the classes in the page that ask for it; faces without a row are always kept. */
const asked: Readonly<Record<string, RegExp>> = {
  "AMS-Regular": /amsrm|mathbb|textbb/,
  "Caligraphic-Bold": /mathcal.*mathbf|mathbf.*mathcal/s,
  "Caligraphic-Regular": /mathcal/,
  "Fraktur-Bold": /mathboldfrak|textboldfrak/,
  "Fraktur-Regular": /mathfrak|textfrak/,
  "Main-Bold": /mathbf|textbf/,
  "Main-BoldItalic": /textbf[^"]*textit|textit[^"]*textbf/,
  "Main-Italic": /mathit|textit/,
  "Math-BoldItalic": /boldsymbol/,
  "SansSerif-Bold": /mathboldsf|textboldsf/,
  "SansSerif-Italic": /mathitsf|textitsf/,
  "SansSerif-Regular": /mathsf|textsf/,
  "Script-Regular": /mathscr|textscr/,
  "Size1-Regular": /delim-size1|delimsizing size1|small-op/,
  "Size2-Regular": /delimsizing size2|large-op/,
  "Size3-Regular": /delimsizing size3/,
  "Size4-Regular": /delim-size4|delimsizing size4/,
  "Typewriter-Regular": /mathtt|texttt/,
};

/** The style sheet for a page with this body: no address in it leads out. */
export function fontStyle({ css, fonts }: PageAssets, body: string): string {
  const faces = css.replace(/@font-face\s*\{[^}]*\}/g, (rule) => {
    const file = /url\(["']?fonts\/(KaTeX_([\w-]+)\.woff2)["']?\)/.exec(rule);
    const data = file === null ? undefined : fonts.get(file[1]!);
    if (file === null || data === undefined) return "";
    const use = asked[file[2]!];
    if (use !== undefined && !use.test(body)) return "";
    const source = `src:url(data:font/woff2;base64,${data}) format("woff2")`;
    return rule.replace(/src:[^;}]*(?=[;}])/, source);
  });
  // what is left of relative addresses would lead nowhere
  return faces.replace(/url\((?!["']?data:)[^)]*\)/g, "none");
}
