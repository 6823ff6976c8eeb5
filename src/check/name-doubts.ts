/** @file Doubts about names that stand for more than is known of them, a part of `doubts.ts`. */
import {
  children,
  mapParts,
  nameKey,
  type Syntax,
  type SyntaxOf,
  unmarked,
  writeLatex,
} from "../notation/index.ts";
import type { Doubt } from "./doubted.ts";
import { isFactorial } from "./factorial.ts";
import { holds } from "./finding.ts";
import { orMisfit } from "./fit.ts";
import { judge } from "./judge.ts";
import { headKey, isClosed, mentionedIn, mentions, slopeOf } from "./names.ts";
import { isOfTable } from "./normal.ts";
import { hasPart } from "./parts.ts";
import { printedNumber } from "./rounding.ts";
import { pairOf } from "./sides.ts";
import { isNought } from "./solved.ts";
import type { Statement } from "./statement.ts";
import { isScaledUnit } from "./units.ts";
import { variablesOf } from "./variables.ts";
import { madeOf } from "./within.ts";

/** So many rows of numbers are a table. */
const leastRows = 3;

/** What stands between the signs of formulas. */
const formulas = new RegExp(
  [
    String.raw`\$\$[\s\S]*?\$\$|\$[^$]*\$|\\\[[\s\S]*?\\\]|\\\([\s\S]*?\\\)|`,
    String.raw`\\begin\{((?:equation|(?:fl|x?x?)align(?:at)?|gather|multline|eqnarray)\*?)\}`,
    String.raw`[\s\S]*?\\end\{\1\}`,
  ].join(""),
  "g",
);

const callsIn = (syntax: Syntax): readonly SyntaxOf<"applied">[] => {
  const inner = children(syntax).flatMap(callsIn);
  return syntax.kind === "applied" ? [syntax, ...inner] : inner;
};
const isSize = (part: Syntax): boolean => part.kind === "group" && part.delimiter === "|";
const isArctan = (part: Syntax): boolean => part.kind === "call" && part.function === "arctan";

/** 4 \Omega, 4\ \text{k}\Omega. */
const ohms =
  /\d(?:\\[,;:! ]|[\s~{}])*(?:\\(?:text|mathrm)\s*\{\s*[kMm]\s*\}|[kM])?(?:\\[,;:! ]|[\s~])*\\Omega/;

