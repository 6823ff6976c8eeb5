/**
 * @file What the worker tells the page: a worked sheet as plain data, every formula set already.
 * Formulas are KaTeX's HTML with MathML inside, so that the page needs no KaTeX of its own and a
 * screen reader reads them; in the graph, whose elements are named in words, without. Places are offsets in the problem's text.
 */

/** HTML made by the worker, safe to put into the page. */
export type Html = string;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether values are shown exactly, where they have a short closed form. */
export type NumberStyle = "exact" | "decimal";

/** A value in the style that was asked for. */
export interface Figure {
  readonly shown: Html;
  /** In plain signs; where the formula has no MathML, its element is named by them. */
  readonly plain: string;
}

/** A value: exactly where there is a closed form, and by its decimals. */
export interface Amount {
  readonly exact: Html | null;
  readonly decimal: Html;
  /** Whether the decimal is not all of the value. */
  readonly rounded: boolean;
  readonly shape: readonly number[];
  /** For tooltips. */
  readonly plain: string;
}

/** A double, or nested lists of doubles row by row. */
export type Numeric = number | null | readonly Numeric[];

export type NodeKind = "input" | "quantity" | "output";

/** A quantity in the graph. */
export interface GraphNode {
  readonly key: string;
  readonly kind: NodeKind;
  readonly name: Html;
  /** In the quantities that it uses; null for an input. */
  readonly formula: Html | null;
  /** As a screen reader says it: `u = x₁/x₂`. */
  readonly plain: string;
  /** The name as the problem spells it. */
  readonly spelled: string;
  readonly shape: readonly (string | number)[];
  readonly value: Figure | null;
  readonly adjoint: Figure | null;
  /** Where it is defined or first used. */
  readonly span: Span | null;
  /** Where its name stands. */
  readonly places: readonly Span[];
}

/** `to` uses `from`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly local: Html | null;
  readonly adjoint: Figure | null;
}

/** One line of a step: `= …`, and the rule that leads to it. */
export interface StepLine {
  readonly rule: Html;
  /** What stands before it; nothing before the side from which a derivation starts. */
  readonly sign: "=" | "≈" | "";
  readonly formula: Html;
}

/** A step of the forward or the backward pass: what a person writes next. */
export interface Step {
  readonly phase: "forward" | "backward";
  /** The quantity that it is about. */
  readonly key: string;
  /** Quantities whose values or adjoints it uses. */
  readonly uses: readonly string[];
  readonly target: Html;
  readonly lines: readonly StepLine[];
  /** Of what several others use: what comes back along each path, and their sum. */
  readonly paths: readonly StepLine[];
  readonly remark: Html | null;
  /** Whether vectors or matrices take part in it: its entries can be traced. */
  readonly hasEntries: boolean;
  /** The question that its unfolding answers; null where nothing unfolds. */
  readonly unfolding: string | null;
}

/** A step by its place in the problem. */
export interface StepPlace {
  readonly text: string;
  readonly part: number;
  readonly phase: Step["phase"];
  readonly key: string;
}

/** A vector or a matrix; a vector has one column, or one row where it stands as a row. */
export interface GridView {
  readonly name: Html;
  readonly plain: string;
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly cells: readonly Figure[];
}

/** The result of a step and what it is made of, as they stand in the formula. */
export interface GridsView {
  readonly result: GridView;
  readonly operands: readonly GridView[];
}

/** How an entry of a result was made. */
export interface EntryView {
  readonly target: Html;
  readonly lines: readonly StepLine[];
  /** For each operand the places in its grid, row by row. */
  readonly made: readonly (readonly number[])[];
  /** In a sentence: which rows and columns have made it. */
  readonly plain: string;
}

/** A step entry by entry. */
export interface UnfoldingView {
  /** What each quantity says entry by entry, its derivative, and last the chain rule. */
  readonly lines: readonly { readonly target: Html; readonly lines: readonly StepLine[] }[];
  /** Why sums have one term, and how an entry is read as matrix notation. */
  readonly words: readonly Html[];
}

/** A derivative that was asked for. */
export interface GradientView {
  readonly key: string;
  readonly target: Html;
  readonly closed: Html;
  readonly where: readonly { readonly name: Html; readonly formula: Html }[];
  readonly value: Amount | null;
  readonly chain: readonly StepLine[];
  /** The question that its unfolding answers; null where nothing unfolds. */
  readonly unfolding: string | null;
}

/** A number that the problem gives an input or an entry of one, or that it does not give yet. */
export interface GivenNumber {
  readonly id: string;
  /** The input. */
  readonly key: string;
  /** The entry, row by row. */
  readonly place: number;
  /** How many entries stand in a row of it. */
  readonly columns: number;
  readonly name: Html;
  readonly plain: string;
  /** As it is written; empty where there is no value yet. */
  readonly text: string;
  readonly span: Span | null;
  /** Where a value that there is not yet is to be written, and what goes before and behind it. */
  readonly gap: { readonly at: number; readonly before: string; readonly after: string } | null;
  /** Whether all entries are to be written at once: `[1; 2]`. */
  readonly isWhole: boolean;
  readonly value: number | null;
}

