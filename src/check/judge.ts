/**
 * @file The verdict on one step, under every reading that the document leaves open.
 *
 * A step `left = right` may be meant
 *   - of the names as they stand, each a variable: σ(z)(1 − σ(z)) = a(1 − a) is not, s·s = s² is;
 *   - with every definition put in, down to the inputs;
 *   - with the document's values put in for names that only one side has: the step that puts
 *     numbers in. Names that stand on both sides stay, so that a factor x_3 that was dropped is
 *     missed although x_3 is 1.
 * It holds when it holds in one of them; it is refuted when it fails in all of them. A value that
 * only this step supports refutes nothing.
 */
import { substitute, withAntiderivatives } from "../calculus/index.ts";
import { isKind, type Node, type Tensor, topological } from "../expression/index.ts";
import type { Syntax } from "../notation/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import { underBothSigns } from "./both-signs.ts";
import type { Carries } from "./carry.ts";
import { beyondReals, ofComplex } from "./complex.ts";
import { holdsAt, isAtEdge } from "./condition.ts";
import { constantOf } from "./constant.ts";
import { entryBase } from "./entry.ts";
import { inCases } from "./entry-claim.ts";
import { functionsIn } from "./example.ts";
import { isMoment } from "./expectation.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import { isDeviation } from "./granted.ts";
import { grounded } from "./ground.ts";
import type { Heads } from "./heads.ts";
import type { Hypotheses } from "./hypotheses.ts";
import { byBounds, letterOf, slope } from "./integral.ts";
import type { LetterCase } from "./letter-case.ts";
import { looselyEqual } from "./loose.ts";
import { isClosed } from "./names.ts";
import { rounded, withCarries } from "./rounded.ts";
import { hasDecimal } from "./rounding.ts";
import type { DocumentSheet } from "./sheet.ts";
import { withIdentity } from "./shorthand.ts";
import type { Statement } from "./statement.ts";
import { isConstant, type Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** What judging needs to know. */
export interface Bench {
  readonly sheet: DocumentSheet;
  readonly values: Values;
  readonly decide: Decide;
  /** Numbers that the document gives as they are, and values that it determines. */
  readonly known: { readonly numbers: ReadonlySet<string>; readonly values: readonly Ball[] };
  /** The definitions that say near what number a name is. */
  readonly rough: ReadonlySet<Statement>;
  /** What the author printed of names, and carries on. */
  readonly carries: Carries;
  /** Names whose definition has no meaning that could be found. */
  readonly lost: ReadonlySet<string>;
  /** Names that stand before a bracket somewhere, as functions do. */
  readonly heads: Heads;
  /** Names that are transposed somewhere. */
  readonly transposed: ReadonlySet<string>;
  /** What is supposed of functions that are not defined. */
  readonly hypotheses: Hypotheses;
}

/** One pair of sides. */
export interface Pair {
  /** The statement in which it stands. */
  readonly id: number;
  readonly left: Node;
  readonly right: Node;
  /** The sides with names for their decimals, where they have any. */
  readonly loose: { readonly left: Node; readonly right: Node } | null;
  readonly written: Syntax;
  /** Whether the sign between them is `≈`. */
  readonly roughly: boolean;
  /** The part of the document. */
  readonly part: number;
  /** Where it stands, and the names that stand in its chain before it. */
  readonly place: number;
  readonly heard: ReadonlySet<string>;
  /** Names that the document had not mentioned before. */
  readonly fresh: ReadonlySet<string>;
  /** Whether it may be an equation that holds for some values only, rather than a claim. */
  readonly mayRestrict: boolean;
  /** Whether it is claimed of all values of a range. */
  readonly ofAll?: boolean;
  /** Whether it begins a chain with something else than a derivative. */
  readonly opens: boolean;
  /** Whether a word before it says that it is claimed. */
  readonly claimed: boolean;
  /** Whether a word before it says that it is known of all values. */
  readonly identity: boolean;
  /** The letters that name the first axes of both sides. */
  readonly letters: readonly string[];
  /** Names that stand in it with running indices and without any: p_{ij} and p. */
  readonly twofold: ReadonlySet<string>;
  /** What the text around it says of these letters: i = j. */
  readonly cases: readonly LetterCase[];
  /** Where functions are taken in its chain before it, the 0 of f'(0) = …, or names by words. */
  readonly points: readonly { readonly name: string | null; readonly node: Node }[];
  /** What stands in its chain before it. */
  readonly before: () => readonly Node[];
  /** The same with names for decimals, where there are some. */
  readonly looseBefore: () => readonly Node[];
  /** Whether it belongs to the working of a derivative or a limit, and all before it holds. */
  readonly derives: boolean;
}

/** The verdict on a pair. */
export function judge(bench: Bench, pair: Pair): Finding {
  try {
    const signed = underBothSigns(bench, pair, underReadings);
    if (signed !== null) return signed;
    const finding = underReadings(bench, pair);
    if (holds(finding)) return grounded(bench, pair, finding);
    return finding.verdict === "refuted" ? inCases(bench, pair, finding, underReadings) : finding;
  } catch (error) {
    // names whose shapes are open take shapes that do not fit
    if (error instanceof RangeError) {
      return { verdict: "undecided", reason: "the shapes of its parts do not fit together" };
    }
    throw error;
  }
}

function underReadings(bench: Bench, pair: Pair): Finding {
  const failures: Finding[] = [];
  for (const reading of readings(bench, pair)) {
    const finding = reading();
    if (finding === null) continue;
    if (holds(finding)) return finding;
    failures.push(finding);
  }
  const found = worst(failures);
  if (found.verdict !== "refuted") return found;
  const names = [pair.left, pair.right].flatMap(variablesOf);
  const untold = untoldIn(bench, names);
  if (untold !== null) return { verdict: "undecided", reason: untold };
  // f'(1) ≈ (f(3/2) − f(1))/(1/2)
  if (pair.roughly && !isClosed(pair.written) && !hasDecimal(pair.written)) {
    return { verdict: "undecided", reason: approximated };
  }
  // L = −ln(1 − 0.26) with y = 0: numbers stand for names, and it holds of these numbers
  if (bench.sheet.isOfNumbers(names)) {
    const there = atValues(bench, pair);
    if (there !== null && holds(there.finding)) return { verdict: "agrees", reason: ofValues };
  }
  return found.slopes === true ? found : withEvidence(bench, pair, found);
}

/** A refutation with the document's own values as its point, where the sides differ there. */
function withEvidence(bench: Bench, pair: Pair, finding: Finding): Finding {
  const there = atValues(bench, pair);
  const example = there?.finding.verdict === "refuted" ? there.finding.counterexample : undefined;
  if (there === null || example === undefined) return finding;
  const { sheet } = bench;
  const at = Object.fromEntries(
    [...there.inputs].map(([variable, value], _, all) => {
      // of one version of a name, the author's name says enough
      const versions = all.filter(([other]) => sheet.ownName(other) === sheet.ownName(variable));
      const name = versions.length > 1 ? sheet.nameOf(variable) : sheet.ownName(variable);
      return [name, sheet.valueText(value)];
    }),
  );
  return { ...finding, counterexample: { ...example, at } };
}

/** The verdict on two sides at the document's own values; null where some are not known. */
export function atValues(
  { sheet, values, decide }: Bench,
  pair: Pair,
): { readonly finding: Finding; readonly inputs: ReadonlyMap<Node, Node> } | null {
  const sides = [sheet.expand(pair.left), sheet.expand(pair.right)] as const;
  const inputs = values.inputsOf(sides, pair.id, null);
  if (inputs === undefined || inputs.size === 0) return null;
  const [left, right] = sides.map((side) => sheet.put(side, inputs));
  return { finding: decide(left!, right!), inputs };
}

/** Of verdicts that all fail to hold: one that is open keeps the step from being called wrong. */
function worst(failures: readonly Finding[]): Finding {
  const open = failures.find(({ verdict }) => verdict === "undecided");
  const conditional = failures.find(({ verdict }) => verdict === "conditional");
  if (open !== undefined) return open;
  if (conditional !== undefined) return conditional;
  const refuted = failures.filter(({ verdict }) => verdict === "refuted");
  const rounding = refuted.find(({ units }) => units !== undefined);
  return (
    rounding ??
    refuted[0] ?? { verdict: "undecided", reason: "nothing is known of what stands here" }
  );
}

type Reading = () => Finding | null;

function readings(bench: Bench, pair: Pair): Reading[] {
  const { sheet, decide } = bench;
  const left = sheet.opened(pair.left);
  const right = sheet.opened(pair.right);
  const letter = letterOf([sheet.expand(left), sheet.expand(right)]);
  if (letter !== null) {
    return [
      () => bySlopes(bench, pair, [left, right], letter),
      () => byAntiderivatives(bench, [left, right]),
    ];
  }
  const byNames: Reading = () => {
    const finding = decide(left, right);
    // names stand for more than themselves: that they differ as letters says nothing
    return finding.verdict === "refuted" || finding.verdict === "conditional" ? null : finding;
  };
  const whole: Reading = () => {
    const [a, b] = [sheet.expand(left), sheet.expand(right)];
    // what a number is near is a matter of values
    if (pair.roughly && isConstant(b) && !isConstant(a)) return null;
    const finding = decide(a, b);
    if (holds(finding)) return finding;
    const bounds = byBounds([a, b], decide, sheet.arena);
    if (bounds !== null) return bounds;
    if (finding.verdict !== "refuted" && finding.verdict !== "conditional") return finding;
    return guarded(bench, pair, [a, b], finding);
  };
  return [
    byNames,
    whole,
    () => withValues(bench, pair, left, right),
    () => withCarries(bench, pair),
    () => aroundValues(bench, pair),
    () => atPoints(bench, pair),
    () => asShorthand(bench, pair, left, right),
    () => looselyEqual(bench, pair),
    () => inComplex(bench, pair, [left, right]),
  ];
}

/** A claim of complex numbers, as the names in it are defined. */
function inComplex({ sheet, values, decide }: Bench, { id }: Pair, sides: readonly [Node, Node]) {
  const [left, right] = sides.map((side) => sheet.expand(side)) as [Node, Node];
  const isFree = (one: Node): boolean => {
    return sheet.formulaOf(one) === undefined && values.ofInput(one, id, null) === undefined;
  };
  const isEqual = (a: Node, b: Node): boolean => holds(decide(a, b));
  return ofComplex([left, right], isFree, isEqual, sheet.arena);
}

/** e^{∫ 2x dx} = e^{x²}: what holds for one of the antiderivatives. */
function byAntiderivatives({ sheet, decide }: Bench, sides: readonly [Node, Node]): Finding | null {
  const [left, right] = sides.map((side) => withAntiderivatives(sheet.expand(side), sheet.arena));
  if (!holds(decide(left!, right!))) return null;
  return { verdict: "agrees", reason: "up to a constant of integration" };
}

/** A derivative of a vector that is written without the identity in it. */
function asShorthand({ sheet, decide }: Bench, pair: Pair, left: Node, right: Node) {
  if (sheet.differentiatedBy(pair.left).length !== 1) return null;
  const full = withIdentity(left, right, sheet.arena);
  const finding = full && decide(sheet.expand(left), sheet.expand(full));
  return finding !== null && holds(finding) ? finding : null;
}

/** Sides that are known up to a constant, by their derivatives. */
function bySlopes(bench: Bench, pair: Pair, sides: readonly [Node, Node], letter: Node): Finding {
  const { sheet, decide } = bench;
  const [left, right] = sides.map((side) => {
    return slope(sheet.expand(side), letter, sheet.arena);
  }) as [Node, Node];
  const finding = decide(left, right);
  if (finding.verdict !== "refuted" && finding.verdict !== "conditional") return finding;
  return { ...guarded(bench, pair, [left, right], finding), slopes: true };
}

/** A refutation, or why it says nothing: names may mean more than they seem to. */
function guarded(
  bench: Bench,
  pair: Pair,
  sides: readonly [Node, Node],
  finding: Finding,
): Finding {
  const unknown = unknownIn(bench, pair, sides);
  if (unknown === opaque || unknown === implied)
    return { verdict: "undecided", reason: unknown, beneath: finding };
  // Var X = E X² + (E X)² is a slip, whatever the moments are
  const isOfMoments =
    unknown !== null && sides.flatMap(variablesOf).some((one) => isMoment(bench.sheet.nameOf(one)));
  if (isOfMoments)
    return { verdict: "undecided", reason: unknown, beneath: finding, yields: "letters" };
  if (unknown !== null) return { verdict: "undecided", reason: unknown };
  const lost = sides.flatMap(variablesOf).find((one) => bench.lost.has(bench.sheet.nameOf(one)));
  if (lost !== undefined) {
    const reason = `the definition of ${bench.sheet.nameOf(lost)} is not understood`;
    return { verdict: "undecided", reason, beneath: finding, yields: "letters" };
  }
  const [rows, others] = sides.map(({ shape }) => shape.length) as [number, number];
  if (rows !== others && Math.max(rows, others) > 1) {
    return { verdict: "undecided", reason: "it may be meant entry by entry" };
  }
  // W_{ib} ∂h_i/∂h_c where h_i was taken for a row
  if (pair.letters.length > 1 && rows > pair.letters.length + 1) {
    return { verdict: "undecided", reason: "what has letters here may be numbers" };
  }
  if (rows !== others && isOpenNumber(bench, pair, rows === 0 ? sides[0] : sides[1])) {
    return { verdict: "undecided", reason: "what is a number here may be a vector" };
  }
  if (finding.verdict === "conditional") {
    const settled = discharged(bench, pair, finding);
    if (settled.verdict === "refuted") return guarded(bench, pair, sides, settled);
    // "since Σ p_i = 1" is itself the condition under which it holds; σ > 0 is none to be solved
    const isToSolve = settled.verdict === "conditional" && !ofDeviation(settled, bench.sheet);
    const reason = isToSolve ? toBeSolved(bench, pair, sides) : null;
    return reason === null ? settled : { verdict: "undecided", reason, equation: true };
  }
  const found = otherIntent(bench, pair, sides, finding);
  if (found === null) return finding;
  if (typeof found === "string") return { verdict: "undecided", reason: found };
  const yielding = found.equation === true ? ({ beneath: finding, yields: "values" } as const) : {};
  return { verdict: "undecided", ...found, ...yielding };
}

/** Whether a condition is that a standard deviation is positive. */
function ofDeviation({ needs }: Finding, sheet: DocumentSheet): boolean {
  if (needs?.kind !== "sign") return false;
  return variablesOf(needs.node).every((one) => isDeviation(sheet.nameOf(one)));
}

/** Whether a number is made of names of which no values are known, which may be vectors. */
function isOpenNumber({ sheet, values }: Bench, { id }: Pair, side: Node): boolean {
  return variablesOf(side).some((variable) => {
    return sheet.formulaOf(variable) === undefined && !values.ofInput(variable, id, null);
  });
}

/** A condition is looked at where the document's values lie, if they are known. */
function discharged({ sheet, values }: Bench, { id }: Pair, finding: Finding): Finding {
  const { needs } = finding;
  if (needs === undefined) return finding;
  const valueAt = (node: Node) => {
    const whole = sheet.expand(node);
    const inputs = values.inputsOf([whole], id, null);
    return inputs ? constantOf(sheet.put(whole, inputs), sheet.worksheet.sizes) : null;
  };
  const truth = holdsAt(needs, valueAt);
  if (truth !== true) return truth === false ? { ...finding, verdict: "refuted" } : finding;
  const reason = `${finding.condition} holds here`;
  return { verdict: "agrees", reason, edge: isAtEdge(needs, valueAt) };
}

const approximated = "an approximation between formulas is not judged";
const ofValues = "it holds for the values here";
const opaque = "a derivative here is of something that is not defined";
const noLimit = "the value of a limit here could not be found";
const noIntegral = "the value of an integral here could not be found";
const implied = "names here depend on each other by an equation, or in a way that is not said";

/** What is not known of the derivatives of which names are made; null if nothing. */
function untoldIn({ sheet }: Bench, names: readonly Node[]): string | null {
  // δ_2 = ∂L/∂h_2 (1 − h_2²) is known as far as ∂L/∂h_2 is
  const below = sheet.madeOf(names);
  if (below.some((variable) => sheet.isImplicit(variable))) return implied;
  const assumed = below.flatMap((variable) => sheet.assumedConstant(variable))[0];
  if (assumed === undefined) return null;
  return `nothing says whether ${sheet.nameOf(assumed)} depends on what is differentiated by`;
}

/** What is not known of the names in two sides, so that nothing can be said; null if nothing. */
function unknownIn(bench: Bench, pair: Pair, [left, right]: readonly [Node, Node]): string | null {
  const { sheet, values } = bench;
  const all = [...new Set([...variablesOf(left), ...variablesOf(right)])];
  const closed = all.find((variable) => sheet.isOpaque(variable));
  if (closed !== undefined) {
    const { limit, integral } = sheet.writtenAs(closed) ?? {};
    return limit ? noLimit : integral ? noIntegral : opaque;
  }
  const named = [pair.left, pair.right].flatMap(variablesOf);
  const untold = untoldIn(bench, named);
  if (untold !== null) return untold;
  const tied = sheet.tiedIn(
    [pair.left, pair.right].flatMap((side) => variablesOf(sheet.opened(side))),
  );
  if (tied !== undefined)
    return `nothing says how ${sheet.nameOf(tied)} depends on other names here`;
  const functions = functionsIn([left, right]);
  if (functions.length > 0) {
    const isSame = functions.every((name) => {
      return functionsIn([left]).includes(name) && functionsIn([right]).includes(name);
    });
    const isRule = pair.derives && isSame && !pair.roughly;
    if (!isRule || bench.hypotheses.concern(functions, pair.id)) {
      return "a function here is not defined";
    }
  }
  const isLength = topological([left, right]).some(({ op, operands }) => {
    return op === "abs" && operands[0]!.shape.length === 1;
  });
  if (isLength) return "|v| may be the length of a vector";
  const free = all.filter((variable) => {
    const isInput = sheet.formulaOf(variable) === undefined;
    return isInput && values.ofInput(variable, pair.id, null) === undefined;
  });
  const beyond = beyondReals(free);
  if (beyond !== null) return beyond;
  // of an entry f_j by which a claim differentiates, f is a vector, whatever f(x) is elsewhere
  const by = new Set(
    pair.letters.length === 0 ? [] : named.flatMap((one) => sheet.differentiatedBy(one)),
  );
  const called = all.find((variable) => {
    if (by.has(variable)) return false;
    // a value that only steps imply, as that of q in q(0.05) + 1 = 3, makes no number of it
    const isGiven = sheet.quantityOf(variable)?.value != null;
    const isFree = sheet.formulaOf(variable) === undefined;
    return isFree && !isGiven && bench.heads.mayBe(sheet.nameOf(variable), pair.id);
  });
  if (called !== undefined) return `${sheet.nameOf(called)} may be a function that is not defined`;
  // nobody transposes a number
  const shapeless = all.find((variable) => {
    return variable.shape.length === 0 && bench.transposed.has(sheet.nameOf(variable));
  });
  if (shapeless !== undefined) return `the shape of ${sheet.nameOf(shapeless)} is not known`;
  // σ(Z_1) beside matrices, of a Z_1 of which nothing is said
  const hasMatrix = all.some(({ shape }) => shape.length > 1);
  const matrix = free.find((variable) => {
    const mayBe = hasMatrix && variable.shape.length === 0;
    return mayBe && matrixLetter.test(sheet.nameOf(variable));
  });
  if (matrix !== undefined) return `${sheet.nameOf(matrix)} may be a matrix`;
  // a sum over p_{ij} that is a formula with the number p
  const twofold = all.find((variable) => {
    return variable.shape.length > 0 && pair.twofold.has(sheet.nameOf(variable));
  });
  if (twofold !== undefined && pair.left.shape.length !== pair.right.shape.length) {
    return `${sheet.nameOf(twofold)} may be something else with indices than without`;
  }
  const operator = free.find((variable) => {
    const name = sheet.nameOf(variable);
    return /^D_/.test(name) || (name === "\\Sigma" && variable.shape.length === 0);
  });
  if (operator !== undefined) return `${sheet.nameOf(operator)} may be a derivative or a sum`;
  const word = all.find((variable) => {
    if (values.ofInput(variable, pair.id, null) !== undefined) return false;
    const name = sheet.nameOf(variable);
    return /^(?:\\mathrm\{)?(?:[A-Za-z]{3,}|[^ -~])/.test(name) || /\^\{(?!\(|\[)/.test(name);
  });
  if (word !== undefined) return `${sheet.nameOf(word)} is not defined`;
  return null;
}

/** Capitals that are seldom numbers where matrices are about. */
const matrixLetter = /^(?:\\mathbf\{)?[ABHPQRSUVWXYZ]/;

/** What two sides that differ may be meant as, other than a mistake; null when it is one. */
function otherIntent(
  { sheet, values, decide }: Bench,
  pair: Pair,
  [left, right]: readonly [Node, Node],
  finding: Finding,
): string | Pick<Finding, "reason" | "says" | "equation"> | null {
  const [inLeft, inRight] = [variablesOf(left), variablesOf(right)];
  const all = [...new Set([...inLeft, ...inRight])];
  if (pair.roughly && all.length > 0) return approximated;
  // a rule for the derivatives of any functions is no equation to be satisfied
  if (pair.derives && functionsIn([left, right]).length > 0) return null;
  if (pair.mayRestrict && all.length > 0 && finding.never !== true) {
    const reason = "it does not hold for all values, but may be an equation to be satisfied";
    return { reason, equation: true };
  }
  const isInput = (node: Node): boolean => {
    const whole = isKind(node, "variable") ? node : entryBase(node);
    return whole !== undefined && sheet.formulaOf(whole) === undefined;
  };
  if (isInput(left) && isInput(right)) {
    // ∂z/∂w = b is a claim of its own
    const isSlope = (one: Node) => sheet.differentiatedBy(one).length > 0;
    const derives = [pair.left, pair.right].some((side) => variablesOf(side).some(isSlope));
    if (!derives) return "two names here are said to be equal";
  }
  const alone = all.find((variable) => {
    if (inLeft.includes(variable) === inRight.includes(variable)) return false;
    if (values.ofInput(variable, pair.id, null) !== undefined) return false;
    const isFree = pair.opens && sheet.formulaOf(variable) === undefined;
    const isNew = !pair.claimed && (isFree || pair.fresh.has(sheet.nameOf(variable)));
    const isHeard = pair.heard.has(sheet.nameOf(variable));
    const isLate = inRight.includes(variable) && !isHeard;
    // of the probability of an event there is no more than what a text says of it
    const isEvent =
      isInput(variable) &&
      /^(?:[A-Za-z]|\\Pr|\\[a-z]+\{[A-Za-z]+\})\(/.test(sheet.nameOf(variable));
    const isOpen = isNew || isEvent || (isLate && !sheet.isUsedBefore(variable, pair.place));
    if (pair.identity || !isOpen) return false;
    // the c of (b - c) - (a - c) says nothing
    const { arena } = sheet;
    const one = arena.filled(arena.integer(1), variable.shape);
    const moved = new Map<Node, Node>([[variable, arena.add(variable, one)]]);
    const side = inLeft.includes(variable) ? left : right;
    return decide(side, substitute(side, moved, arena)).verdict !== "proved";
  });
  if (alone !== undefined) {
    const name = sheet.nameOf(alone);
    return { reason: `this may say what ${name} is`, says: [name] };
  }
  const open = (variable: Node): boolean => {
    const isInput = sheet.formulaOf(variable) === undefined;
    return isInput && values.ofInput(variable, pair.id, null) === undefined;
  };
  const onlyLeft = inLeft.filter((one) => open(one) && !inRight.includes(one));
  const onlyRight = inRight.filter((one) => open(one) && !inLeft.includes(one));
  const isMade = onlyLeft.length > 0 && onlyRight.length > 0;
  const named = [pair.left, pair.right].flatMap(variablesOf);
  const made = [...onlyLeft, ...onlyRight, ...named].find((one) => {
    return isEstimate.test(sheet.nameOf(one));
  });
  if (isMade && made !== undefined) {
    return { reason: `${sheet.nameOf(made)} may be made of what stands on the other side` };
  }
  const reason = finding.never === true ? null : toBeSolved({ values, sheet }, pair, [left, right]);
  return reason === null ? null : { reason, equation: true };
}

/** A formula said to be a number, where no value is known of its names; null where it is not. */
function toBeSolved(
  { sheet, values }: Pick<Bench, "sheet" | "values">,
  pair: Pair,
  [left, right]: readonly [Node, Node],
): string | null {
  // 4 = tr C of an unknown C, too
  const [formula, number] = variablesOf(left).length === 0 ? [right, left] : [left, right];
  const unknown = variablesOf(formula).filter((variable) => {
    return values.ofInput(variable, pair.id, null) === undefined;
  });
  // the n of n/4 = 3/4 is as long as something is, of which nothing says how long
  const sizes = topological([formula]).flatMap((node) => {
    return isKind(node, "size") && !sheet.worksheet.sizes.has(`${node.data}`)
      ? [`${node.data}`]
      : [];
  });
  if (variablesOf(number).length > 0 || unknown.length + sizes.length === 0) return null;
  if (pair.ofAll || (pair.identity && looksIdentical(formula))) return null;
  const names = [...unknown.map((variable) => sheet.nameOf(variable)), ...sizes].join(", ");
  return `no value of ${names} is known here, or this is an equation to be solved`;
}

/**
 * Whether a formula that is said to be a number of all values may well be that: its names stand in
 * elementary functions, of which it has two. a + b = 10, ‖w‖² = 1 and v^T 1 = 0 only say something
 * of their names.
 */
function looksIdentical(root: Node): boolean {
  const nodes = topological([root]);
  const inside = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    const isFunction = elementary.has(node.op);
    if (!isFunction && !inside.has(node)) continue;
    for (const operand of node.operands) inside.add(operand);
  }
  const functions = nodes.filter(({ op }) => elementary.has(op));
  return functions.length > 1 && variablesOf(root).every((variable) => inside.has(variable));
}

/** Names of elementary functions among the operations. */
export const elementary: ReadonlySet<string> = new Set(
  "sin cos tan cot sec csc sinh cosh tanh coth exp ln log arcsin arccos arctan sigmoid".split(" "),
);

/** Names of what is made of other quantities, predictions and means, and of single examples. */
const isEstimate = /^\\(?:hat|bar|tilde)\{|\^\{\([a-z]\)\}/;

/** The values put in for names that only one side has. */
function withValues(bench: Bench, pair: Pair, left: Node, right: Node): Finding | null {
  const found = putIn(bench, pair, left, right, null);
  if (found === null) return null;
  const compared = compare(bench, pair, found);
  const finding =
    compared?.verdict === "conditional" ? discharged(bench, pair, compared) : compared;
  if (finding === null || holds(finding) || finding.verdict !== "refuted") return finding;
  // y(0.2) = 0.18 says something of a y that nothing defines
  if (functionsIn([found.left, found.right]).length > 0) {
    return { verdict: "undecided", reason: "a function here is not defined" };
  }
  // what only this step supports refutes nothing
  const without = putIn(bench, pair, left, right, pair.id);
  if (without === null) {
    return { verdict: "undecided", reason: "only this step itself says which values are put in" };
  }
  const sure = compare(bench, pair, without);
  return sure?.verdict === "conditional" ? discharged(bench, pair, sure) : sure;
}

/** A step in a chain for f'(0) may put 0 in: 2(1 + t) = 2(1 + 0). */
function atPoints({ sheet, values, decide }: Bench, { id, left, right, points }: Pair) {
  if (points.length === 0) return null;
  const kept: readonly Node[] = variablesOf(right);
  const sides = [sheet.opened(left), sheet.opened(right)] as const;
  for (const variable of variablesOf(left)) {
    if (kept.includes(variable) || variable.shape.length > 0) continue;
    if (values.ofInput(variable, id, null) !== undefined) continue;
    for (const { name, node } of points) {
      if (name !== null && name !== sheet.nameOf(variable)) continue;
      const there = sheet.put(sides[0], new Map([[variable, node]]));
      const finding = decide(sheet.expand(there), sheet.expand(sides[1]));
      if (holds(finding)) return finding;
    }
  }
  return null;
}

/** Operations that are put together from pieces. */
const pieced: ReadonlySet<string> = new Set([
  "relu",
  "leakyrelu",
  "elu",
  "abs",
  "sign",
  "max",
  "min",
  "maximum",
  "minimum",
  "less",
  "lessequal",
  "piecewise",
]);

/**
 * Whether a step with pieces in it (a ReLU, an absolute value) holds on the piece on which the
 * document's values lie: at points all around them, and not only there.
 */
function aroundValues({ sheet, values }: Bench, { id, left, right }: Pair): Finding | null {
  const sides = [sheet.expand(left), sheet.expand(right)] as const;
  if (!topological([...sides]).some(({ op }) => pieced.has(op))) return null;
  const { sizes } = sheet.worksheet;
  const middle = new Map<string, Tensor<Ball>>();
  for (const variable of sides.flatMap(variablesOf)) {
    const value = values.ofInput(variable, id, null);
    const constant = value === undefined ? null : constantOf(value, sizes);
    if (constant === null) return null;
    middle.set(variable.data, constant.ball);
  }
  if (middle.size === 0) return null;
  for (let point = 1; point <= 4; point++) {
    const inputs = nearby(middle, point);
    const [a, b] = sides.map((side) => constantOf(side, sizes, inputs)?.ball.entries);
    if (a === undefined || b === undefined || a.length !== b.length) return null;
    if (!a.every((entry, k) => B.overlaps(entry, b[k]!))) return null;
  }
  const reason = "it holds on the piece on which the values here lie";
  return { verdict: "agrees", reason, local: true };
}

/** A point within a millionth of another, off it in every direction. */
function nearby(middle: ReadonlyMap<string, Tensor<Ball>>, point: number) {
  let step = 7 * point;
  const moved = new Map<string, Tensor<Ball>>();
  for (const [name, { shape, entries }] of middle) {
    const shifted = entries.map((entry) => {
      step = (step * 31 + 17) % 101;
      const offset = B.fromRational(Q.rational(BigInt(step - 50), 100_000_000n), 192);
      return B.add(entry, offset, 192);
    });
    moved.set(name, { shape, entries: shifted });
  }
  return moved;
}

interface Put {
  readonly left: Node;
  readonly right: Node;
}

/** Both sides with values; null when there is nothing to put in, or a value is missing. */
function putIn(
  { sheet, values }: Bench,
  { id }: Pair,
  left: Node,
  right: Node,
  without: number | null,
): Put | null {
  const [inLeft, inRight] = [new Set<Node>(variablesOf(left)), new Set<Node>(variablesOf(right))];
  const gone = new Map<Node, Node>();
  for (const variable of [...inLeft, ...inRight]) {
    if (inLeft.has(variable) && inRight.has(variable)) continue;
    if (inRight.has(variable) && inLeft.size > 0) continue;
    const value = values.of(variable, id, without);
    if (value !== undefined) gone.set(variable, value);
    else if (inRight.size === 0) return null;
  }
  if (gone.size === 0 && inLeft.size + inRight.size > 0) return null;
  const { arena } = sheet;
  return { left: substitute(left, gone, arena), right: substitute(right, gone, arena) };
}

/** Compares two sides, as printed numbers where both are numbers. */
function compare(bench: Bench, pair: Pair, { left, right }: Put): Finding | null {
  const { sheet, decide } = bench;
  if (!isConstant(left) || !isConstant(right))
    return decide(sheet.expand(left), sheet.expand(right));
  const finding = decide(left, right);
  return holds(finding) ? finding : rounded(bench, pair, { left, right }, finding);
}