export const nameDoubts: readonly Doubt[] = [
  {
    // also where it runs elsewhere: z_0 = e^{i\pi/4}, and x_i
    asks: "is i the imaginary unit?",
    of: "accused",
    settle: ({ context: { session }, statement: { left, right } }) => {
      const isComplex = complex.test(session.document.source);
      const isUnit = isComplex && [left, right].some((side) => standsFree(side, "i"));
      return isUnit ? "i may be the imaginary unit" : null;
    },
  },
  {
    asks: "does a sum end at a letter that runs inside it?",
    of: "accused",
    settle: ({ statement: { left, right } }) => {
      const isTurned = [left, right].some((side) => hasPart(side, endsInside));
      return isTurned ? "a sum here ends at a letter that runs inside it" : null;
    },
  },
  {
    // of e = Z σ/√n it is not understood what it is, but the number 2.718 it is not
    asks: "is e a name?",
    of: "accused",
    settle: ({ context: { session, bench }, statement: { left, right, chain } }) => {
      const isNamed = [left, right].some((side) => nameKey(side) === "e");
      const isSaid = session.statements.some((one) => {
        return one.kind === "definition" && nameKey(one.left) === "e";
      });
      const isKnown = bench.sheet.named("e", chain.part) !== undefined;
      return isNamed && isSaid && !isKnown ? "e may be a name here" : null;
    },
  },
  {
    // "base case n = 0" of an n up to which there are sums
    asks: "is a size 0?",
    of: "accused",
    settle: ({ context: { session, bench }, statement }) => {
      const own = mentionedIn([statement.left, statement.right]);
      const zero = session.statements.find(({ id, left, right }) => {
        const key = nameKey(left);
        const isZero = right.kind === "number" && right.text === "0";
        if (id > statement.id || key === undefined || !isZero || !own.has(key)) return false;
        return bench.sheet.worksheet.sizeNames.has(key);
      });
      return zero === undefined ? null : `${nameKey(zero.left)} may be 0 here`;
    },
  },
  {
    // "if we set d = 2", of a d up to which there are sums
    asks: "is a size said to be a number for a while?",
    of: "refuted",
    settle: ({ context: { session }, statement, finding: { point, counterexample } }) => {
      const { paragraph } = statement.chain;
      const said = session.statements.find(({ id, left, closed, chain }) => {
        const key = nameKey(left) ?? "";
        const isHere = id < statement.id && closed && paragraph - chain.paragraph <= 1;
        return isHere && point?.sizes.has(key) && counterexample?.at[key] !== undefined;
      });
      return said === undefined ? null : `${nameKey(said.left)} is said to be a number here`;
    },
  },
  {
    asks: "is the letter of an integral left out in what is integrated?",
    of: "refuted",
    settle: ({ context: { bench }, statement: { left, right, chain } }) => {
      const isLeft = [left, right].some((side) => {
        return hasPart(side, (part) => {
          if (part.kind !== "integral" || mentions(part.body, nameKey(part.variable) ?? "")) {
            return false;
          }
          return [...mentionedIn([part.body])].some((key) => {
            const formula = bench.sheet.named(key, chain.part)?.formula;
            return formula != null && variablesOf(bench.sheet.expand(formula)).length > 0;
          });
        });
      });
      return isLeft ? "what is integrated may be meant at the letter of the integral" : null;
    },
  },
  {
    // after Q = 3t + 1, Q(t) is Q, and not Q times t
    asks: "is a name written with the letter that it is made of?",
    of: "refuted",
    settle: ({ context: { bench }, statement, pair }) => {
      const { sheet } = bench;
      const isOf = (head: Syntax, letter: Syntax): boolean => {
        const formula = sheet.named(nameKey(head) ?? "", statement.chain.part)?.formula;
        const names = formula == null ? [] : variablesOf(sheet.expand(formula));
        return names.some((one) => sheet.ownName(one) === nameKey(letter));
      };
      const isCall = (part: Syntax): part is SyntaxOf<"applied"> => {
        const [letter, more] = part.kind === "applied" ? part.arguments : [];
        if (part.kind !== "applied" || letter === undefined || more !== undefined) return false;
        return isOf(part.head, letter);
      };
      const bare = (part: Syntax): Syntax => (isCall(part) ? part.head : mapParts(part, bare));
      if (![statement.left, statement.right].some((side) => hasPart(side, isCall))) return null;
      const [left, right] = [statement.left, statement.right].map((side) => {
        return sheet.meaningIn(statement, bare(side));
      });
      if (left == null || right == null) return null;
      const found = judge(bench, { ...pair, left, right, loose: null });
      return holds(found) ? found : null;
    },
  },
  {
    // \angle(-1 + i) = \arctan(-1) = 135°
    asks: "is an angle meant in its own quadrant?",
    of: "refuted",
    settle: ({ statement: { left, right, closed }, finding: { counterexample } }) => {
      if (!closed || ![left, right].some((side) => hasPart(side, isArctan))) return null;
      const { left: one, right: other } = counterexample ?? {};
      const turn = Math.abs(Number(one) - Number(other)) - Math.PI;
      return Math.abs(turn) < 0.01 ? "an angle here may be meant in another quadrant" : null;
    },
  },
  {
    // [\text{H}_3\text{O}^+]
    asks: "is a formula of chemistry a name?",
    of: "accused",
    settle: ({ finding: { counterexample } }) => {
      const ion = Object.keys(counterexample?.at ?? {}).find((key) => /\^\{?[+-]\}?$/.test(key));
      return ion === undefined ? null : `${ion} may be an ion here`;
    },
  },
  {
    asks: "is \u03a9 a unit?",
    of: "refuted",
    settle: ({ context: { session }, statement: { left, right } }) => {
      const { text } = session.reading.text;
      const isOhm = [left, right].some(({ from, to }) => ohms.test(text.slice(from, to)));
      return isOhm ? "\\Omega may be the unit ohm here" : null;
    },
  },
  {
    // nobody multiplies a letter by a 0 in brackets
    asks: "is something a value at 0 of what is not known to be a function?",
    of: "refuted",
    settle: ({ context: { session }, statement }) => {
      const of = [statement.left, statement.right].map(atNought).find((key) => key !== undefined);
      if (of === undefined) return null;
      const isKnown = session.statements.some(({ id, kind, left }) => {
        if (id >= statement.id || kind !== "definition" || left.kind !== "applied") return false;
        return headKey(left.head) === of;
      });
      return isKnown ? null : `${of}(0) may be a value of a function`;
    },
  },
  {
    asks: "has a sequence a prime?",
    of: "accused",
    settle: ({ context: { session }, statement: { left } }) => {
      const head = left.kind === "applied" && left.head.kind === "prime" ? left.head.base : null;
      const key = head === null ? undefined : nameKey(head);
      const isSequence = session.statements.some(({ left: one }) => {
        if (one.kind !== "applied" || headKey(one.head) !== key || key === undefined) return false;
        return one.arguments.length === 1 && /^[nk]$/.test(nameKey(one.arguments[0]!) ?? "");
      });
      return isSequence ? `${key}' may be another sequence` : null;
    },
  },
  {
    asks: "is it the largest of values over what is not said?",
    of: "accused",
    settle: ({ context: { bench }, statement }) => {
      const of = [statement.left, statement.right].flatMap(extremaIn).find((one) => {
        return bench.sheet.meaningIn(statement, one.arguments[0]!)?.shape.length === 0;
      });
      return of === undefined ? null : `nothing says over what the ${of.function} is taken`;
    },
  },
  {
    asks: "is it of factorials of letters?",
    of: "accused",
    settle: ({ context: { bench }, pair }) => {
      const names = [pair.left, pair.right].flatMap((side) =>
        variablesOf(bench.sheet.expand(side)),
      );
      const isOfFactorials = names.some((one) => isFactorial(unmarked(one.data)));
      return isOfFactorials ? "more is known of factorials than is asked here" : null;
    },
  },
  {
    asks: "is a limit taken of a sequence that is not defined?",
    of: "accused",
    settle: ({ context: { bench }, statement: { left, right, chain } }) => {
      const isOpen = (name: string): boolean => {
        return (bench.sheet.named(name, chain.part)?.formula ?? null) === null;
      };
      const member = [left, right]
        .map((side) => memberIn(side, isOpen))
        .find((one) => one !== null);
      return member === undefined ? null : `nothing says how ${member} depends on its index`;
    },
  },
  {
    // (y_1(0), y_2(0))' for the slopes at 0
    asks: "is a value differentiated?",
    of: "refuted",
    settle: ({ statement: { left, right } }) => {
      const isOne = [left, right].some((side) => hasPart(side, isPrimedValue));
      return isOne ? "the prime of a value may be that of its function" : null;
    },
  },
  {
    // |J| = |0 - y/2| of a Jacobian, beside the formula of its size
    asks: "is a determinant meant by its size?",
    of: "refuted",
    settle: ({ context: { bench }, statement, pair }) => {
      const { left } = statement;
      if (left.kind !== "group" || !isSize(left) || !hasPart(pair.written, isSize)) return null;
      const matrix = orMisfit(() => bench.sheet.meaningIn(statement, left.body));
      if (matrix?.shape.length !== 2) return null;
      const found = judge(bench, {
        ...pair,
        left: bench.sheet.arena.negate(pair.left),
        loose: null,
      });
      return holds(found)
        ? { verdict: "agrees", reason: "the size of a determinant is meant" }
        : null;
    },
  },
  {
    asks: "is a name differentiated by what is made of it?",
    of: "accused",
    settle: ({ contexts: { whole }, statement }) => {
      const found = madeOf(whole.own(statement) ?? statement, whole.session.statements);
      return found && `${found[1]} is made of ${found[0]}: how this moves with it is not said`;
    },
  },
  {
    // u' = (u + v)/(1 + u v/c^2) beside some d/d\tau, where u' is no slope of u
    asks: "is a primed name said to be something else than a slope?",
    of: "refuted",
    settle: ({ contexts: { whole }, statement: { span, left, right } }) => {
      const primed = [left, right].filter(({ kind }) => kind === "prime").map(nameKey);
      const { statements } = whole.session;
      const said = statements.find((one) => {
        const isSaid = one.span.from < span.from && one.at === 0 && !one.closed;
        if (!isSaid || one.left.kind !== "prime" || !primed.includes(nameKey(one.left)))
          return false;
        const base = nameKey(one.left.base);
        return !statements.some(({ id, left }) => id < one.id && nameKey(left) === base);
      });
      return said === undefined ? null : `${nameKey(said.left)} may be a name here`;
    },
  },
  {
    // "in parallel, C = C_1 + C_2; if they are in series, 1/C = 1/C_1 + 1/C_2"
    asks: "is it said of another case than what its names are?",
    of: "refuted",
    yields: true,
    settle: ({ contexts: { whole }, statement }) => {
      // a section alone does not have what was supposed in the one before it
      const before = whole.session.statements.filter(
        ({ span }) => span.from <= statement.span.from,
      );
      const supposed = before.filter(({ chain }) => chain.cues.has("premise"));
      const texts = new Set(supposed.map(textOf));
      if (!texts.has(textOf(statement)) || nameKey(statement.left) !== undefined) return null;
      const own = mentionedIn([statement.left]);
      const other = before.find((one) => {
        const isOfOwn = one.kind === "definition" && own.has(nameKey(one.left) ?? "");
        return isOfOwn && texts.has(textOf(one));
      });
      return other === undefined ? null : `${nameKey(other.left)} is said to be so in another case`;
    },
  },
  {
    // f(x) = 5 behind f(x) = x^2 is an equation, or another function
    asks: "is a function the number that it was said to be?",
    of: "refuted",
    settle: ({ contexts: { whole }, statement: { left, right, span } }) => {
      const slope = left.kind === "applied" ? left.head : left;
      const of = isNought(right) ? slopeOf(slope) : null;
      const key = of === null ? undefined : headKey(of);
      if (key === undefined) return null;
      const said = whole.session.statements.findLast((one) => {
        const isBefore = one.span.from < span.from && one.left.kind === "applied";
        return isBefore && one.kind !== "step" && headKey(one.left) === key;
      });
      return said?.closed === true ? `${key} may be constant here` : null;
    },
  },
  {
    // the last row of a system that has no solution reads 0 = 1
    asks: "is it a contradiction that is shown?",
    of: "refuted",
    settle: ({ statement: { left, right, chain } }) => {
      const isOne = chain.parts.length === 2 && [left, right].every(isSignedNumber);
      const isOfZero = [left, right].some((side) => side.kind === "number" && side.text === "0");
      return isOne && isOfZero ? "a contradiction may be meant" : null;
    },
  },
  {
    // f(m, n) = −m ln m − n ln n = −m ln m − (1 − m) ln (1 − m) is of m and n = 1 − m
    asks: "is it the slope of another form of what is differentiated?",
    of: "refuted",
    yields: true,
    settle: ({ contexts: { whole }, statement }) => {
      const { left } = statement;
      if (left.kind !== "derivative" || left.of === null) return null;
      const { session, bench } = whole;
      const key = headKey(left.of);
      const there = whole.own(statement) ?? statement;
      const said = session.statements.findLast((one) => {
        return one.id < there.id && one.kind === "definition" && headKey(one.left) === key;
      });
      const isTied = session.statements.some((one) => {
        if (one.chain !== said?.chain || one.at === 0 || one.kind !== "step") return false;
        const pair = pairOf(one, bench.sheet);
        return pair !== null && !holds(judge(bench, pair));
      });
      return isTied ? `${key} is said to be something else, too` : null;
    },
  },
  {
    // u = xy, which has no meaning in the whole, is left out where a part is read alone
    asks: "is a name free that its own part defines?",
    of: "refuted",
    yields: true,
    settle: ({ contexts: { whole }, context: { bench }, statement, pair }) => {
      const { sheet } = bench;
      const there = whole.own(statement) ?? statement;
      const free = new Set(
        [pair.left, pair.right]
          .flatMap((side) => variablesOf(sheet.expand(side)))
          .flatMap((one) => (sheet.formulaOf(one) === undefined ? [sheet.ownName(one)] : [])),
      );
      const own = whole.session.statements.find((one) => {
        const isBefore = one.id < there.id && one.chain.part === there.chain.part;
        const isFormula = one.kind === "definition" && !one.closed;
        return isBefore && isFormula && free.has(nameKey(one.left) ?? "");
      });
      return own === undefined ? null : `${nameKey(own.left)} may be what is said of it before`;
    },
  },
  {
    // Δτ = Δt/γ = 20/(3/√5) = 14.9 \text{ ns}
    asks: "are its numbers in another unit than those of its names?",
    of: "refuted",
    settle: ({ statement: { left, right, chain } }) => {
      const isOfBoth = isClosed(left) !== isClosed(right);
      const isMeasured = isOfBoth && chain.parts.some((part) => hasPart(part, isScaledUnit));
      return isMeasured ? "its numbers may be in the unit that its chain ends with" : null;
    },
  },
  {
    asks: "is it of a table of the normal distribution?",
    of: "refuted",
    settle: ({ context: { bench }, pair }) => {
      return isOfTable(bench, pair) ? "a table with fewer digits may be meant" : null;
    },
  },
  {
    // x = f(x), 0.9 = 0.405, 0.99 = 0.49005, below each other
    asks: "is it a row of a table?",
    of: "refuted",
    settle: ({ contexts: { whole }, statement }) => {
      const areNumbers = ({ at, left, right, chain }: Statement): boolean => {
        const isPair = at === 0 && chain.parts.length === 2;
        return isPair && [left, right].every((side) => printedNumber(side) !== null);
      };
      const { paragraph } = (whole.own(statement) ?? statement).chain;
      const rows = whole.session.statements.filter((one) => {
        return one.chain.paragraph === paragraph && areNumbers(one);
      });
      const isRow = rows.length >= leastRows && areNumbers(statement);
      return isRow ? "its numbers may be a row of a table" : null;
    },
  },
  {
    asks: "are lists multiplied entry by entry?",
    of: "refuted",
    settle: ({ statement: { left, right } }) => {
      const isOne =
        (isList(right) && hasPart(left, isProductOfLists)) ||
        (isList(left) && hasPart(right, isProductOfLists));
      return isOne ? "its lists may be multiplied entry by entry" : null;
    },
  },
];