/** A place on a curve. */
export interface CurvePoint {
  readonly x: number;
  /** null where the output is not defined. */
  readonly y: number | null;
  /** What the gradient gives. */
  readonly slope: number | null;
  /** Left and right of a kink; null where there is none. */
  readonly sides: readonly [number, number] | null;
}

/** What is asked of a curve: the output along one number of the problem. */
export interface CurveAsk {
  readonly text: string;
  readonly part: number;
  readonly output: string;
  readonly key: string;
  readonly place: number;
  /** From where to where; null leaves it open. It is made longer where the number lies outside. */
  readonly stretch: readonly [number, number] | null;
  /** Where the number came from; null when it has not been changed. */
  readonly from: number | null;
}

/** The output along one number. */
export interface Curve {
  /** The names of the number and of the output. */
  readonly along: string;
  readonly output: string;
  readonly stretch: readonly [number, number];
  readonly range: readonly [number, number];
  /** Connected stretches: x, y, x, y, … */
  readonly runs: readonly (readonly number[])[];
  /** Where the output is not defined. */
  readonly gaps: readonly (readonly [number, number])[];
  /** Single places where it is not. */
  readonly holes: readonly (readonly [number, number])[];
  /** null where the number has no value yet. */
  readonly now: CurvePoint | null;
  readonly from: CurvePoint | null;
}

/** Why there is no curve, and of which quantities that is said. */
export interface NoCurve {
  readonly why: "missing" | "not one number" | "open";
  readonly names: readonly string[];
}

export type CurveView = Curve | NoCurve;

/** A part of the sheet as a graph. */
export interface PartView {
  readonly numbers: readonly GivenNumber[];
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What is written about a part. */
export interface WrittenPart {
  readonly steps: readonly Step[];
  readonly gradients: readonly GradientView[];
  readonly notes: readonly Html[];
}

export interface Remark {
  readonly span: Span | null;
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
}

/** Both passes through a problem: what can be drawn before the rest is worked. */
export interface SheetView {
  readonly parts: readonly PartView[];
  readonly diagnostics: readonly Remark[];
}

/** The rest of a problem, worked; for the same parts. */
export interface WrittenView {
  readonly parts: readonly WrittenPart[];
  readonly diagnostics: readonly Remark[];
}

/** A piece of a marked page; the steps in it, `step-0` and so on, are counted from `first`. */
export interface MarkedBlock {
  readonly html: Html;
  readonly first: number;
}

/** What is to be written at a place instead of what was there. */
export interface RepairView {
  readonly step: number;
  readonly span: Span;
  readonly was: string;
  readonly text: string;
}

/** A document, marked. */
export interface MarkedView {
  /** The page of the document with its marks. */
  readonly blocks: readonly MarkedBlock[];
  /** Where each of its statements stands in the text. */
  readonly steps: readonly Span[];
  readonly repairs: readonly RepairView[];
  /** How much was read and decided, in one sentence. */
  readonly summary: string;
  readonly diagnostics: readonly Remark[];
}

/** Is told how much of a long answer is done. */
export type Progress = (done: number, total: number) => void;

/** The formats in which a problem can be taken away. */
export type ExportFormat =
  | "tex"
  | "md"
  | "tikz"
  | "html"
  | "print"
  | "svg"
  | "json"
  | "pytorch"
  | "text";

/** A word of the notation, what it means, and what is written for it: `#{}` is to be filled in. */
export interface Word {
  readonly label: string;
  readonly detail: string;
  readonly template: string;
}

/** The words that can be completed. */
export interface Words {
  /** What a line begins with. */
  readonly openings: readonly Word[];
  readonly plain: readonly Word[];
  readonly latex: readonly Word[];
}

/** What the page asks of the worker, by the kind of its answer. */
export interface Requests {
  readonly work: {
    readonly ask: { readonly text: string; readonly style: NumberStyle };
    readonly answer: SheetView;
  };
  /** Works problems for nothing, so that the first keystroke finds the engine warm. */
  readonly warm: { readonly ask: { readonly texts: readonly string[] }; readonly answer: null };
  /** Given up when another problem is asked for meanwhile. */
  readonly written: { readonly ask: { readonly text: string }; readonly answer: WrittenView };
  readonly curve: { readonly ask: CurveAsk; readonly answer: CurveView };
  readonly words: { readonly ask: Readonly<Record<string, never>>; readonly answer: Words };
  /** null where nothing can be traced. */
  readonly grids: { readonly ask: StepPlace; readonly answer: GridsView | null };
  readonly entry: {
    readonly ask: StepPlace & { readonly place: number };
    readonly answer: EntryView | null;
  };
  readonly unfolding: { readonly ask: StepPlace; readonly answer: UnfoldingView | null };
  readonly check: {
    readonly ask: { readonly text: string; readonly name: string };
    readonly answer: MarkedView;
  };
  readonly export: {
    readonly ask: { readonly text: string; readonly format: ExportFormat };
    readonly answer: string;
  };
}

export type RequestKind = keyof Requests;

export interface Request<K extends RequestKind = RequestKind> {
  readonly id: number;
  readonly kind: K;
  readonly ask: Requests[K]["ask"];
}

export type Reply =
  | { readonly id: number; readonly done: number; readonly total: number }
  | { readonly id: number; readonly answer: unknown }
  /** No answer, since a newer question was asked. */
  | { readonly id: number; readonly dropped: true }
  | { readonly id: number; readonly failure: string };
