/**
 * @file The LaTeX commands that are read: spelling → what kind of token it is, and its text.
 *
 * One row a meaning, so that synonyms stand beside each other. Functions (`\sin`) are not here:
 * they come from the table of operations. A command in neither table is an `unread` token, and
 * the reader reports it where it stands; nothing is dropped in silence but what only moves ink
 * (`skipped`) or numbers an equation (`skippedWithArgument`).
 *
 * Reference: the LaTeX companion's tables of symbols as amsmath and amssymb define them.
 * Deliberately not read: multiple integrals, set operations, `\mp`, `\otimes` and other products
 * that have no meaning here.
 */
import { spellings } from "../../expression/index.ts";
import type { TokenKind } from "./token.ts";

/** What a spelling stands for. */
export interface SymbolRow {
  readonly kind: TokenKind;
  readonly text: string;
}

type Rows = Readonly<Record<string, string>>;

/** One kind of token: text → its spellings. */
function symbols(kind: TokenKind, rows: Rows): [string, SymbolRow][] {
  return Object.entries(rows).flatMap(([text, spellings]) =>
    spellings.split(" ").map((spelling): [string, SymbolRow] => [spelling, { kind, text }]),
  );
}

/** Commands whose text is their own spelling. */
function themselves(kind: TokenKind, spellings: string): [string, SymbolRow][] {
  return spellings.split(" ").map((name) => [`\\${name}`, { kind, text: `\\${name}` }]);
}

/** Greek letters as plain words; LaTeX puts a backslash before them. */
export const greekWords: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa " +
    "lambda " +
    "mu nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/** A Greek letter under its upright names: `\uptheta`, `\Uptheta`. */
function upright(word: string): [string, SymbolRow] {
  const isCapital = word[0] !== word[0]!.toLowerCase();
  const name = isCapital ? `\\Up${word.toLowerCase()}` : `\\up${word}`;
  return [name, { kind: "letter", text: `\\${word}` }];
}

/** Comparison signs, as LaTeX and as ASCII; `readSign` in the scanner takes the longest. */
export const relationSpellings: Rows = {
  "=": "= ==",
  ":=": ":= \\coloneqq \\triangleq \\leftarrow \\gets \\longleftarrow \\coloneq \\defeq",
  "\\equiv": "\\equiv",
  "\\approx": "\\approx \\simeq \\cong \\approxeq \\doteq",
  "\\ne": "\\ne \\neq !=",
  "<": "< \\lt \\ll",
  "\\le": "\\le \\leq \\leqslant \\leqq <=",
  ">": "> \\gt \\gg",
  "\\ge": "\\ge \\geq \\geqslant \\geqq >=",
  "\\in": "\\in",
  "\\propto": "\\propto",
  "\\sim": "\\sim",
  "\\implies": "\\implies \\Rightarrow \\Longrightarrow \\Rrightarrow =>",
  "\\iff": "\\iff \\Leftrightarrow \\Longleftrightarrow <=>",
  "\\to": "\\to \\rightarrow \\longrightarrow \\mapsto \\longmapsto \\downarrow \\uparrow ->",
  "+=": "+=",
  "-=": "-=",
  "*=": "*=",
  "/=": "/=",
};

