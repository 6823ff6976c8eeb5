/**
 * @file The characters behind LaTeX's names, and how wide they are in an ordinary text face.
 *
 * Used only when formulas are set as text. The widths are those of a Times-like face to the
 * nearest fiftieth of an em; a viewer's own face will differ a little, and the drawing tells it
 * the width to keep (`textLength`).
 */
export type Face = "italic" | "upright" | "bold";

/** How an atom stands to its neighbours: it decides the space around it. */
export type Role = "ord" | "bin" | "rel" | "op" | "open" | "close" | "punct";

export interface SymbolText {
  readonly text: string;
  readonly face: Face;
  readonly role: Role;
}

const table = (role: Role, face: Face, entries: string): [string, SymbolText][] =>
  entries
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const at = entry.lastIndexOf("=");
      return [entry.slice(0, at), { text: entry.slice(at + 1), face, role }];
    });

const symbols: ReadonlyMap<string, SymbolText> = new Map([
  ...table(
    "ord",
    "italic",
    `\\alpha=α \\beta=β \\gamma=γ \\delta=δ \\epsilon=ϵ \\varepsilon=ε \\zeta=ζ \\eta=η \\theta=θ
     \\vartheta=ϑ \\iota=ι \\kappa=κ \\lambda=λ \\mu=μ \\nu=ν \\xi=ξ \\pi=π \\rho=ρ \\sigma=σ
     \\tau=τ \\upsilon=υ \\phi=ϕ \\varphi=φ \\chi=χ \\psi=ψ \\omega=ω \\ell=ℓ \\imath=ı \\jmath=ȷ`,
  ),
  ...table(
    "ord",
    "upright",
    `\\Gamma=Γ \\Delta=Δ \\Theta=Θ \\Lambda=Λ \\Xi=Ξ \\Pi=Π \\Sigma=Σ \\Upsilon=Υ \\Phi=Φ \\Psi=Ψ
     \\Omega=Ω \\partial=∂ \\nabla=∇ \\infty=∞ \\top=⊤ \\intercal=⊺ \\bot=⊥ \\prime=′ \\cdots=⋯
     \\ldots=… \\dots=… \\vdots=⋮ \\ddots=⋱ \\emptyset=∅ \\varnothing=∅ \\forall=∀ \\exists=∃
     \\hbar=ℏ \\Re=ℜ \\Im=ℑ \\%=% \\#=# \\$=$ \\&=& \\_=_ \\checkmark=✓ \\circ=∘ \\bullet=•`,
  ),
  ...table(
    "bin",
    "upright",
    `+=+ -=− *=∗ \\pm=± \\mp=∓ \\cdot=⋅ \\times=× \\div=÷ \\odot=⊙ \\otimes=⊗ \\oplus=⊕ \\ast=∗
     \\star=⋆ \\cup=∪ \\cap=∩ \\wedge=∧ \\vee=∨ \\land=∧ \\lor=∨ \\setminus=∖`,
  ),
  ...table(
    "rel",
    "upright",
    `<=< >=> \\le=≤ \\leq=≤ \\ge=≥ \\geq=≥ \\ne=≠ \\neq=≠ \\approx=≈ \\equiv=≡ \\sim=∼ \\in=∈
     \\notin=∉ \\subset=⊂ \\subseteq=⊆ \\to=→ \\rightarrow=→ \\leftarrow=← \\gets=← \\mapsto=↦
     \\Rightarrow=⇒ \\Leftarrow=⇐ \\iff=⇔ \\Leftrightarrow=⇔ \\propto=∝ \\mid=∣ \\lt=< \\gt=>
     \\coloneqq=≔ \\ll=≪ \\gg=≫ ==`,
  ),
  ...table("op", "upright", "\\sum=∑ \\prod=∏ \\int=∫"),
  ...table("open", "upright", "(=( [=[ \\{={ \\lbrace={ \\langle=⟨ \\lfloor=⌊ \\lceil=⌈"),
  ...table("close", "upright", ")=) ]=] \\}=} \\rbrace=} \\rangle=⟩ \\rfloor=⌋ \\rceil=⌉"),
  ...table("ord", "upright", "|=| \\vert=| \\lvert=| \\rvert=| \\|=‖ \\Vert=‖ \\lVert=‖ /=/"),
  ...table("punct", "upright", ",=, ;=;"),
  ["=", { text: "=", face: "upright", role: "rel" }],
  [":", { text: ":", face: "upright", role: "rel" }],
]);

/** The character behind a command or a sign; null when it has none (letters, digits, unknown). */
export function symbolOf(name: string): SymbolText | null {
  return symbols.get(name) ?? null;
}

const blackboard: Readonly<Record<string, string>> = {
  C: "ℂ",
  E: "𝔼",
  N: "ℕ",
  P: "ℙ",
  Q: "ℚ",
  R: "ℝ",
  Z: "ℤ",
};

const calligraphic: Readonly<Record<string, string>> = {
  D: "𝒟",
  E: "ℰ",
  F: "ℱ",
  H: "ℋ",
  L: "ℒ",
  M: "ℳ",
  N: "𝒩",
  O: "𝒪",
};

/** Command → letter → the character of that alphabet. */
export const alphabets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "\\mathbb": blackboard,
  "\\mathcal": calligraphic,
};

/** Classes of characters and their widths; the first that matches counts. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/^[\u0300-\u036f]$/u, 0],
  [/^[ijltI|.,;:'!′ˈ()[\]/ \u2223]$/u, 320],
  [/^[frs{}⌊⌋⌈⌉⟨⟩]$/u, 430],
  [/^[mwMWℳ∑∏→⇒⇐⇔←↦…⋯⋱]$/u, 900],
  [/^[+−×÷±∓=<>≤≥≠≈≡∼∈∉⊂⊆∝⊙⊗⊕∗⋅∘∧∨∪∩]$/u, 640],
  [/^[\p{Lu}]$/u, 720],
  [/^[\p{Ll}\p{N}]$/u, 520],
  [/^\p{Lo}$/u, 1000],
];

/** How wide a text is, in thousandths of its em. */
export function textWidth(text: string, face: Face = "upright"): number {
  let width = 0;
  for (const c of text) {
    width += widths.find(([pattern]) => pattern.test(c))?.[1] ?? 600;
  }
  return face === "bold" ? width * 1.06 : width;
}
