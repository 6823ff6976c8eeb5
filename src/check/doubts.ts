/**
 * @file The doubts about a verdict, in the order in which they are asked: what else a step that
 * fails, or holds under a condition only, may be meant as, and what the text around it says for it.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { mayBeSoftmax } from "./activation.ts";
import { isApproximated, isEstimated, isLimitOfPower, isRoundedBefore } from "./approximation.ts";
import { atGiven } from "./at-given.ts";
import { withMeans } from "./bar-mean.ts";
import { calledIn } from "./called.ts";
import { withComplement } from "./complement.ts";
import { consequence } from "./consequence.ts";
import { withinConstants } from "./constant-of-integration.ts";
import type { Meaning } from "./context.ts";
import { degreesIn, measuredAs } from "./conversion.ts";
import { countedFromZero } from "./counted-from-zero.ts";
import { about, type Doubt, isWhole } from "./doubted.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { hasEnd } from "./endless.ts";
import { evaluatedAnew, isUpdateInNumbers } from "./evaluated-anew.ts";
import { isMoment } from "./expectation.ts";
import { filledIn, withLabels, withNamedValues, withValuesHere } from "./filled.ts";
import { holds } from "./finding.ts";
import { areSigns, isFarFetched, isOfData, isOver, isSaid } from "./granted.ts";
import { judge } from "./judge.ts";
import { isSolvedBy } from "./later.ts";
import { inOtherBase } from "./log-base.ts";
import { measuresIn } from "./measures.ts";
import { momentaryIn } from "./momentary.ts";
import { functionDoubts, nameDoubts } from "./name-doubts.ts";
import { isClosed, mentionedIn } from "./names.ts";
import { numberedSizes } from "./numbered.ts";
import { inOtherReadings } from "./other-readings.ts";
import { isOfOpenOrder } from "./partials.ts";
import { partlyPutIn, saysValue } from "./partly.ts";
import { hasPart } from "./parts.ts";
import { atPointBefore } from "./points.ts";
import { isBorneOut, isMostly } from "./redefinition.ts";
import { asWorkedBefore } from "./restated-value.ts";
import { underRestrictions } from "./restriction.ts";
import { resumed } from "./resumed.ts";
import { printedNumber } from "./rounding.ts";
import { asRows } from "./rows.ts";
import { unreadAnew } from "./said-anew.ts";
import { partlyIndexed, shapedElsewhere } from "./shaped.ts";
import { atSaid, notOneHot } from "./shown-at.ts";
import { isDerivative, pairOf } from "./sides.ts";
import { slopeOfOutput } from "./slope-of-output.ts";
import { isOfOneNumber } from "./softmax.ts";
import { areAllZero, isNought, isSetToZero, solvedBehind } from "./solved.ts";
import { staleIn } from "./stale.ts";
import { standsForPart } from "./stands-for.ts";
import type { Statement } from "./statement.ts";
import { underConditions, without } from "./under-conditions.ts";
import { onOneSide, unsaidIn } from "./unsaid.ts";
import { unsaidName } from "./unsaid-name.ts";
import { fromSaid, fromUpstream } from "./upstream.ts";
import { variablesOf } from "./variables.ts";
import { hasSquares, withLengths } from "./vector-products.ts";
import { partIn } from "./within.ts";
import { wordsBehind } from "./words-behind.ts";

/** All doubts; the first that settles the matter gives the verdict. */
export const doubts: readonly Doubt[] = [
  {
    asks: "are its brackets what is differentiated?",
    of: "open",
    settle: ({ context: { bench }, statement, pair, finding }) => {
      const sides = bench.sheet.operated(statement);
      if (sides === null) return null;
      const operated = judge(bench, { ...pair, ...sides, loose: null });
      if (holds(operated)) return operated;
      const isOpen = finding.verdict === "refuted" && operated.verdict !== "refuted";
      return isOpen ? "its brackets may be what is differentiated" : null;
    },
  },
  {
    asks: "is \u03c3 softmax?",
    of: "accused",
    settle: ({ context: { session }, statement }) => {
      return mayBeSoftmax(session.document, session.statements, statement)
        ? "\u03c3 may be softmax here"
        : null;
    },
  },
  {
    asks: "is it said at a point that is written before it?",
    of: "open",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return atPointBefore(session, bench, pair, statement);
    },
  },
  {
    asks: "is a function differentiated as often as a letter says?",
    of: "accused",
    settle: ({ context: { session }, statement: { left, right } }) => {
      const isOpen = [left, right].some((side) => isOfOpenOrder(side, session.statements));
      return isOpen ? "a derivative here is of an order that is a letter" : null;
    },
  },
  {
    asks: "is it of a sum without end?",
    of: "accused",
    settle: ({ context: { bench }, pair }) => {
      const sides = [pair.left, pair.right].map((side) => bench.sheet.expand(side));
      return hasEnd(sides) ? "a sum here has no end" : null;
    },
  },
  {
    asks: "do words say what it goes on from?",
    of: "accused",
    settle: ({ statement: { chain, at } }) => {
      return chain.isApart && at === 0 ? "words may say what it goes on from" : null;
    },
  },
  {
    asks: "is it said of each letter, and of no sum?",
    of: "open",
    settle: ({ contexts, statement }) => {
      const plain = contexts.withoutSums(statement);
      const pair = plain && pairOf(plain.own, plain.context.bench.sheet);
      const found = pair && judge(plain.context.bench, pair);
      return found != null && holds(found) ? found : null;
    },
  },
  {
    asks: "is a sum without its sign?",
    of: "accused",
    settle: ({ context: { session }, statement }) => {
      return unsaidIn(statement, session.document.source);
    },
  },
  {
    asks: "is more known of an expectation than its name?",
    of: "accused",
    yields: true,
    settle: ({ statement: { left, right } }) => {
      const moment = [...mentionedIn([left, right])].find(isMoment);
      return moment === undefined ? null : `more may be known of ${moment} than is said here`;
    },
  },
  {
    asks: "is a letter that only one side has a particular one?",
    of: "accused",
    settle: ({ statement: { left, right }, pair }) => {
      const isNumber = ({ shape }: Node) => shape.length <= pair.letters.length;
      const inRight = isNumber(pair.left) ? onOneSide(right, left) : undefined;
      const inLeft = isNumber(pair.right) ? onOneSide(left, right) : undefined;
      const letter = inRight ?? inLeft;
      return letter === undefined ? null : `${letter} may be a particular one`;
    },
  },
  {
    asks: "is one of its names said to be something only later on?",
    of: "accused",
    yields: true,
    settle: ({ context: { session }, statement }) => {
      const reason = "what is said later on may not be meant here";
      const choice = session.untilThen(statement);
      if (choice === null) return null;
      if (isSolvedBy(statement, choice.without, session.statements)) return reason;
      const settled = without(choice, session, statement, reason);
      if (settled === null || typeof settled === "string") return settled;
      // before that, the letter may only have been used in another exercise
      const isForeign = fromElsewhere(statement, session, session.bench(choice)) !== null;
      return settled.verdict === "refuted" && isForeign ? reason : settled;
    },
  },
  { asks: "does it go on with a line further up?", of: "refuted", settle: resumed },
  { asks: "do words behind its left side say more of it?", of: "refuted", settle: wordsBehind },
  {
    asks: "is it a congruence?",
    of: "accused",
    settle: ({ statement: { chain, sign, left, right } }) => {
      // -278° \equiv 82°
      const isOfNumbers = sign === "\\equiv" && [left, right].every(isClosed);
      return isOfNumbers || chain.cues.has("modulo") ? "it is said modulo a number" : null;
    },
  },
  {
    asks: "is a matrix made another one by operations on its rows?",
    of: "refuted",
    settle: ({ statement: { chain, left, right }, pair }) => {
      const areMatrices = [pair.left, pair.right].every(({ shape }) => shape.length === 2);
      const isProduct = [left, right].some(({ kind }) => kind === "product");
      return areMatrices && !isProduct && chain.cues.has("reduced")
        ? "a matrix may be made another one by operations on its rows"
        : null;
    },
  },
  {
    asks: "are its numbers measures?",
    of: "accused",
    settle: ({ context: { session, bench }, statement, pair }) => {
      const { statements, reading } = session;
      const reason =
        measuresIn(bench, statements, { statement, pair }, reading.text.text) ??
        measuredAs(statement);
      const angle = reason === null ? degreesIn(statement, statements) : null;
      return reason ?? (angle && `${angle} may be a number of degrees here`);
    },
  },
  ...nameDoubts,
  {
    asks: "does it hold at the values that the document gives?",
    of: "open",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return atGiven(bench, session.statements, { statement, pair });
    },
  },
  {
    asks: "do its sides differ by a constant of integration?",
    of: "open",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return withinConstants(bench, session.statements, { statement, pair });
    },
  },
  {
    asks: "is it solved behind it?",
    of: "refuted",
    yields: true,
    settle: ({ contexts: { whole }, statement }) => {
      const name = solvedBehind(whole.own(statement) ?? statement, whole.session.statements);
      return name && `it may be an equation that is solved for ${name}`;
    },
  },
  {
    asks: "has a name its value only for a while?",
    of: "accused",
    yields: true,
    settle: ({ contexts: { whole }, statement, finding: { counterexample } }) => {
      const own = whole.own(statement) ?? statement;
      const name = momentaryIn(own, counterexample, whole.session.statements);
      return name && `${name} may have its value only for a while`;
    },
  },
  {
    asks: "are its entries counted from 0?",
    of: "accused",
    settle: ({ contexts: { whole }, context, statement }) => {
      const name = countedFromZero(statement, whole) ?? countedFromZero(statement, context);
      return name && `the entries of ${name} may be counted from 0`;
    },
  },
  {
    asks: "are values put in that are said right before it?",
    of: "refuted",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return (
        withNamedValues(bench, statement, pair) ??
        withValuesHere(bench, session.statements, { statement, pair })
      );
    },
  },
  {
    asks: "is it said of what words name before it?",
    of: "open",
    settle: ({ statement: { chain, at } }) => {
      const isNamed = at === 0 && chain.cues.has("attribute");
      return isNamed ? "words before it may say of what it is" : null;
    },
  },
  {
    asks: "is it an update in numbers?",
    of: "refuted",
    settle: ({ context: { bench }, statement, pair }) => {
      return isUpdateInNumbers(bench, statement, pair) ? "it may be an update" : null;
    },
  },
  {
    asks: "is it worked out with new values?",
    of: "refuted",
    settle: ({ context: { session, bench }, statement }) => {
      return evaluatedAnew(bench, session.statements, statement);
    },
  },
  {
    asks: "does a name stand for a part of the other side?",
    of: "refuted",
    settle: ({ context: { bench }, pair }) => {
      const name = standsForPart(bench, pair);
      return name && `${name} may stand for a part of the other side`;
    },
  },
  {
    asks: "does it say what a name is of which nothing is said?",
    of: "refuted",
    settle: ({ context: { session, bench }, statement, pair }) => {
      const name = unsaidName(bench, statement, pair, session.statements);
      return name && `it may say what ${name} is`;
    },
  },
  {
    asks: "is a slope of an activation written of its output?",
    of: "refuted",
    settle: ({ context: { session, bench }, statement, pair }) => {
      const name = slopeOfOutput(bench, session.statements, { statement, pair });
      return name && `the slope at ${name} may be meant where ${name} comes from`;
    },
  },
  {
    asks: "is a label put in before it?",
    of: "refuted",
    settle: ({ context: { bench }, statement, pair }) => withLabels(bench, { statement, pair }),
  },
  {
    asks: "does a line that cannot be read say a name anew?",
    of: "accused",
    yields: true,
    settle: ({ contexts: { whole }, statement }) => {
      const own = whole.own(statement) ?? statement;
      const name = unreadAnew(own, whole.session.statements, (one) => {
        return pairOf(one, whole.bench.sheet) !== null;
      });
      return name && `${name} may be something else here, by a line that cannot be read`;
    },
  },
  {
    asks: "is it an approximation that was worked out before?",
    of: "refuted",
    settle: ({ contexts: { whole }, context: { bench }, statement, pair }) => {
      const own = whole.own(statement) ?? statement;
      if (isLimitOfPower(own)) return "it may be meant in the limit";
      const isNear =
        isEstimated(own) || isApproximated(bench, own, pair.left, whole.session.statements);
      if (isRoundedBefore(bench, pair)) return { verdict: "rounded" };
      return isNear ? "its number may be worked out as an approximation before it" : null;
    },
  },
  {
    asks: "is it the value before an update?",
    of: "refuted",
    settle: ({ context: { session }, statement: { id, left, right } }) => {
      const key = nameKey(left);
      const value = printedNumber(right)?.value;
      if (key === undefined || value === undefined) return null;
      const isOld = session.statements.some((one) => {
        const first = one.right.kind === "sum" ? one.right.terms[0]! : undefined;
        const old = first?.sign === "+" ? printedNumber(first.term)?.value : undefined;
        const isUpdate = one.id < id && one.closed && nameKey(one.left) === key;
        return isUpdate && old !== undefined && Q.equal(old, value);
      });
      return isOld ? `${key} may have the value here that it had before its update` : null;
    },
  },
  {
    asks: "is a name before a bracket a function?",
    of: "accused",
    settle: ({ contexts: { whole }, statement }) => {
      const name = calledIn(statement, whole.session.statements);
      return name && `${name} may be a function here`;
    },
  },
  {
    asks: "are values put in here for names that stand there?",
    of: "refuted",
    settle: ({ context: { bench }, statement: own, pair }) =>
      partlyPutIn(bench, own, pair) ?? saysValue(bench, own, pair),
  },
  {
    asks: "is softmax of one number an entry of it?",
    of: "accused",
    settle: ({ statement: { left, right } }) => {
      const isOne = [left, right].some(isOfOneNumber);
      return isOne ? "softmax is taken of several numbers, of which this may be one" : null;
    },
  },
  {
    asks: "is a function differentiated by a part of it?",
    of: "accused",
    settle: ({ contexts: { whole }, statement }) => {
      const name = partIn(whole.own(statement) ?? statement, whole.session.statements);
      return name && `${name} may be a part of a function here`;
    },
  },
  {
    asks: "are examples in it the rows of a matrix?",
    of: "accused",
    settle: ({ context: { bench }, pair, statement }) => {
      return asRows(bench, pair, statement.chain.part);
    },
  },
  {
    asks: "is q meant as 1 − p?",
    of: "open",
    settle: ({ context: { session, bench }, pair }) => {
      return withComplement(bench, pair, session.document.source);
    },
  },
  {
    asks: "is the square of a vector that of its length?",
    of: "accused",
    settle: ({ context: { bench }, statement, pair }) => {
      if (pair.left.shape.length === pair.right.shape.length) return null;
      const meaning = (part: Syntax) => bench.sheet.meaningIn(statement, part);
      const sides = [statement.left, statement.right];
      if (!sides.some((side) => hasSquares(side, meaning))) return null;
      const [left, right] = sides.map((side) => meaning(withLengths(side, meaning)));
      if (left == null || right == null) return null;
      const found = judge(bench, { ...pair, left, right, loose: null });
      if (!holds(found)) return null;
      return { verdict: "agrees", reason: "the square of a vector is that of its length here" };
    },
  },
  {
    asks: "does it hold of vectors with as many entries as are numbered?",
    of: "open",
    settle: (doubted) => {
      const { contexts, context, statement, finding } = doubted;
      // a part of the document does not show all numbers
      if (!isWhole(doubted)) return null;
      const names = mentionedIn([statement.left, statement.right]);
      const sizes = [...numberedSizes(context.bench.sheet).keys()];
      const isOpen = finding.unsized === true && !sizes.some((size) => names.has(size));
      const sized = isOpen ? contexts.numbered(context) : null;
      const pair = sized?.pairOf(statement) ?? null;
      const found = pair && judge(sized!.bench, pair);
      if (found === null || !holds(found)) return null;
      return { verdict: "agrees", reason: "nothing has more entries here than are numbered" };
    },
  },
  {
    asks: "is it said of one example?",
    of: "undecided",
    settle: (doubted) => {
      const single = isWhole(doubted) ? doubted.contexts.ofOne(doubted.statement) : undefined;
      const pair = single && pairOf(single.own, single.context.bench.sheet);
      const found = pair && judge(single.context.bench, pair);
      return found != null && holds(found) ? found : null;
    },
  },
  {
    asks: "is it of a loss that has another name?",
    of: "undecided",
    settle: (doubted) => {
      const named = isWhole(doubted) ? doubted.contexts.ofLoss(doubted.statement) : undefined;
      const pair = named && pairOf(named.own, named.context.bench.sheet);
      const found = pair && judge(named.context.bench, pair);
      return found != null && holds(found) ? { verdict: "agrees", reason: named!.reason } : null;
    },
  },
  {
    asks: "is it a line before it with values put in?",
    of: "undecided",
    settle: ({ context: { session, bench }, statement, pair }) => {
      const own = (one: Statement) => pairOf(one, bench.sheet);
      return filledIn(bench, session.statements, { statement, pair }, own);
    },
  },
  {
    asks: "does it follow from a derivative that is written before it?",
    of: "undecided",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return fromUpstream(bench, session.statements, { statement, pair });
    },
  },
  {
    asks: "does it follow from an equation before it?",
    of: "open",
    settle: ({ context: { session, bench }, statement, pair }) => {
      const said = session.restrictions.filter((one) => session.reaches(one.statement, statement));
      return consequence(bench, said, [pair.left, pair.right], statement);
    },
  },
  {
    asks: "does it hold under the conditions that the document states?",
    of: "open",
    settle: underConditions,
  },
  {
    asks: "is its condition stated?",
    of: "conditional",
    settle: ({ contexts, context, statement, pair, finding }) => {
      const isRange = isOver(finding, context, contexts.whole.session.statements);
      if (!isRange && !isSaid({ contexts, context }, statement, finding)) {
        if (isOfData(finding, context)) return "what is known of its data is not said";
        if (areSigns(context, pair)) return "its signs are those of what is not known here";
        return isFarFetched(finding, context, pair) ? { ...finding, verdict: "refuted" } : null;
      }
      return { verdict: "agrees", reason: `${finding.condition} is said to hold` };
    },
  },
  {
    asks: "is T the sign of a transpose?",
    of: "accused",
    settle: ({ statement: { left, right } }) => {
      const sides = [left, right];
      const isSign = sides.some((side) => hasPart(side, isPowerT)) && !sides.some(hasT);
      return isSign ? "T may be the sign of a transpose here" : null;
    },
  },
  {
    asks: "do its words say why a name vanishes?",
    of: "refuted",
    settle: ({ statement: { chain }, pair, context: { bench } }) => {
      if (!chain.cues.has("reasoned")) return null;
      const [left, right] = [pair.left, pair.right].map((side) =>
        variablesOf(bench.sheet.opened(side)),
      );
      const gone = left!.find((one) => {
        return bench.sheet.formulaOf(one) === undefined && !right!.includes(one);
      });
      return gone === undefined
        ? null
        : `words before it may say what ${bench.sheet.nameOf(gone)} is`;
    },
  },
  {
    asks: "does its sentence suppose something, of which the condition may follow?",
    of: "conditional",
    settle: ({ statement: { chain } }) => {
      return chain.cues.has("premise") ? "its sentence supposes something first" : null;
    },
  },
  {
    asks: "does its sentence suppose something?",
    of: "failing",
    settle: ({ statement: { chain } }) => {
      return chain.cues.has("conditional") ? "its sentence supposes something first" : null;
    },
  },
  {
    asks: "does it hold where the equations before it do?",
    of: "open",
    yields: true,
    settle: (doubted) => {
      const { context, statement, pair } = doubted;
      const { session, bench } = context;
      // what is said "if z > 0" is not said of the z that is 0
      const own = new Set(session.provisos(statement).map((one) => nameKey(one.statement!.left)));
      const said = session.restrictions.filter((one) => {
        return session.reaches(one.statement, statement) && !own.has(nameKey(one.statement.left));
      });
      const found = underRestrictions(bench, said, [pair.left, pair.right], statement);
      const isSure = found !== null && (holds(found) || found.verdict === "refuted");
      return isSure || about.failing(doubted) ? found : null;
    },
  },
  {
    asks: "is it a number for derivatives of which it was said before what they are?",
    of: "undecided",
    settle: ({ context: { session, bench }, statement, pair }) => {
      return fromSaid(bench, session.statements, { statement, pair });
    },
  },
  {
    asks: "is an equation a constraint that was taken for a definition?",
    of: "accused",
    yields: true,
    settle: ({ context: { session }, statement }) => {
      const reason = "an equation before it may be a constraint";
      return without(session.withoutEquations(statement), session, statement, reason);
    },
  },
  {
    asks: "is it a slope that is set to 0?",
    of: "refuted",
    settle: ({ contexts: { whole }, context: { bench }, statement, pair }) => {
      const { right, chain } = whole.own(statement) ?? statement;
      const isOpen = variablesOf(bench.sheet.expand(pair.left)).length > 0;
      if (!isOpen || !chain.parts.some(isDerivative)) return null;
      const isSet = areAllZero(chain) || (isNought(right) && isSetToZero(whole.session, statement));
      return isSet ? "it may be set to 0 here" : null;
    },
  },
  { asks: "is a barred name a mean?", of: "open", settle: withMeans },
  { asks: "does it hold in another reading?", of: "unsettled", settle: inOtherReadings },
  wide("mixed", "is 1 1/4 meant as 1 + 1/4?", "refuted"),
  wide("slash", "is a/bc meant as a/(bc)?", "refuted"),
  {
    asks: "is a/b - c meant as a/(b - c)?",
    of: "refuted",
    settle: ({ contexts, statement }) => {
      const found = contexts.verdictOtherwise("below", statement);
      return found !== null && holds(found)
        ? "it holds if the sum behind a slash stands below it, for which it needs brackets"
        : null;
    },
  },
  wide("operator", "is d/dx (a)(b) meant of both brackets?", "open"),
  wide("sums", "is d/dx a + b meant of the whole sum?", "open"),
  wide("products", "is \\nabla_w f(w) g(w) meant of the whole product?", "open"),
  wide("calls", "is \\ln (a)(b) meant of both brackets?", "open"),
  wide("powers", "is \\ln(a)^2 meant of a^2?", "open"),
  { asks: "is log to the base 10 or 2?", of: "refuted", settle: inOtherBase },
  wide("places", "does a sum count all places from 0?", "refuted"),
  {
    asks: "is a name from another section?",
    of: "refuted",
    yields: true,
    settle: ({ context: { session, bench }, statement }) => {
      const name = fromElsewhere(statement, session, bench);
      return name && `${name} is from another section, and may be another one here`;
    },
  },
  {
    asks: "is a vector of other sections a number here?",
    of: "refuted",
    settle: ({ context: { session, bench }, statement }) => {
      const { statements, reading } = session;
      const around = { statements, divisions: reading.divisions, sheet: bench.sheet };
      const name = shapedElsewhere(statement, around);
      return name && `${name} is a vector in other sections, and may be a number here`;
    },
  },
  {
    asks: "is a matrix with one letter a vector?",
    of: "refuted",
    settle: ({ context: { bench }, statement }) => {
      const name = partlyIndexed(statement, bench.sheet);
      return name && `${name} may be a vector here`;
    },
  },
  {
    asks: "is its left side defined anew?",
    of: "refuted",
    yields: true,
    settle: ({ context: { session, bench }, statement, pair }) => {
      // of y' it was asked before whether it is the slope of y
      const isName = statement.restates && statement.left.kind !== "prime";
      const isSame =
        statement.rewrites ||
        isBorneOut(session.statements, statement, bench.sheet, bench) ||
        isMostly(statement, pair, bench);
      return isName && !isSame ? "its left side may be defined anew here" : null;
    },
  },
  {
    asks: "are differentials squared in it?",
    of: "refuted",
    settle: ({ context: { session }, statement: { left, right } }) => {
      const written = session.reading.text.text.slice(Math.max(0, left.from), right.to);
      return squaredDifferential.test(written)
        ? "squares of differentials are of another order"
        : null;
    },
  },
  {
    asks: "does it hold of one-hot vectors only, where nothing says that they are?",
    of: "conditional",
    settle: notOneHot,
  },
  {
    asks: "does it fail at symmetric matrices and labels, where the text says so?",
    of: "refuted",
    settle: atSaid,
  },
  {
    asks: "is it the number that its left side was said to be before?",
    of: "undecided",
    settle: ({ contexts: { whole }, statement }) => {
      const own = whole.own(statement) ?? statement;
      return asWorkedBefore(whole.bench, whole.session.statements, own);
    },
  },
  {
    asks: "are the values of its names those of another case?",
    of: "refuted",
    yields: true,
    settle: ({ contexts: { whole }, statement, finding: { counterexample } }) => {
      const own = whole.own(statement) ?? statement;
      const name = staleIn(own, whole.session.statements, counterexample);
      return name && `${name} may have another value by then`;
    },
  },
  ...functionDoubts,
];