/** Every command that is one token by itself. */
export const commands: ReadonlyMap<string, SymbolRow> = new Map<string, SymbolRow>([
  ...themselves("letter", [...greekWords].join(" ")),
  ...[...greekWords].map(upright),
  ...themselves("letter", "infty ell hbar imath jmath aleph emptyset top intercal"),
  ...symbols("letter", {
    "\\emptyset": "\\varnothing",
    "\\infty": "\\infin",
    "\\Delta": "\\triangle \\vartriangle \\bigtriangleup \\varDelta",
  }),
  ...symbols("relation", relationSpellings),
  ...symbols("sign", { "\\pm": "\\pm", "+": "\\plus" }),
  ...symbols("joint", {
    cdot: "\\cdot \\cdotp",
    times: "\\times",
    star: "\\ast",
    odot: "\\odot \\circ",
  }),
  ...symbols("slash", { "/": "\\div \\slash" }),
  ...symbols("dots", {
    "…": "\\cdots \\ldots \\dots \\dotsc \\dotsb \\dotsm \\dotsi \\dotso \\vdots \\ddots",
  }),
  ...symbols("partial", { "\\partial": "\\partial" }),
  ...symbols("nabla", { "\\nabla": "\\nabla" }),
  ...symbols("big", {
    sum: "\\sum",
    product: "\\prod",
    limit: "\\lim",
    integral: "\\int \\bigint \\bigints \\bigintss",
  }),
  ...symbols("prime", { "'": "\\prime" }),
  ...symbols("mid", { "|": "\\mid" }),
  ...symbols("bar", { "|": "\\vert", "\\|": "\\Vert \\parallel \\|" }),
  ...symbols("open", {
    "\\{": "\\{ \\lbrace",
    "[": "\\lbrack",
    "(": "\\lparen",
    "\\langle": "\\langle",
    "\\lfloor": "\\lfloor",
    "\\lceil": "\\lceil",
    "|": "\\lvert",
    "\\|": "\\lVert",
    "\\llbracket": "\\llbracket",
  }),
  ...symbols("close", {
    "\\{": "\\} \\rbrace",
    "[": "\\rbrack",
    "(": "\\rparen",
    "\\langle": "\\rangle",
    "\\lfloor": "\\rfloor",
    "\\lceil": "\\rceil",
    "|": "\\rvert",
    "\\|": "\\rVert",
    "\\llbracket": "\\rrbracket",
  }),
  // Markdown wants underscores and stars escaped, and some escape them in formulas too.
  ...symbols("script", { _: "\\_" }),
  ...symbols("joint", { star: "\\*" }),
  ...symbols("comma", { ",": "\\comma" }),
  ...symbols("row", { "\\\\": "\\\\ \\cr \\newline \\tabularnewline" }),
  ...symbols("wide", { "\\quad": "\\quad \\qquad" }),
  ...symbols("over", { "\\over": "\\over", "\\choose": "\\choose" }),
  ...symbols("text", {
    "for all": "\\forall",
    "there is": "\\exists",
    therefore: "\\therefore",
    because: "\\because",
    and: "\\land \\wedge",
    or: "\\lor \\vee",
  }),
  ...symbols("construct", {
    "\\frac": "\\frac \\dfrac \\tfrac \\cfrac \\sfrac \\nicefrac",
    "\\sqrt": "\\sqrt",
    "\\binom": "\\binom \\dbinom \\tbinom",
    "\\overset": "\\overset \\stackrel",
    "\\underset": "\\underset",
    "\\underbrace": "\\underbrace",
    "\\overbrace": "\\overbrace",
    "\\underline": "\\underline",
    "\\boxed": "\\boxed \\fbox \\framebox",
    "\\cancel": "\\cancel \\bcancel \\xcancel",
    "\\textcolor": "\\textcolor \\colorbox",
    "\\hat": "\\hat \\widehat",
    "\\bar": "\\bar \\overline",
    "\\tilde": "\\tilde \\widetilde",
    "\\vec": "\\vec \\overrightarrow",
    "\\dot": "\\dot",
    "\\ddot": "\\ddot",
    "\\mathbf": "\\mathbf \\boldsymbol \\bm \\pmb \\mathbfit \\symbf \\bold",
    "\\mathbb": "\\mathbb \\Bbb",
    "\\mathcal": "\\mathcal \\mathscr",
    "\\mathrm": "\\mathrm \\mathsf \\mathtt \\operatorname \\symup",
    "\\mathit": "\\mathit \\mathnormal",
    "\\text": "\\text \\textrm \\textnormal \\textit \\textsf \\texttt \\textup \\mbox \\hbox",
    "\\textbf": "\\textbf",
  }),
  ...symbols("switch", { "\\mathbf": "\\bf \\bfseries", "\\mathrm": "\\rm", "\\mathcal": "\\cal" }),
  ...symbols("switch", { "\\mathit": "\\it" }),
]);

