/**
 * @file A checked document as `pengrad check --format json` prints it. The keys are a promise to
 * other programs (`pengrad schema`): keys may be added, none is renamed or removed.
 */
import type { Document, DocumentKind, Suppression } from "../document/index.ts";
import {
  type Diagnostic,
  diagnose,
  labelOf,
  lineStarts,
  messageOf,
  originOf,
  type Place,
  placeAt,
  type Range,
  type Severity,
  type Span,
  severityOf,
} from "../source/index.ts";
import type { Checked, Judged } from "./check.ts";
import type { RepairKind } from "./edit.ts";
import { type Finding, holds, type Shown, type VerdictName } from "./finding.ts";
import { isExpansion } from "./hypotheses.ts";
import type { StatementKind } from "./statement.ts";

/** Places in a file: from 1, columns in UTF-16 units, the end exclusive. */
export type Located = Range;

export interface StatementReport extends Located {
  readonly kind: StatementKind;
  readonly left: string;
  readonly right: string;
  /** Only of steps and of what could not be read. */
  readonly verdict?: VerdictName;
  readonly reason?: string;
  readonly condition?: string;
  /** Whether it holds only from a line of the author's that is wrong. */
  readonly follows?: true;
}

export interface RepairReport {
  /** A name for another one is `other`. */
  readonly kind: Exclude<RepairKind, "name">;
  /** The right side as it should stand. */
  readonly latex: string;
  readonly message: string;
  /** The file's characters to replace, and by what; absent when the side is replaced as a whole. */
  readonly edit?: Located & { readonly text: string };
}

export interface CheckDiagnostic extends Located {
  readonly code: string;
  readonly severity: Severity;
  /** Which of the file's statements it is about. */
  readonly statement: number;
  readonly message: string;
  readonly counterexample?: Shown;
  /** The equation from which it is said to follow, or which it is said to solve; LaTeX. */
  readonly premise?: string;
  /** The step's other side, where a value of each is told. */
  readonly related?: readonly (Located & { readonly message: string })[];
  readonly repair?: RepairReport;
}

/** A diagnostic that a remark in the text keeps back. */
export interface SuppressedDiagnostic extends CheckDiagnostic {
  /** The author's. */
  readonly justification: string;
}

export interface InferredValue {
  readonly name: string;
  readonly latex: string;
}

export interface FileReport {
  readonly path: string;
  readonly statements: readonly StatementReport[];
  readonly diagnostics: readonly CheckDiagnostic[];
  /** What the author asked not to hear of, and why. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Values that the steps imply. */
  readonly inferred: readonly InferredValue[];
  readonly summary: Summary;
}

export interface Summary {
  readonly definitions: number;
  readonly steps: number;
  readonly proved: number;
  readonly agrees: number;
  readonly rounded: number;
  readonly conditional: number;
  readonly refuted: number;
  readonly undecided: number;
  readonly unread: number;
}

export interface CheckReport {
  readonly version: 1;
  readonly files: readonly FileReport[];
  readonly summary: Summary;
}

/** The report of one checked file. */
export function fileReport(path: string, checked: Checked): FileReport {
  const places = new Places(checked);
  const statements = checked.judged.map((judged) => statementReport(judged, places));
  const diagnostics: CheckDiagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const [k, judged] of checked.judged.entries()) {
    const found = diagnosticAt(judged, k, checked, places);
    if (found === null) continue;
    const { diagnostic, origin } = found;
    const remark = suppressionOf(checked.document, diagnostic.code, origin);
    if (remark === undefined) diagnostics.push(diagnostic);
    else suppressed.push({ ...diagnostic, justification: remark.reason });
  }
  return {
    path,
    statements,
    diagnostics,
    suppressed,
    inferred: checked.inferred,
    summary: summaryOf(statements),
  };
}

/** The report of several files. */
export function checkReport(files: readonly FileReport[]): CheckReport {
  const summary = { ...noSummary };
  for (const file of files) {
    for (const key of Object.keys(noSummary) as (keyof Summary)[])
      summary[key] += file.summary[key];
  }
  return { version: 1, files, summary };
}

const noSummary: { -readonly [K in keyof Summary]: number } = {
  definitions: 0,
  steps: 0,
  proved: 0,
  agrees: 0,
  rounded: 0,
  conditional: 0,
  refuted: 0,
  undecided: 0,
  unread: 0,
};

function summaryOf(statements: readonly StatementReport[]): Summary {
  const summary = { ...noSummary };
  for (const { kind, verdict } of statements) {
    if (kind === "definition") summary.definitions++;
    if (verdict === undefined) continue;
    summary.steps++;
    summary[verdict]++;
  }
  return summary;
}

/** From spans in the text of the formulas to places in the file. */
class Places {
  private readonly checked: Checked;
  private readonly starts: readonly number[];

