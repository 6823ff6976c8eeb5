/**
 * @file A method of descent applied to the flat vector of parameters. Its lines (see
 * `worksheet/optimisers/`) are elaborated like any formula of a sheet, in scalars: the letters θ,
 * g and what is remembered stand for one place of the vector. What a line names is put into those
 * after it, so that each new value is one formula in what was there before the step.
 */
import { substitute } from "../../calculus/index.ts";
import { Arena, type Node } from "../../expression/index.ts";
import { elaborate, nameKey, type Syntax } from "../../notation/index.ts";
import { linesOf, pointOf } from "../../worksheet/index.ts";
import { type FlatProgram, flatProgram, type Letters } from "./flat.ts";
import type { OptimiserPlan } from "./plan.ts";

export interface UpdateRule {
  /** Letters of what is remembered from step to step, each a vector that begins at 0. */
  readonly remembered: readonly string[];
  /** Puts the place where the gradient is to be taken into `point`; null for at θ itself. */
  readonly lookAhead: ((state: StepState, point: Float64Array) => void) | null;
  /** Makes the step: new θ and new memory, in place. */
  readonly apply: (state: StepState, gradient: Float64Array) => void;
}

/** What a step starts from. */
export interface StepState {
  readonly parameters: Float64Array;
  readonly memory: readonly Float64Array[];
  /** The number of the step: 1, 2, … */
  readonly step: number;
  /** What the learning rate is multiplied by in this step. */
  readonly scale: number;
}

/** The rule of a plan. */
export function updateRule({ optimiser, settings }: OptimiserPlan): UpdateRule {
  const arena = new Arena();
  const meaning = (syntax: Syntax, known: ReadonlyMap<Node, Node>): Node => {
    const scope = {
      lookup: (key: string) => ({ kind: "quantity" as const, node: arena.variable(key) }),
    };
    const { value } = elaborate(syntax, scope, arena);
    if (value === undefined) throw new Error("a line of an optimiser has no meaning");
    return substitute(value.node, known, arena);
  };
  const whole = new Map<Node, Node>();
  for (const { left, right } of linesOf(optimiser)) {
    whole.set(arena.variable(nameKey(left)!), meaning(right, whole));
  }
  const { remembered } = optimiser;
  const kept = ["\\theta", ...remembered];
  const roots = kept.map((key) => whole.get(arena.variable(key))!);
  const spread = new Set([...kept, "g"]);
  const names = [...spread, ...settings.keys(), "t"].map((key) => arena.variable(key));
  const step = flatProgram(roots, names, spread, arena);
  const ahead = pointOf(optimiser);
  const look: FlatProgram | null =
    ahead === null ? null : flatProgram([meaning(ahead, new Map())], names, spread, arena);
  const letters = (state: StepState, gradient: Float64Array | null): Letters => {
    const known = new Map<string, number | Float64Array>(settings);
    known.set("\\eta", settings.get("\\eta")! * state.scale);
    known.set("t", state.step);
    known.set("\\theta", state.parameters);
    known.set("g", gradient ?? state.parameters);
    for (const [k, key] of remembered.entries()) known.set(key, state.memory[k]!);
    return known;
  };
  return {
    remembered,
    lookAhead: look && ((state, point) => look(letters(state, null), [point])),
    apply: (state, gradient) => {
      const results = [state.parameters, ...state.memory];
      step(letters(state, gradient), results);
    },
  };
}
