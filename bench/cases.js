/**
 * @file The problems that are given to everybody, in plain text that all peers read.
 */

/** One letter each, and none that some peer takes for a constant, a unit or a function. */
const letters = [..."abckmpqruvwyz"];

/** The names of the k-th fresh triple; 1,716 of them differ, so that no cache can help. */
export function triple(k) {
  const rest = [...letters];
  const take = (i) => rest.splice(i % rest.length, 1)[0];
  return [take(k), take(Math.floor(k / 13)), take(Math.floor(k / 156))];
}

/** y = cos((x1/x2)^x3) in three given names. */
export const closedText = ([a, b, c]) => `cos((${a}/${b})^${c})`;

/** The depths of f_n = sin(f_{n−1})·f_{n−1}: what peers are asked, and what only pengrad is. */
export const depths = [1, 2, 4, 6, 8, 10, 12, 14, 16, 18];
export const greatDepths = [100, 500, 1_000, 2_000];

/** The lengths of the product v_1·…·v_n. */
export const lengths = [10, 100, 1_000, 10_000, 100_000];

export const productNames = (n) => Array.from({ length: n }, (_, i) => `v_${i + 1}`);