  constructor(checked: Checked) {
    this.checked = checked;
    this.starts = lineStarts(checked.document.source);
  }

  /** The characters of the formulas at a span. */
  text({ from, to }: Span): string {
    return this.checked.reading.text.text.slice(from, to).trim();
  }

  origin(span: Span): Span {
    return originOf(this.checked.reading.text, span);
  }

  located(span: Span): Located {
    const { from, to } = this.origin(span);
    const start: Place = placeAt(this.starts, from);
    const end: Place = placeAt(this.starts, to);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }
}

function statementReport({ statement, finding, follows }: Judged, places: Places): StatementReport {
  const { kind, left, right, span } = statement;
  return {
    kind,
    ...places.located(span),
    left: places.text(left),
    right: places.text(right),
    ...(finding !== null && { verdict: finding.verdict }),
    ...(finding?.reason !== undefined && { reason: finding.reason }),
    ...(finding?.condition !== undefined && { condition: finding.condition }),
    ...(follows && { follows: true as const }),
  };
}

/** What there is to say about a statement, and where in the file. */
function diagnosticAt(
  judged: Judged,
  index: number,
  checked: Checked,
  places: Places,
): { readonly diagnostic: CheckDiagnostic; readonly origin: Span } | null {
  const { statement, finding, repair } = judged;
  const found = finding === null ? null : diagnosticOf(judged, finding);
  if (found === null) return null;
  const span = found.span ?? statement.right;
  // the values of another equation's sides are told in the sentence
  const counterexample = finding?.unsolved === true ? undefined : finding?.counterexample;
  return {
    origin: places.origin(span),
    diagnostic: {
      code: found.code,
      severity: severityOf(found),
      statement: index,
      ...places.located(span),
      message: messageOf(found),
      ...(finding?.premise !== undefined && { premise: finding.premise }),
      ...(counterexample !== undefined && {
        counterexample,
        related: [leftSide(places.located(statement.left), counterexample)],
      }),
      ...(repair !== null && {
        repair: {
          kind: repair.kind === "name" ? "other" : repair.kind,
          latex: repair.latex,
          message: repair.message,
          ...(repair.edit !== null && {
            edit: {
              ...places.located(repair.edit),
              text: inSource(repair.edit.text, checked.document.kind),
            },
          }),
        },
      }),
    },
  };
}

function leftSide(place: Located, { left }: Shown): Located & { readonly message: string } {
  return { ...place, message: labelOf("left", { left }) };
}

function diagnosticOf({ statement, repair }: Judged, finding: Finding): Diagnostic | null {
  const span = statement.right;
  if (holds(finding)) return null;
  if (finding.verdict === "conditional") {
    return diagnose("PG4110", span, { condition: finding.condition ?? "some condition holds" });
  }
  if (finding.verdict !== "refuted") return null;
  const { counterexample, units, misfit } = finding;
  const { left = "?", right = "?", at = {} } = counterexample ?? {};
  const hint = repair === null ? "" : `: ${repair.message}`;
  if (misfit !== undefined) return diagnose("PG4104", span, { misfit, hint });
  if (units !== undefined && units <= 1) {
    const isOther = repair?.kind === "rounding" && repair.latex !== left;
    // of a digit inside a formula the repair says more than the formula
    const isInside = isOther && repair.always !== undefined;
    const rounds = isOther && !isInside ? `, which rounds to ${repair.latex}` : "";
    return diagnose("PG4111", span, { left, hint: isInside ? hint : rounds });
  }
  const point = Object.entries(at).map(([name, value]) => `${name} = ${value}`);
  const { premise } = finding;
  if (premise !== undefined) {
    const told = { premise, point: point.join(", "), left, right, hint };
    return diagnose(finding.unsolved === true ? "PG4107" : "PG4106", span, told);
  }
  if (finding.slopes === true) {
    return diagnose("PG4103", span, { point: point.join(", "), left, right, hint });
  }
  if (isExpansion(statement.left)) {
    return diagnose("PG4105", span, { point: point.join(", "), left, right });
  }
  if (point.length === 0) return diagnose("PG4102", span, { left, right, hint });
  return diagnose("PG4101", span, { point: point.join(", "), left, right, hint });
}

/** A piece of a formula as the file has to spell it: in JSON's strings, in XML. */
function inSource(latex: string, kind: DocumentKind): string {
  if (kind === "notebook") return JSON.stringify(latex).slice(1, -1);
  if (kind !== "pretext") return latex;
  return latex.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** The remark by which the author asked not to hear of it, and said why. */
function suppressionOf(
  { suppressions }: Document,
  code: string,
  { from }: Span,
): Suppression | undefined {
  return suppressions.find((one) => {
    if (one.reason === "" || (one.code !== null && one.code !== code)) return false;
    return one.reach === null || (one.reach.from <= from && from < one.reach.to);
  });
}