/** Sets of numbers under the names that are usually defined for them: `\R`, `\RR`, `\reals`. */
export const struckSets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    R: "R RR Reals reals real",
    N: "N NN natnums",
    Z: "Z ZZ",
    Q: "Q QQ",
    C: "C CC Complex cnums",
  }).flatMap(([letter, spellings]) =>
    spellings.split(" ").map((spelling): [string, string] => [`\\${spelling}`, letter]),
  ),
);

/** Commands that only move ink. */
export const skipped: ReadonlySet<string> = new Set(
  (
    "\\, \\: \\; \\! \\> \\  \\( \\) \\[ \\] \\enspace \\thinspace \\medspace \\thickspace " +
    "\\negthinspace \\negmedspace \\nobreak \\allowbreak \\limits \\nolimits \\displaystyle " +
    "\\textstyle \\scriptstyle \\scriptscriptstyle \\nonumber \\notag \\hline \\centering " +
    "\\mathstrut \\strut \\hfill \\relax \\small \\large \\mathrel \\mathbin \\mathord " +
    "\\mathop \\mathopen \\mathclose \\mathinner \\noindent \\break \\linebreak \\pagebreak \\pause " +
    "\\checkmark \\qed \\qedhere \\blacksquare"
  )
    .split(" ")
    .concat("\\ ", "\\\n"),
);

/** Commands that are skipped together with the group behind them. */
export const skippedWithArgument: ReadonlySet<string> = new Set(
  "\\tag \\label \\hspace \\vspace \\phantom \\hphantom \\vphantom \\ref \\eqref \\cite".split(" "),
);

/** Commands of slides that say when what stands behind them is shown: `\onslide<2->{…}`. */
export const overlays: ReadonlySet<string> = new Set(
  "\\onslide \\only \\uncover \\visible \\alert \\emph".split(" "),
);

/** `\left` and the sizes; the delimiter behind them is the token. */
export const sizes: ReadonlySet<string> = new Set(
  ["\\left", "\\right", "\\middle"].concat(
    ...["big", "Big", "bigg", "Bigg"].map((size) => [`\\${size}`, `\\${size}l`, `\\${size}r`]),
    ...["big", "Big", "bigg", "Bigg"].map((size) => `\\${size}m`),
  ),
);

/** Environments whose `&` aligns and whose rows may continue the chain. */
export const alignments: ReadonlySet<string> = new Set(
  (
    "aligned align split gathered gather alignedat alignat flalign equation displaymath math " +
    "multline eqnarray IEEEeqnarray subequations"
  ).split(" "),
);

/** Environments of entries → the bracket they draw. */
export const matrices: ReadonlyMap<string, string> = new Map([
  ["matrix", ""],
  ["bmatrix", "["],
  ["pmatrix", "("],
  ["Bmatrix", "\\{"],
  ["vmatrix", "|"],
  ["Vmatrix", "\\|"],
  ["smallmatrix", ""],
  ["bsmallmatrix", "["],
  ["psmallmatrix", "("],
  ["array", ""],
]);

/** Environments with an argument of layout behind `\begin{…}`. */
export const withLayout: ReadonlySet<string> = new Set(
  "array alignedat alignat IEEEeqnarray".split(" "),
);

/** Whether a command, or a name of a function, has a meaning of its own; with its backslash. */
export function isCommand(spelling: string): boolean {
  const tables = [commands, struckSets, skipped, skippedWithArgument, sizes, spellings];
  return tables.some((table) => table.has(spelling)) || handled.has(spelling);
}

/** Commands that the scanner reads by rules of their own (`scan-command.ts`). */
const handled: ReadonlySet<string> = new Set(
  "\\begin \\end \\not \\color \\arg \\argmin \\argmax \\xrightarrow \\xrightleftarrows".split(" "),
);