/** Doubts about functions, which are asked when a step fails in every reading. */
export const functionDoubts: readonly Doubt[] = [
  {
    // p(\overline{black}) = 1 - u/10 beside p(black) = u/10
    asks: "is a function that makes nothing of its argument said to be another one elsewhere?",
    of: "refuted",
    settle: ({ context: { session }, statement }) => {
      const calls = [statement.left, statement.right].flatMap(callsIn);
      const other = calls.find((call) => {
        const key = nameKey(call.head);
        const said = session.statements.findLast(({ id, kind, left }) => {
          const isBefore = kind === "definition" && id < statement.id;
          return isBefore && left.kind === "applied" && nameKey(left.head) === key;
        });
        // a constant function is one at every number
        if (said?.left.kind !== "applied" || call.arguments.every(isClosed)) return false;
        const { arguments: own } = said.left;
        const isOfNone = own.every((one) => nameKey(one) && !mentions(said.right, nameKey(one)!));
        return isOfNone && writeLatex(said.left) !== writeLatex(call);
      });
      return other === undefined ? null : `${writeLatex(other)} may be what nothing says here`;
    },
  },
  {
    // "clearly f(x) = x", written without signs of a formula
    asks: "do words say a function anew?",
    of: "refuted",
    settle: ({ contexts: { whole }, statement }) => {
      const { reading, document, statements } = whole.session;
      const there = whole.own(statement) ?? statement;
      const place = (one: Statement): number => reading.text.origin(one.span.from);
      const heads = [there.left, there.right].flatMap(callsIn).map(headKey);
      const key = heads.find((head) => {
        const said = statements.findLast(({ id, kind, left }) => {
          return kind === "definition" && id < there.id && headKey(left) === head;
        });
        if (said === undefined || !/^[A-Za-z]$/.test(head ?? "")) return false;
        const words = document.source.replace(formulas, (all) => " ".repeat(all.length));
        return new RegExp(`(?<![\\w\\\\])${head}\\s?\\([a-z]\\)\\s*=`).test(
          words.slice(place(said), place(there)),
        );
      });
      return key === undefined ? null : `${key} may be what the words before say`;
    },
  },
];

