/**
 * @file Checking a document: each step judged in order, under every reading that the text leaves
 * open, mistakes followed through, and each mistake with its smallest repair. What holds from the
 * author's own wrong line, or from that line repaired, is no second mistake.
 */
import type { Document } from "../document/index.ts";
import { isZero, type Node } from "../expression/index.ts";
import { type Chain, sizeLimit } from "./chain.ts";
import { knownElsewhere } from "./elsewhere.ts";
import { type Finding, holds } from "./finding.ts";
import { WrongResults } from "./follow.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { withMisfits } from "./misfit.ts";
import { type Repair, repairOf } from "./repair.ts";
import { underRestrictions } from "./restriction.ts";
import { type CheckOptions, isBorneOut, pairOf, Session } from "./session.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

export type { CheckOptions } from "./session.ts";

/** A statement and what was found of it; the finding is null for what is not judged. */
export interface Judged {
  readonly statement: Statement;
  readonly finding: Finding | null;
  /** Whether it holds only from a wrong line of the author's. */
  readonly follows: boolean;
  readonly repair: Repair | null;
}

/** A checked document. */
export interface Checked {
  readonly document: Document;
  readonly reading: Session["reading"];
  readonly judged: readonly Judged[];
  readonly sheet: DocumentSheet;
  /** Values that the steps imply. */
  readonly inferred: readonly { readonly name: string; readonly latex: string }[];
}

/** Checks a document. */
export function checkDocument(document: Document, options: CheckOptions = {}): Checked {
  const session = new Session(document, options);
  const bench = session.bench();
  const { reading, statements } = session;
  const found = new Judging(session, bench).all();
  const sound = new Set(
    found.flatMap(({ statement, finding }) => {
      const isSound = finding === null ? statement.kind === "definition" : holds(finding);
      return isSound ? [statement.id] : [];
    }),
  );
  const around = {
    ...{ document, reading, statements, bench },
    isSound: ({ id }: Statement) => sound.has(id),
    benchWithout: ({ id }: Statement) => session.bench(session.without(id)),
  };
  const judged = withMisfits(around, found);
  return { document, reading, judged, sheet: bench.sheet, inferred: inferredIn(bench) };
}

/** At most so many other readings are tried, and so many mistakes repaired. */
const readingLimit = 24;
const repairLimit = 40;

class Judging {
  private readonly session: Session;
  private readonly bench: Bench;
  private readonly wrong: WrongResults;
  private readingsLeft = readingLimit;
  private repairsLeft = repairLimit;

  constructor(session: Session, bench: Bench) {
    this.session = session;
    this.bench = bench;
    this.wrong = new WrongResults(bench.sheet);
  }

  all(): Judged[] {
    const found: Judged[] = [];
    const { statements } = this.session;
    let chain: Chain | null = null;
    /** The last side of the chain that was right before a mistake. */
    let sound: Node | null = null;
    /** Whether all of the chain so far holds. */
    let isOpen = true;
    /** Names of which the chain itself may say what they are. */
    const fresh = new Set<string>();
    for (const statement of statements) {
      if (statement.chain !== chain) {
        isOpen = true;
        chain = statement.chain;
        sound = null;
        fresh.clear();
      }
      const pair = statement.kind === "step" ? pairOf(statement, this.bench.sheet) : null;
      if (pair === null) {
        found.push(this.unjudged(statement));
        continue;
      }
      let finding = this.judged(statement, {
        ...pair,
        fresh: new Set([...pair.fresh, ...fresh]),
        derives: pair.derives && isOpen,
      });
      isOpen &&= holds(finding);
      for (const name of finding.says ?? []) fresh.add(name);
      let follows = false;
      let repair: Repair | null = null;
      if (finding.verdict === "refuted") {
        const anyway = this.following(pair, sound);
        if (anyway !== null) {
          finding = anyway;
          follows = true;
        } else {
          sound ??= pair.left;
          repair = this.repaired(statement, pair, finding);
          this.remember(statement, pair);
        }
      } else if (finding.verdict === "conditional") {
        // what holds in a special case only may be meant otherwise
        repair = this.repaired(statement, pair, finding);
      }
      found.push({ statement, finding, follows, repair });
    }
    return found;
  }

