/**
 * @file Conditions that a text states in words: "a symmetric positive definite matrix", "one-hot
 * labels", "an orthogonal Q". A claim that holds under such a condition needs no other mention of
 * it. Words about matrices are of those that their sentence names; where it names none, of any:
 *
 *     Let $A$ be symmetric.                       A
 *     $A \succ 0$, $S \in \mathbb{S}^n$           A, S
 *     All matrices here are symmetric.            any
 *     the Hessian $H$ of $f$                      H
 *     $A^T A$ is definite                         neither A nor any
 *     where $R$ comes from the QR decomposition   any: a decomposition has other factors, too
 */
import type { Condition } from "../algebra/index.ts";
import type { Document } from "../document/index.ts";
import { children, nameKey, readFormula, type Syntax } from "../notation/index.ts";
import { gramOf, mentionedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** How a condition of a kind is known; signs of numbers are not said so. */
interface Words {
  /** Words that say it, of what their sentence names or of anything. */
  readonly say: RegExp;
  /** Words for what has it anyway, whatever else their sentence names. */
  readonly imply?: RegExp;
  /** Kinds of matrices that have it, if the sentence names the matrix. */
  readonly kinds?: RegExp;
  /** Signs in a formula that say it of the names there. */
  readonly signs?: RegExp;
  /** Words that say it of labels without naming them: not of weights and inputs, `neverLabels`. */
  readonly ofLabels?: RegExp;
}

/** Weights, inputs and biases, which are not what a text on classes speaks of. */
const neverLabels = /^(?:\\math[a-z]+\{)?(?:[wWxXbBvVuU]|\\theta|\\beta|\\mu)\b/;

/** Labels and probabilities, which add up to 1 where classes are about. */
export const labelName = /^(?:\\(?:mathbf|hat|tilde|vec)\{)*[ytpq](?![A-Za-z])/;

/** Words of a text on classes, whose labels are one-hot. */
const ofClasses =
  /(?<![:\\])\b(?:labels?\b(?!:)|class(?:es|if\w*)\b|(?:true|correct|target) class\b|categor)/i;

const catalogue: Readonly<Partial<Record<Condition["kind"], Words>>> = {
  symmetric: {
    say: /\b(?:symmetri|sym\u00e9tri|sim\u00e9tri|sim+etri|symetrycz|self-?adjoint|hermitian)|(?<!in)definit|\u5bf9\u79f0|\u5c0d\u7a31|\u5bfe\u79f0|\ub300\uce6d|\u0441\u0438\u043c\u043c\u0435\u0442\u0440|\u0111\u1ed1i x\u1ee9ng/i,
    imply: /\bcovarian/i,
    kinds:
      /\b(?:hessian|gram\b|gramian|kernel matri|projection|projector|precision matri|laplacian|correlation|information matri|inertia|stiffness|mass matri|metric|quadratic form|scatter|hat matri|diagonal)/i,
    signs: /\\(?:succ|prec)|\\math(?:bb|cal|bf)\s*\{?\s*S\b/,
  },
  orthogonal: {
    say: /\b(?:orthogonal|orthonormal|unitary|orto(?:g|n)|ortonorm)|\u6b63\u4ea4|\u76f4\u4ea4|\uc9c1\uad50|\u043e\u0440\u0442\u043e(?:\u0433|\u043d)/i,
    imply:
      /\b(?:rotat|rotation|reflection|permutation|isometr|QR\b|SVD\b|singular value|eigen|spectral|basis|bases|whiten|PCA\b)/i,
  },
  sum: {
    say: /\b(?:one-?hot|probabilit|distribution|simplex|sum(?:s|ming)?\s+(?:up\s+)?to\s+(?:\$?1\b|one)|exactly one of|only one of)/i,
    ofLabels: ofClasses,
  },
  "one-hot": {
    say: /\b(?:one-?hot|indicator|encod(?:ed|ings?)\b)/i,
    ofLabels: ofClasses,
  },
  integer: { say: /\b(?:integer|natural number|whole number)/i },
};

/** Kinds of conditions on matrices, of which a text may have several. */
const ofMatrices: ReadonlySet<Condition["kind"]> = new Set(["symmetric", "orthogonal"]);

/** What is known of the names of a document. */
interface Names {
  /** Those of which a condition is to hold. */
  readonly of: (condition: Condition) => ReadonlySet<string>;
  readonly isMatrix: (name: string) => boolean;
}

/** Whether a document says a condition in words. */
export function isInWords(condition: Condition, document: Document, names: Names): boolean {
  const { kind } = condition;
  if (kind === "all") return condition.parts.every((one) => isInWords(one, document, names));
  const words = catalogue[kind];
  if (words === undefined) return false;
  const { say, imply, kinds, signs, ofLabels } = words;
  const own = names.of(condition);
  const mayBeLabel = [...own].every((name) => {
    return kind === "sum" ? labelName.test(name) : !neverLabels.test(name);
  });
  const isOwn = (name: string): boolean => own.has(name);
  return sentencesOf(document).some(({ text, formulas }) => {
    if (imply?.test(text) === true) return true;
    if (mayBeLabel && ofLabels?.test(text) === true) return true;
    if (say.test(text)) {
      // that A^T A is definite says nothing of A
      const plain = ofMatrices.has(kind) ? formulas.filter((one) => !isGram(one, document)) : [];
      const named = namesIn(plain, document).filter(names.isMatrix);
      const isOfAny = named.length === 0 && plain.length === formulas.length;
      if (!ofMatrices.has(kind) || isOfAny || named.some(isOwn)) return true;
    }
    if (kinds?.test(text) === true && namesIn(formulas, document).some(isOwn)) return true;
    const said = signs === undefined ? [] : formulas.filter((formula) => signs.test(formula));
    return namesIn(said, document).some(isOwn);
  });
}

/** The words of a sentence, and the formulas in it. */
interface Sentence {
  text: string;
  readonly formulas: string[];
}

const known = new WeakMap<Document, readonly Sentence[]>();

/** The sentences of a document, its headings among them. */
function sentencesOf(document: Document): readonly Sentence[] {
  const found = known.get(document) ?? divided(document);
  known.set(document, found);
  return found;
}

function divided({ pieces }: Document): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let open: Sentence = { text: "", formulas: [] };
  const close = (): void => {
    if (open.text !== "" || open.formulas.length > 0) sentences.push(open);
    open = { text: "", formulas: [] };
  };
  for (const piece of pieces) {
    if (piece.kind === "formula") open.formulas.push(piece.formula.text);
    else if (piece.kind === "words") {
      for (const [k, text] of piece.text.split(/[.;:!?](?=\s|$)/).entries()) {
        if (k > 0) close();
        open.text += ` ${text}`;
      }
    } else {
      close();
      if (piece.kind === "heading") sentences.push({ text: piece.title, formulas: [] });
    }
  }
  close();
  return sentences;
}

/** Whether a formula is a product of a matrix and its own transpose: A^T A, A A^T + λ I. */
function isGram(text: string, { macros }: Document): boolean {
  const { syntax } = readFormula(text, { notation: "latex", macros });
  const terms = syntax.kind === "sum" ? syntax.terms.map(({ term }) => term) : [syntax];
  return terms.some((term) => gramOf(term) !== undefined);
}

function namesIn(formulas: readonly string[], { macros }: Document): string[] {
  return formulas.flatMap((text) => {
    return [...mentionedIn([readFormula(text, { notation: "latex", macros }).syntax])];
  });
}

/** Whether a document integrates over a letter from 0 or a positive number on. */
export function runsFromZero(name: string, statements: readonly Statement[]): boolean {
  const runs = (syntax: Syntax): boolean => {
    if (syntax.kind === "integral" && nameKey(syntax.variable) === name) {
      if (syntax.lower?.kind === "number") return true;
    }
    return children(syntax).some(runs);
  };
  return statements.some(({ left, right }) => runs(left) || runs(right));
}
