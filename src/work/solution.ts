/**
 * @file The worked solution as data: what was computed, and every line a person would write.
 * Renderers print it; nothing in it is text except names of rules and notes.
 */
import type { Node, Shape, Tensor } from "../expression/index.ts";
import type { Syntax } from "../notation/index.ts";
import type { Ball, Exact } from "../number/index.ts";
import type { Diagnostic } from "../source/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";
import type { ChainSetting } from "./chain.ts";

/** A value: exactly, where it has a closed form, and as enclosures of its decimals. */
export interface Value {
  readonly exact: Tensor<Exact> | null;
  readonly ball: Tensor<Ball>;
}

/** An expression with its value at the given point, if there is one. */
export interface Worked {
  readonly node: Node;
  readonly syntax: Syntax;
  readonly value: Value | null;
}

/** One derivative inside a link, with its rule: du/dx_1 = 1/x_2 by the quotient rule. */
export interface Substep {
  readonly rule: string;
  readonly from: Syntax;
  readonly to: Syntax;
}

/** One `= …` of a written chain, and the rule that leads to it. */
export interface Link {
  readonly substeps?: readonly Substep[];
  readonly rule: string;
  readonly sign: "=" | "\\approx";
  readonly syntax: Syntax;
}

/** `target = … = …`: a line of the solution. */
export interface Derivation {
  readonly target: Syntax;
  readonly links: readonly Link[];
  /** What a teacher would add: "u is used twice, so two paths are summed". */
  readonly remark: string | null;
}

/** A quantity with what the two passes found for it. */
export interface WorkedNode {
  readonly quantity: Quantity;
  readonly value: Value | null;
  /** name = formula = formula with numbers = value; for an input name = value. */
  readonly forward: Derivation;
  /** dy/d(quantity) in the names and the adjoints of the quantities that use it. */
  readonly adjoint: Worked | null;
  /** d(output)/d(quantity) = … , the line of the backward pass; null where it is trivial. */
  readonly backward: Derivation | null;
}

/** An edge of the graph: `to` uses `from`. */
export interface WorkedEdge {
  readonly from: Quantity;
  readonly to: Quantity;
  /** ∂to/∂from, where `to` is a scalar; has the shape of `from`. */
  readonly local: Worked | null;
  /** What flows back along this edge: adjoint of `to` times the local derivative. */
  readonly adjoint: Value | null;
}

/** A quantity with what the two passes found for it, before a line is written. */
export interface PassedNode {
  readonly quantity: Quantity;
  readonly value: Value | null;
  /** The value of d(output)/d(quantity). */
  readonly adjoint: Value | null;
}

/** Both passes through one part of a sheet. */
export interface Passed {
  readonly name: string;
  readonly title: string;
  readonly output: Quantity | null;
  readonly nodes: readonly PassedNode[];
  readonly edges: readonly WorkedEdge[];
}

/** The gradient with respect to one asked quantity, or to one entry of it. */
export interface Gradient {
  /** `x_1`, or `W_{2,2}` for an entry. */
  readonly key: string;
  readonly name: Syntax;
  readonly quantity: Quantity;
  /** In the inputs alone. */
  readonly closed: Node;
  readonly closedMain: Syntax;
  readonly where: readonly { readonly name: string; readonly syntax: Syntax }[];
  /** Whether `closedMain` is written in the adjoints, as all closed forms would be too long. */
  readonly byAdjoints?: boolean;
  readonly value: Value | null;
  /** What is said before the chain: the differentials, where those are asked for. */
  readonly lines?: readonly Derivation[];
  /** The chain rule as written by hand. */
  readonly chain: Derivation;
  /** The same step in index notation; null for scalars and for single entries. */
  readonly indexForm: IndexForm | null;
}

/** A matrix step unfolded into its index form: why each transpose stands where it stands. */
export interface IndexForm {
  /** For each quantity that uses the variable. */
  readonly locals: readonly LocalForm[];
  /** dL/dW_{ij} = Σ_k dL/dz_k · dz_k/dW_{ij} = … = x_i dL/dz_j = (x (dL/dz)ᵀ)_{ij}. */
  readonly line: Derivation;
  /** The δ_{kj} by which a sum over k keeps the one term k = j. */
  readonly collapses: readonly Collapse[];
  /** How each term of the entry is folded back into matrix notation. */
  readonly folds: readonly Fold[];
}

/** z_k = Σ_l W_{lk} x_l + b_k, and from it dz_k/dW_{ij} = Σ_l δ_{li} δ_{kj} x_l = x_i δ_{kj}. */
export interface LocalForm {
  readonly user: Quantity;
  readonly definition: Derivation | null;
  /** null where `line` itself is this derivative: the output uses the variable, and no other. */
  readonly derivative: Derivation | null;
}

/** δ_{kj}, in the letter k of a sum and the letter j of the entry. */
export interface Collapse {
  readonly delta: Syntax;
  readonly running: Syntax;
  readonly kept: Syntax;
}

