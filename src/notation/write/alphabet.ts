/**
 * @file Letters on the terminal: Greek and other signs, alphabets, marks above, and the small
 * figures above and below the line, as far as Unicode has them.
 *
 * Superscripts and subscripts come from the blocks "Superscripts and Subscripts" (U+2070),
 * "Phonetic Extensions" (U+1D2C, U+1D62) and Latin-1; the set has holes (no subscript b, no
 * superscript q, hardly any Greek), so a script is set small only when all of it can be. The
 * alphabets are those of "Mathematical Alphanumeric Symbols" (U+1D400) with their exceptions in
 * "Letterlike Symbols" (U+2100). Vulgar fractions are not used: ½ is hard to read small.
 */

const greek =
  "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ " +
  "iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ " +
  "varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ " +
  "Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω";

const signs = "infty ∞ ell ℓ hbar ℏ nabla ∇ partial ∂ emptyset ∅ Re ℜ Im ℑ aleph ℵ star ⋆ ast ∗";

const pairs = (text: string): ReadonlyMap<string, string> => {
  const words = text.split(" ");
  const table = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) table.set(words[i]!, words[i + 1]!);
  return table;
};

/** Greek letters by their names, "theta" → "θ". */
export const greekLetters: ReadonlyMap<string, string> = pairs(greek);

/** Letters and signs by their command without the backslash. */
export const letterSigns: ReadonlyMap<string, string> = pairs(`${greek} ${signs}`);

/** Marks above a letter, as combining characters. */
export const combining: Readonly<Record<string, string>> = {
  hat: "\u0302",
  widehat: "\u0302",
  bar: "\u0304",
  overline: "\u0304",
  tilde: "\u0303",
  widetilde: "\u0303",
  vec: "\u20d7",
  dot: "\u0307",
  ddot: "\u0308",
  check: "\u030c",
  breve: "\u0306",
  acute: "\u0301",
  grave: "\u0300",
  mathring: "\u030a",
};

const characters = (plain: string, small: string): ReadonlyMap<string, string> => {
  const to = [...small];
  return new Map([...plain].map((sign, i) => [sign, to[i]!]));
};

const above = characters(
  "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
);

const below = characters("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

/** Every character through the table, or undefined as soon as one has no small form. */
function through(table: ReadonlyMap<string, string>, text: string): string | undefined {
  const small: string[] = [];
  for (const sign of text) {
    const to = table.get(sign);
    if (to === undefined) return undefined;
    small.push(to);
  }
  return small.length === 0 ? undefined : small.join("");
}

/** A text above the line, "−1" → "⁻¹"; undefined when a character is missing. */
export function superscript(text: string): string | undefined {
  return through(above, text);
}

/** A text below the line, "12" → "₁₂"; undefined when a character is missing. */
export function subscript(text: string): string | undefined {
  return through(below, text);
}

/** Where the capital and the small letters of an alphabet begin, and which stand elsewhere. */
interface Alphabet {
  readonly capitals: number;
  readonly smalls: number;
  readonly elsewhere: ReadonlyMap<string, string>;
}

const alphabets: Readonly<Record<"bold" | "cal" | "bb", Alphabet>> = {
  bold: { capitals: 0x1d400, smalls: 0x1d41a, elsewhere: new Map() },
  cal: { capitals: 0x1d49c, smalls: 0x1d4b6, elsewhere: characters("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ") },
  bb: { capitals: 0x1d538, smalls: 0x1d552, elsewhere: characters("CHNPQRZ", "ℂℍℕℙℚℝℤ") },
};

/** A Latin letter in bold, script or blackboard bold, a Greek one in bold; others stay. */
export function inAlphabet(font: keyof typeof alphabets, text: string): string {
  const { capitals, smalls, elsewhere } = alphabets[font];
  const ranges: readonly (readonly [first: number, last: number, to: number])[] = [
    [0x41, 0x5a, capitals],
    [0x61, 0x7a, smalls],
    ...(font === "bold" ? boldGreek : []),
  ];
  const one = (sign: string): string => {
    const code = sign.codePointAt(0)!;
    const range = ranges.find(([first, last]) => first <= code && code <= last);
    return range === undefined ? sign : String.fromCodePoint(range[2] + code - range[0]);
  };
  return [...text].map((sign) => elsewhere.get(sign) ?? one(sign)).join("");
}

/** The Greek capitals and small letters in bold. */
const boldGreek = [
  [0x391, 0x3a9, 0x1d6a8],
  [0x3b1, 0x3c9, 0x1d6c2],
] as const;