/** The a_n in a limit by n, unless a formula says what it is; null without one. */
function memberIn(
  syntax: Syntax,
  isOpen: (name: string) => boolean,
  running: string | null = null,
): string | null {
  const letter = syntax.kind === "limit" ? (nameKey(syntax.variable) ?? running) : running;
  if (syntax.kind === "subscript" && letter !== null) {
    const key = nameKey(syntax);
    const isMember =
      key !== undefined && syntax.indices.some((one) => mentionedIn([one]).has(letter));
    if (isMember && isOpen(key)) return key;
  }
  for (const part of children(syntax)) {
    const found = memberIn(part, isOpen, letter);
    if (found !== null) return found;
  }
  return null;
}

/** A number as it is written, or its opposite. */
function isSignedNumber(syntax: Syntax): boolean {
  if (syntax.kind !== "sum") return syntax.kind === "number";
  return syntax.terms.length === 1 && syntax.terms[0]!.term.kind === "number";
}

const textOf = ({ left, right }: Statement): string => `${writeLatex(left)} = ${writeLatex(right)}`;

/** The f of f and of f(x, y). */
/** (f(0))', written so. */
function isPrimedValue(syntax: Syntax): boolean {
  if (syntax.kind !== "prime") return false;
  return hasPart(syntax.base, (part) => part.kind === "applied" && part.arguments.every(isClosed));
}