/** How the indices of a product are read as matrix notation. */
export interface Fold {
  /**
   * `path`: neighbouring factors meet at a summed index, Σ_k A_{ik} B_{kj};
   * `outer`: the row index and the column index belong to different factors, x_i y_j;
   * `entrywise`: every factor carries every index, x_i y_i;
   * `total`: one tensor, summed over some of its indices.
   */
  readonly kind: "path" | "outer" | "entrywise" | "total";
  readonly indices: readonly Syntax[];
  /** The factors in the order in which they stand. */
  readonly factors: readonly FoldFactor[];
  /** How many of them bring the row index of an outer product; 0 for other kinds. */
  readonly split: number;
  /** How many products of these factors, in any order and turned or not, have the shape. */
  readonly fits: number | null;
  /** The shape of the whole. */
  readonly shape: Shape;
}

/** A factor of a fold. */
export interface FoldFactor {
  /** W, whole. */
  readonly whole: Syntax;
  /** W_{ki}. */
  readonly entry: Syntax;
  readonly shape: Shape;
  /** Whether it stands transposed, W^T; a vector: as a row. */
  readonly isTurned: boolean;
}

/** A setting of a method of descent: η = 0.5. */
export interface UpdateSettingShown {
  readonly name: Syntax;
  readonly syntax: Syntax;
  readonly value: Value;
  /** Whether it is the method's usual value, which nobody wrote. */
  readonly isUsual: boolean;
}

/** A parameter's new value, and the lines that lead to it; null where there are no numbers. */
export interface UpdatedParameter {
  readonly quantity: Quantity;
  readonly lines: readonly Derivation[];
  readonly value: Value | null;
}

/** How the loss has changed; open where no enclosure tells. */
export type LossChange = "down" | "up" | "same" | "open";

/** A quantity worked once more, with its new value. */
export interface WorkedAgain {
  readonly quantity: Quantity;
  readonly line: Derivation;
  readonly value: Value;
}

/** One step of descent. */
export interface WorkedStep {
  readonly parameters: readonly UpdatedParameter[];
  /** The forward pass with the new values. */
  readonly forward: readonly WorkedAgain[];
  readonly loss: {
    readonly name: Syntax;
    readonly before: Value;
    readonly after: Value;
    readonly change: LossChange;
  } | null;
}

/** What an `update` line gave. */
export interface WorkedUpdate {
  /** `gradient descent`. */
  readonly method: string;
  /** Where the method was first described: `Polyak 1964`. */
  readonly reference: string;
  readonly settings: readonly UpdateSettingShown[];
  readonly steps: readonly WorkedStep[];
}

/** What a derivative beyond the gradient of a scalar is. */
export type FurtherKind = "jacobian" | "hessian" | "higher" | "jvp" | "vjp" | "hvp";

/**
 * A derivative beyond the gradient of a scalar: a Jacobian, a Hessian, a derivative of higher
 * order, or the product of one with a direction.
 */
export interface Further {
  readonly kind: FurtherKind;
  /** Keys of what is differentiated; several where scalars are taken together. */
  readonly of: readonly string[];
  /** Keys of the variables, one list for each differentiation. */
  readonly by: readonly (readonly string[])[];
  /** The direction of a product. */
  readonly direction: Syntax | null;
  /** What is named on the way, and the derivatives of the quantities between. */
  readonly lines: readonly Derivation[];
  /** The derivative itself, from its sign to its value. */
  readonly chain: Derivation;
  /** In the inputs alone; the axes of the output first. */
  readonly closed: Node;
  readonly closedMain: Syntax;
  readonly where: readonly { readonly name: string; readonly syntax: Syntax }[];
  readonly value: Value | null;
  /** Of a square one by one variable: whether it is seen to be its own transpose. */
  readonly symmetric: boolean;
  /** What a teacher would add. */
  readonly remarks: readonly string[];
}

/** One part of a sheet, worked. */
export interface WorkedPart {
  readonly name: string;
  readonly title: string;
  readonly output: Quantity | null;
  readonly nodes: readonly WorkedNode[];
  readonly edges: readonly WorkedEdge[];
  readonly gradients: readonly Gradient[];
  readonly further: readonly Further[];
  readonly updates: readonly WorkedUpdate[];
  readonly notes: readonly string[];
  /** What the lines of the backward pass are written with; null without one. */
  readonly setting: ChainSetting | null;
}

/** A whole problem, worked. */
export interface Solution {
  readonly sheet: Worksheet;
  readonly parts: readonly WorkedPart[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A problem of which both passes are done. */
export interface Begun {
  readonly sheet: Worksheet;
  readonly parts: readonly Passed[];
  /** What is known to be wrong by now. */
  readonly diagnostics: readonly Diagnostic[];
  /** Works the rest, with a pause before each derivative; to be run through once. */
  readonly rest: () => Generator<void, Solution>;
}
