/**
 * @file Characters beyond ASCII, read as the LaTeX they stand for, in both notations.
 *
 * A character that has a command (`σ`, `≤`, `·`) is that command. Superscript and subscript
 * characters are scripts. Mathematical alphabets (𝐱, 𝒙) and precomposed accents (ŷ) are letters
 * with a font or an accent: Unicode's own compatibility decomposition takes them apart
 * (UAX #15, NFKC and NFD), so there is no table of them here.
 */

import { commands } from "./commands.ts";

/** Character → LaTeX command (or an ASCII sign) with the same meaning. */
export const commandOfCharacter: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: "\\alpha",
    β: "\\beta",
    γ: "\\gamma",
    δ: "\\delta",
    ε: "\\varepsilon",
    ϵ: "\\epsilon",
    ζ: "\\zeta",
    η: "\\eta",
    θ: "\\theta",
    ϑ: "\\vartheta",
    ι: "\\iota",
    κ: "\\kappa",
    λ: "\\lambda",
    μ: "\\mu",
    ν: "\\nu",
    ξ: "\\xi",
    ο: "\\omicron",
    π: "\\pi",
    ϖ: "\\varpi",
    ρ: "\\rho",
    ϱ: "\\varrho",
    σ: "\\sigma",
    ς: "\\varsigma",
    τ: "\\tau",
    υ: "\\upsilon",
    φ: "\\varphi",
    ϕ: "\\phi",
    χ: "\\chi",
    ψ: "\\psi",
    ω: "\\omega",
    Γ: "\\Gamma",
    Δ: "\\Delta",
    "∆": "\\Delta",
    Θ: "\\Theta",
    Λ: "\\Lambda",
    Ξ: "\\Xi",
    Π: "\\Pi",
    Σ: "\\Sigma",
    Υ: "\\Upsilon",
    Φ: "\\Phi",
    Ψ: "\\Psi",
    Ω: "\\Omega",
    "∞": "\\infty",
    ℓ: "\\ell",
    ħ: "\\hbar",
    "∅": "\\emptyset",
    "⊤": "\\top",
    "⊺": "\\intercal",
    "∂": "\\partial",
    "∇": "\\nabla",
    "∑": "\\sum",
    "∏": "\\prod",
    "√": "\\sqrt",
    "·": "\\cdot",
    "⋅": "\\cdot",
    "∙": "\\cdot",
    "×": "\\times",
    "∗": "\\ast",
    "⊙": "\\odot",
    "∘": "\\circ",
    "÷": "\\div",
    "∕": "\\div",
    "⁄": "\\div",
    "−": "-",
    "–": "-",
    "±": "\\pm",
    "≤": "\\le",
    "≥": "\\ge",
    "⩽": "\\le",
    "⩾": "\\ge",
    "≠": "\\ne",
    "≈": "\\approx",
    "≃": "\\approx",
    "≅": "\\approx",
    "≡": "\\equiv",
    "≔": "\\coloneqq",
    "≜": "\\triangleq",
    "∈": "\\in",
    "∝": "\\propto",
    "∼": "\\sim",
    "→": "\\to",
    "↦": "\\mapsto",
    "←": "\\gets",
    "⇒": "\\implies",
    "⟹": "\\implies",
    "⇔": "\\iff",
    "⟺": "\\iff",
    "∀": "\\forall",
    "∃": "\\exists",
    "∴": "\\therefore",
    "∵": "\\because",
    "∧": "\\land",
    "∨": "\\lor",
    "…": "\\dots",
    "⋯": "\\cdots",
    "⋮": "\\vdots",
    "⋱": "\\ddots",
    "‖": "\\Vert",
    "∥": "\\Vert",
    "∣": "\\mid",
    "⟨": "\\langle",
    "⟩": "\\rangle",
    "⌊": "\\lfloor",
    "⌋": "\\rfloor",
    "⌈": "\\lceil",
    "⌉": "\\rceil",
    "⟦": "\\llbracket",
    "⟧": "\\rrbracket",
    "′": "\\prime",
    "’": "\\prime",
  }),
);

