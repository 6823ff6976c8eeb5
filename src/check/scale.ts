/**
 * @file σ that is a scale or a standard deviation, x \ge \sigma > 0, and no activation: before a
 * bracket it is a factor, x = \sigma(1 - y)^{-1/\alpha}. A text is taken so in which σ stands by
 * itself, is nowhere said to be a function, and which has no word of activations.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";
import { bareNames, withFactors } from "./names.ts";
import { hasPart } from "./parts.ts";

const activationWords =
  /sigmoid|logisti|relu|tanh|softmax|perceptron|activation|activación|ativação|aktivierung|attivazione|neur|激活|神经|시그모이드|활성/i;

const sigma = "\\sigma";

/** The reading with σ as a factor of the sums behind it, where it is a scale. */
export function withScale(reading: Reading, source: string): Reading {
  if (activationWords.test(source)) return reading;
  const sides = reading.chains.flatMap(({ parts }) => parts);
  const areCalled = sides.some((side) => hasPart(side, isCall));
  if (areCalled || !bareNames(sides).has(sigma)) return reading;
  const names = new Set([sigma]);
  return withSides(reading, (side) => withFactors(side, names));
}

/** σ', or σ(z) of a z that is no sum. */
function isCall(syntax: Syntax): boolean {
  if (syntax.kind === "prime") return nameKey(syntax.base) === sigma;
  if (syntax.kind !== "applied" || nameKey(syntax.head) !== sigma) return false;
  return syntax.arguments.length !== 1 || syntax.arguments[0]!.kind !== "sum";
}