/** Whether something reaches further than it is read, if the step holds so. */
function wide(meaning: Meaning, asks: string, of: Doubt["of"]): Doubt {
  return {
    asks,
    of,
    settle: ({ contexts, statement, finding }) => {
      const found = contexts.verdictOtherwise(meaning, statement);
      if (found === null || holds(found)) return found;
      // what holds under a condition as it is meant is not wrong
      const isSaved = found.verdict === "conditional" && finding.verdict === "refuted";
      return isSaved ? found : null;
    },
  };
}

/** (dW_t)^2, which stands for dt. */
const squaredDifferential =
  /\(\s*(?:\\mathrm\s*\{?\s*)?d\}?\s*(?:[A-Za-z]|\\[a-z]+)(?:_(?:\w|\{[^{}]*\}))?\s*\)\s*\^\s*\{?\s*2/;

/** Whether something is raised to a T. */
const isPowerT = (syntax: Syntax): syntax is SyntaxOf<"power"> =>
  syntax.kind === "power" && nameKey(syntax.exponent) === "T";

/** Whether T stands anywhere but as an exponent. */
function hasT(syntax: Syntax): boolean {
  if (nameKey(syntax) === "T") return true;
  return (isPowerT(syntax) ? [syntax.base] : children(syntax)).some(hasT);
}
