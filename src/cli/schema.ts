/**
 * @file The shapes of what `--format json` prints, as zod schemas and from them as JSON Schemas
 * (draft 2020-12). Each schema is held to the type of its report by the compiler, and to the
 * reports themselves by a test.
 */
import { z } from "zod";
import type { CheckReport, EqualReport } from "../check/index.ts";
import type { Numeric, WorkReport } from "../render/index.ts";
import { layouts } from "../work/index.ts";
import { runSchema, trainSchema } from "./run-schema.ts";

const latex = z.string().describe("LaTeX");

const numeric: z.ZodType<Numeric> = z
  .lazy(() => z.union([z.number(), z.null(), z.array(numeric)]))
  .describe("a double, or row by row nested lists of them; null where it has no finite decimal");

const value = z
  .object({
    exact: latex
      .nullable()
      .describe("LaTeX of the exact value; null where there is no closed form"),
    numeric,
  })
  .nullable();

const shape = z
  .array(z.union([z.int().nonnegative(), z.string()]))
  .describe("sizes; a symbol for a size that is open; [] for a scalar");

const node = z.object({
  name: z.string().describe("the key: normalised LaTeX, such as x_1"),
  latex: latex.describe("closed form in the inputs, or `formula` where that is long"),
  formula: latex.nullable().describe("in the nodes that it uses; null for an input"),
  shape,
  value,
  adjoint: value.describe("d(output)/d(node)"),
});

const edge = z.object({
  from: z.string(),
  to: z.string(),
  local: z
    .object({ latex, exact: latex.nullable(), numeric })
    .nullable()
    .describe("∂to/∂from; null where `to` is no scalar"),
  adjoint: value.describe("what flows back along this edge"),
});

const plainStep = z.object({ rule: z.string(), from: latex, to: latex });

const unfolding = z.object({
  steps: z.array(plainStep).describe("by entries: definitions, local derivatives, the chain rule"),
  because: z.array(z.string()).describe("prose, its formulas between dollar signs"),
  shapes: z.string().nullable().describe("such as [m, n] = [m] · [n]ᵀ"),
});

const layout = z.enum(layouts).describe("how derivatives are set down in the steps");

const arranged = z.object({
  latex: latex.describe("closed form as the layout has it"),
  shape: shape.describe("of the derivative in the layout; a row [n] has the shape [1, n]"),
  value,
});

const gradient = z.object({
  latex: latex.describe("closed form in the inputs"),
  shape,
  value,
  where: z
    .array(z.object({ name: z.string(), latex }))
    .optional()
    .describe("names that `latex` uses for parts of it"),
  arranged: arranged.optional().describe("in the layout asked for; absent for gradients"),
  unfolding: unfolding.optional().describe("the step entry by entry; absent for scalars"),
  byAdjoints: z
    .boolean()
    .optional()
    .describe("whether `latex` is in the adjoints, being too long in the inputs"),
});

const update = z.object({
  method: z.string(),
  step: z.int().positive(),
  settings: z.record(z.string(), value),
  parameters: z.array(
    z.object({
      name: z.string(),
      latex: latex.describe("the new value in the names of the old one and of the gradient"),
      value,
    }),
  ),
  loss: z
    .object({ before: value, after: value })
    .nullable()
    .describe("the output before and after; null where it has no value"),
});

const step = plainStep.extend({
  substeps: z.array(plainStep).optional().describe("the same step unfolded, entry by entry"),
});

const further = gradient.extend({
  of: z.array(z.string()).describe("what is differentiated; several scalars taken together"),
  by: z.array(z.array(z.string())).describe("by what, one list for each differentiation"),
  steps: z.array(step),
});

const hessian = further.extend({
  symmetric: z.boolean().describe("whether it is seen to be its own transpose"),
});

const directed = further.extend({
  kind: z.enum(["jvp", "vjp", "hvp"]).describe("(dz/dx) v, (dz/dx)^T w, or the Hessian times v"),
  direction: latex,
});

const part = z.object({
  name: z.string(),
  title: z.string(),
  output: z.string().nullable(),
  nodes: z.array(node),
  edges: z.array(edge),
  gradients: z.record(z.string(), gradient),
  updates: z.array(update).describe("one entry for each step of each `update` line"),
  jacobians: z.array(further).optional().describe("shape [output…, variable…]"),
  hessians: z.array(hessian).optional(),
  higher: z.array(further).optional().describe("other derivatives of second or higher order"),
  products: z.array(directed).optional().describe("products with a direction"),
  steps: z.array(step),
  notes: z.array(z.string()),
});

const diagnostic = z.object({
  code: z.string().regex(/^PG\d{4}$/),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
  endLine: z.int().positive().optional(),
  endColumn: z.int().positive().optional(),
});

/** What `pengrad work --format json` prints. */
export const workSchema = part.omit({ name: true, title: true }).extend({
  layout: layout.optional().describe("absent for gradients"),
  parts: z.array(part).optional().describe("all parts, when there is more than one"),
  diagnostics: z.array(diagnostic),
});

