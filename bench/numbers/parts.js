/** @file The arrays of a task, which lie one after the other in its numbers, and its results. */

/** A view for each of these lengths. */
export function parts(numbers, ...lengths) {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return numbers.subarray(at - length, at);
  });
}

/** The parameters and the data of a mixture: x, α, μ, q, l. */
export const mixtureParts = ([n, d, K], numbers) =>
  parts(numbers, n * d, K, K * d, K * d, K * d * d);

/** W₁, b₁, W₂, b₂, x, t of the network 784-128-10. */
export const digitParts = ([n], numbers) =>
  parts(numbers, 128 * 784, 128, 10 * 128, 10, n * 784, n * 10);

/** W, b, v, c, x, t of the network 2-2-1 at four points. */
export const smallParts = (_sizes, numbers) => parts(numbers, 4, 2, 2, 1, 8, 4);

/** The learning rate of all training steps. */
export const rate = 0.01;

/** The mean of absolute values, by which the arrays of results are held to each other. */
export function meanSize(values) {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  return sum / values.length;
}