  /** What has no verdict, and what could not be read. */
  private unjudged(statement: Statement): Judged {
    const plain = { statement, follows: false, repair: null };
    if (statement.kind !== "step") {
      if (statement.kind !== "unread") return { ...plain, finding: null };
      const { isLarge = false } = statement.chain;
      const reason = isLarge
        ? `it has more than ${sizeLimit} signs, which are not looked at`
        : "it cannot be read";
      return { ...plain, finding: { verdict: "unread", reason } };
    }
    const { sheet } = this.bench;
    const left = sheet.left(statement);
    const { reason } = left.node === null ? left : sheet.right(statement);
    return {
      ...plain,
      finding: { verdict: "unread", reason: reason ?? "a part of it has no meaning here" },
    };
  }

  /** The verdict, with other readings tried before anything is refuted. */
  private judged(statement: Statement, pair: Pair): Finding {
    const finding = judge(this.bench, pair);
    const { bench, session } = this;
    const fails = finding.verdict === "refuted" || finding.verdict === "conditional";
    if (fails && session.isOfSoftmax(statement)) {
      return { verdict: "undecided", reason: "\u03c3 may be softmax here" };
    }
    if (finding.verdict !== "refuted") return finding;
    const said = session.restrictions.filter((one) => session.reaches(one.statement, statement));
    const there = underRestrictions(bench, said, [pair.left, pair.right], statement.id);
    if (there !== null) return there;
    for (const choice of this.session.others(statement)) {
      if (this.readingsLeft-- <= 0) break;
      const bench = this.session.bench(choice);
      const other = pairOf(statement, bench.sheet);
      const found = other === null ? null : judge(bench, other);
      if (other === null || found === null) continue;
      // derivatives by what a version does not depend on are all 0
      if (isVacuous(bench, other) && !isVacuous(this.bench, pair)) continue;
      if (holds(found)) return found;
      if (found.verdict !== "conditional") continue;
      // a condition of a reading that is only one of several is none to ask for
      const isOwn = choice.activation === this.session.first.activation;
      return isOwn ? found : { verdict: "undecided", reason: "what \u03c3 is here is not said" };
    }
    const elsewhere = knownElsewhere(statement, {
      statements: this.session.statements,
      divisions: this.session.reading.divisions,
      sheet: this.bench.sheet,
      judged: (other) => {
        const own = pairOf(other, this.bench.sheet);
        return own && judge(this.bench, own);
      },
    });
    if (elsewhere !== null) {
      const reason = `${elsewhere} is from another section, and may be another one here`;
      return { verdict: "undecided", reason };
    }
    const { statements } = this.session;
    const isOld = isBorneOut(statements, statement, this.bench.sheet, this.bench);
    if (!statement.restates || isOld) return finding;
    return { verdict: "undecided", reason: "its left side may be defined anew here" };
  }

  /** A verdict from the line before the mistake, or from values of the author's that are wrong. */
  private following(pair: Pair, sound: Node | null): Finding | null {
    if (sound !== null) {
      const found = judge(this.bench, { ...pair, left: sound, loose: null });
      if (holds(found)) return found;
    }
    for (const reading of this.wrong.readings(pair)) {
      const found = judge(this.bench, reading);
      if (holds(found)) return found;
    }
    return null;
  }

  private remember({ chain }: Statement, pair: Pair): void {
    this.wrong.add(this.bench.sheet.headOf(this.session.statements, chain), pair);
  }

  private repaired(statement: Statement, pair: Pair, finding: Finding): Repair | null {
    if (this.repairsLeft-- <= 0) return null;
    const { document, reading } = this.session;
    return repairOf({ document, reading, bench: this.bench }, statement, pair, finding);
  }
}

/** Whether a step says that nothing is nothing. */
function isVacuous({ sheet }: Bench, { left, right }: Pair): boolean {
  return [left, right].every((side) => isZero(sheet.expand(side)));
}

/** The values that only follow from steps. */
function inferredIn({ sheet, values }: Bench) {
  return sheet.worksheet.quantities.flatMap(({ variable, formula, value, key }) => {
    if (formula !== null || value !== null) return [];
    const node = values.ofInput(variable, Number.MAX_SAFE_INTEGER, null);
    return node === undefined ? [] : [{ name: key, latex: sheet.valueLatex(node) }];
  });
}