/** The same type with every list in it read-only, as the report's are. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

type Described = Frozen<z.output<typeof workSchema>>;
type Holds = [WorkReport, Described] extends [Described, WorkReport] ? true : false;

/** True; a schema that strays from the type of the report does not compile. */
export const schemaHolds: Holds = true;

const verdict = z.enum([
  "proved",
  "agrees",
  "rounded",
  "conditional",
  "refuted",
  "undecided",
  "unread",
]);

/** What `pengrad equal --format json` prints. */
export const equalSchema = z.object({
  verdict,
  reason: z.string().optional().describe("why nothing was decided, or how far the sides agree"),
  condition: latex.optional().describe("LaTeX of what must hold"),
  conditionProved: z.boolean().optional(),
  counterexample: z
    .object({
      at: z.record(z.string(), z.string()),
      left: z.string(),
      right: z.string(),
      functions: z.record(z.string(), latex).optional(),
    })
    .optional(),
  domainNote: z.string().optional().describe("where only one side has a value"),
  rules: z.array(z.string()).optional().describe("the rules of the proof"),
  points: z.int().optional(),
  digits: z.int().optional(),
});

type Equal = Frozen<z.output<typeof equalSchema>>;
type EqualHolds = [EqualReport, Equal] extends [Equal, EqualReport] ? true : false;

/** True; a schema that strays from the type of the report does not compile. */
export const equalSchemaHolds: EqualHolds = true;

const count = z.int().nonnegative();

const place = {
  line: z.int().positive(),
  column: z.int().positive().describe("in UTF-16 units, from 1"),
  endLine: z.int().positive(),
  endColumn: z.int().positive().describe("exclusive"),
};

const statement = z.object({
  kind: z.enum(["definition", "step", "condition", "update", "unread"]),
  ...place,
  left: latex,
  right: latex,
  verdict: verdict.optional().describe("of steps, and of what could not be read"),
  reason: z.string().optional().describe("why nothing was decided, or how far the sides agree"),
  condition: latex.optional().describe("LaTeX of what must hold"),
  follows: z
    .literal(true)
    .optional()
    .describe("true where it holds only from a line of the author's that is wrong"),
});

const repairKinds = [
  "sign",
  "missing-factor",
  "extra-factor",
  "missing-term",
  "extra-term",
  "exponent",
  "index",
  "transpose",
  "arithmetic",
  "function",
  "chain-rule",
  "rounding",
  "other",
] as const;

const repair = z.object({
  kind: z.enum(repairKinds),
  latex: latex.describe("the right side as it should stand"),
  message: z.string(),
  edit: z
    .object({ ...place, text: z.string().describe("as it has to stand in the file") })
    .optional()
    .describe("the characters to replace; absent when the side is replaced as a whole"),
});

const checkDiagnostic = z.object({
  code: z.string().regex(/^PG\d{4}$/),
  severity: z.enum(["error", "warning", "info"]),
  statement: count.describe("which of `statements` it is about, from 0"),
  ...place,
  message: z.string(),
  counterexample: z
    .object({ at: z.record(z.string(), z.string()), left: z.string(), right: z.string() })
    .optional(),
  premise: latex
    .optional()
    .describe("the equation from which it is said to follow, or which it is said to solve"),
  related: z
    .array(z.object({ ...place, message: z.string() }))
    .optional()
    .describe("the step's other side, where a value of each is told"),
  repair: repair.optional(),
});

const summary = z
  .object({
    definitions: count,
    steps: count.describe("what is claimed, unread relations included: the sum of the verdicts"),
    proved: count,
    agrees: count,
    rounded: count,
    conditional: count,
    refuted: count,
    undecided: count,
    unread: count,
  })
  .describe("how much was read and decided");

/** What `pengrad check --format json` prints. */
export const checkSchema = z.object({
  version: z.literal(1),
  files: z.array(
    z.object({
      path: z.string(),
      statements: z.array(statement),
      diagnostics: z.array(checkDiagnostic),
      suppressed: z
        .array(checkDiagnostic.extend({ justification: z.string() }))
        .describe("what a remark in the text keeps back, and its reason"),
      inferred: z
        .array(z.object({ name: z.string(), latex }))
        .describe("values that only the steps imply"),
      summary,
    }),
  ),
  summary,
});

type Check = Frozen<z.output<typeof checkSchema>>;
type CheckHolds = [CheckReport, Check] extends [Check, CheckReport] ? true : false;

/** True; a schema that strays from the type of the report does not compile. */
export const checkSchemaHolds: CheckHolds = true;

/** The JSON Schemas by command. */
export function schemas(): Record<string, unknown> {
  return {
    work: z.toJSONSchema(workSchema, { reused: "ref" }),
    equal: z.toJSONSchema(equalSchema, { reused: "ref" }),
    check: z.toJSONSchema(checkSchema, { reused: "ref" }),
    run: z.toJSONSchema(runSchema, { reused: "ref" }),
    train: z.toJSONSchema(trainSchema, { reused: "ref" }),
  };
}