/** A vector that is written out. */
function isList(syntax: Syntax): boolean {
  if (syntax.kind === "matrix") return syntax.rows.length === 1 || syntax.rows[0]!.length === 1;
  return syntax.kind === "group" && syntax.body.kind === "list";
}

/** [0.2, 0.3] \cdot [0.5, 0.6], which the sign makes a number. */
function isProductOfLists(syntax: Syntax): boolean {
  if (syntax.kind !== "product") return false;
  return syntax.factors.some((factor, k) => {
    const next = syntax.factors[k + 1];
    const isDotted = syntax.joints[k] === "cdot" || syntax.joints[k] === "times";
    return isDotted && isList(factor) && next !== undefined && isList(next);
  });
}

/** \sum_{j=k}^i \sum_{i=k}^n a_{ij}, in an order that cannot be meant. */
function endsInside(syntax: Syntax): boolean {
  if (syntax.kind !== "big") return false;
  const ends = [syntax.lower, syntax.upper].flatMap((end) => (end ? [...mentionedIn([end])] : []));
  return hasPart(syntax.body, (part) => {
    return part.kind === "big" && part.index.some((one) => ends.includes(nameKey(one) ?? ""));
  });
}

/** What a text of complex numbers has in it. */
const complex =
  /e\^\{\s*-?\s*(?:i\b|\d*\s*\\pi\s*i\b)|\\sqrt\{-1\}|\bimagin|\b[ck]omple[xj][aeo]?[sn]?\b/i;

/** Whether a letter stands anywhere but in an index and where it runs. */
function standsFree(syntax: Syntax, letter: string): boolean {
  if (syntax.kind === "subscript") return standsFree(syntax.base, letter);
  if (syntax.kind === "big" && syntax.index.some((one) => nameKey(one) === letter)) return false;
  if (nameKey(syntax) === letter) return true;
  return children(syntax).some((part) => standsFree(part, letter));
}

/** The X of an X(0) in a formula. */
function atNought(syntax: Syntax): string | undefined {
  if (syntax.kind === "applied") {
    const [only, more] = syntax.arguments;
    const isZero = only?.kind === "number" && only.text === "0" && more === undefined;
    const key = isZero ? nameKey(syntax.head) : undefined;
    if (/^[A-Za-z]$/.test(key ?? "")) return key;
  }
  return children(syntax)
    .map(atNought)
    .find((key) => key !== undefined);
}

/** \max f and \min f of one formula. */
function extremaIn(syntax: Syntax): SyntaxOf<"call">[] {
  const inner = children(syntax).flatMap(extremaIn);
  const isExtremum = syntax.kind === "call" && /^(?:max|min)$/.test(syntax.function);
  return isExtremum && syntax.arguments.length === 1 ? [syntax, ...inner] : inner;
}
