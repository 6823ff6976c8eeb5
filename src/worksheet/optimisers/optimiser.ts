/**
 * @file What a method of descent is: formulas. One file a method; each line is a formula in
 * pengrad's own notation, read and elaborated like any other, so that what is printed, what is
 * computed and what the file says are one thing.
 *
 * In the lines θ is the parameter, g the gradient dL/dθ, t the number of the step (1, 2, …); the
 * other letters are settings and what is remembered from step to step. `:=` makes a new value of
 * θ or of something remembered, which the lines after it mean; `=` names a value of this step.
 */

/** A number that a method is told: η = 0.5. */
export interface OptimiserSetting {
  /** As the lines have it: `\eta`, `\beta_1`. */
  readonly key: string;
  /** Other words for it, in small letters and without signs. */
  readonly words: readonly string[];
  /** What it is when nothing is said; null when it must be said. */
  readonly usual: string | null;
}

export interface Optimiser {
  readonly title: string;
  /** What an `update` line may call it, in small letters. */
  readonly words: readonly string[];
  /** Where it was first described. */
  readonly reference: string;
  readonly settings: readonly OptimiserSetting[];
  /** Letters of what is remembered of each parameter, 0 before the first step. */
  readonly remembered: readonly string[];
  /** Where the gradient is taken; null for at θ itself. */
  readonly ahead: string | null;
  readonly lines: readonly string[];
}

/** The learning rate, which every method has. */
export function rate(usual: string | null): OptimiserSetting {
  return { key: "\\eta", words: ["lr", "rate", "learningrate", "alpha", "stepsize"], usual };
}