/** The Greek letters that NFKC leaves where a mathematical alphabet had them, and ASCII. */
const plainLetter = /^[A-Za-z]$/;

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ";
const subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
const raised = "0123456789+-=()abcdefghijklmnoprstuvwxyzT";
const lowered = "0123456789+-=()aehijklmnoprstuvx";

/** Superscript character → the character it raises. */
export const superscriptCharacters: ReadonlyMap<string, string> = pair(superscripts, raised);

/** Subscript character → the character it lowers. */
export const subscriptCharacters: ReadonlyMap<string, string> = pair(subscripts, lowered);

/** Two strings of equal length, as a map from the one's characters to the other's. */
function pair(from: string, to: string): ReadonlyMap<string, string> {
  const plain = [...to];
  return new Map([...from].map((character, i) => [character, plain[i]!]));
}

/** `½` and its kin → numerator and denominator. */
export const fractionCharacters: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["½", ["1", "2"]],
  ["⅓", ["1", "3"]],
  ["⅔", ["2", "3"]],
  ["¼", ["1", "4"]],
  ["¾", ["3", "4"]],
]);

/** Combining mark → accent. */
const accentOfMark: ReadonlyMap<string, string> = new Map([
  ["\u0302", "hat"],
  ["\u0304", "bar"],
  ["\u0305", "bar"],
  ["\u0303", "tilde"],
  ["\u20d7", "vec"],
  ["\u0307", "dot"],
  ["\u0308", "ddot"],
]);

/** Where the bold alphabets lie: upright and italic Latin, sans serif, and Greek. */
const boldRanges = [
  [0x1d400, 0x1d433],
  [0x1d468, 0x1d49b],
  [0x1d5d4, 0x1d607],
  [0x1d63c, 0x1d66f],
  [0x1d6a8, 0x1d6e1],
  [0x1d71c, 0x1d755],
] as const;

/** Script capitals, whether from the alphabet or from the letter-like symbols. */
const scriptLetter = /^[ℒℰℱℋℐℳℛℬ]$|^[\u{1d49c}-\u{1d4cf}]$/u;
/** Double-struck capitals, from both places as well. */
const doubleStruck = /^[ℝℕℤℚℂℙ]$|^[\u{1d538}-\u{1d56b}]$/u;

/** Cyrillic letters that look like Latin ones, and stand for them on a mixed keyboard. */
const lookalikes: ReadonlyMap<string, string> = pair("асеорхАВСЕНКМОРТХ", "aceopxABCEHKMOPTX");

/** A letter as a name of the syntax tree has it. */
export interface LetterReading {
  readonly text: string;
  readonly font?: "bold" | "cal" | "bb";
  readonly accents?: readonly string[];
}

/**
 * Takes a character (with the combining marks behind it) apart into a letter, its font and its
 * accents, outermost first. Undefined when it is no letter that formulas are written with.
 */
export function letterOf(cluster: string): LetterReading | undefined {
  const [first = "", ...marks] = [...cluster.normalize("NFD")];
  const accents = marks.map((mark) => accentOfMark.get(mark)).reverse();
  if (accents.includes(undefined)) return undefined;
  const folded = lookalikes.get(first) ?? first.normalize("NFKC");
  const text = plainLetter.test(folded) ? folded : commandOfCharacter.get(folded);
  if (text === undefined) return undefined;
  if (text.length > 1 && commands.get(text)?.kind !== "letter") return undefined;
  const code = first.codePointAt(0) ?? 0;
  const bold = boldRanges.some(([low, high]) => code >= low && code <= high);
  const font = bold
    ? "bold"
    : scriptLetter.test(first)
      ? "cal"
      : doubleStruck.test(first)
        ? "bb"
        : undefined;
  return {
    text,
    ...(font && { font }),
    ...(accents.length > 0 && { accents: accents as string[] }),
  };
}
