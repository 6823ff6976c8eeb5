/**
 * @file The generator against its authors' numbers and an independent form of it on bigint; draws
 * by their moments; first values by their rules.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initialValues, readInitial } from "../../src/train/index.ts";
import { generator, shuffled, streamOf } from "../../src/train/random/xoshiro.ts";

const word = (halves: Uint32Array) => (BigInt(halves[0]!) << 32n) | BigInt(halves[1]!);

/** xoshiro256** as its authors write it. */
function reference(state: bigint[]): () => bigint {
  const u64 = (x: bigint) => BigInt.asUintN(64, x);
  const rotl = (x: bigint, k: bigint) => u64((x << k) | (x >> (64n - k)));
  const s = [...state] as [bigint, bigint, bigint, bigint];
  return () => {
    const result = u64(rotl(u64(s[1] * 5n), 7n) * 9n);
    const t = u64(s[1] << 17n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45n);
    return result;
  };
}

describe("xoshiro256**", () => {
  test("the first numbers from the state 1, 2, 3, 4", () => {
    const next = generator([1n, 2n, 3n, 4n]);
    const wanted = [
      11520n,
      0n,
      1509978240n,
      1215971899390074240n,
      1216172134540287360n,
      607988272756665600n,
      16172922978634559625n,
      8476171486693032832n,
      10595114339597558777n,
      2904607092377533576n,
    ];
    expect(wanted.map(() => word(next()))).toEqual(wanted);
  });

  test("the same as on bigint from any state", () => {
    const words = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(fc.tuple(words, words, words, words), (state) => {
        const next = generator(state);
        const wanted = reference(state);
        for (let k = 0; k < 20; k++) expect(word(next())).toBe(wanted());
      }),
    );
  });

  test("streams of other labels and seeds are others", () => {
    const first = (seed: number, label: string) => streamOf(seed, label).uniform();
    expect(first(1, "a")).toBe(first(1, "a"));
    expect(new Set([first(1, "a"), first(1, "b"), first(2, "a"), first(-1, "a")]).size).toBe(4);
  });

  test("means and variances", () => {
    const stream = streamOf(5, "moments");
    const count = 40_000;
    const moments = (draw: () => number) => {
      const drawn = Array.from({ length: count }, draw);
      const mean = drawn.reduce((a, b) => a + b) / count;
      return [mean, drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count] as const;
    };
    const [mean, variance] = moments(stream.uniform);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.005);
    const [centre, spread] = moments(stream.normal);
    expect(Math.abs(centre)).toBeLessThan(0.02);
    expect(Math.abs(spread - 1)).toBeLessThan(0.03);
    const counts = new Array(6).fill(0);
    for (let k = 0; k < count; k++) counts[stream.below(6)]++;
    for (const found of counts) expect(Math.abs(found / count - 1 / 6)).toBeLessThan(0.01);
  });

  test("a shuffle is a permutation, and the first places are uniform", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer(), (n, seed) => {
        const order = shuffled(n, streamOf(seed, "shuffle"));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, k) => k));
      }),
    );
  });
});

describe("first values", () => {
  const std = (values: Float64Array) =>
    Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

  test.each([
    ["glorot", Math.sqrt(2 / 300)],
    ["xavier", Math.sqrt(2 / 300)],
    ["he", Math.sqrt(2 / 200)],
    ["lecun", Math.sqrt(1 / 200)],
    ["normal(0.5)", 0.5],
    ["uniform(0.3)", 0.3 / Math.sqrt(3)],
    ["ones", 1],
    ["zeros", 0],
  ])("%s of W [100, 200]", (text, wanted) => {
    const rules = readInitial(text);
    if (typeof rules === "string") throw new Error(rules);
    const found = std(initialValues({ name: "W", shape: [100, 200] }, 3, rules));
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.02 * wanted);
  });

  test("biases are 0 unless a rule names them", () => {
    const rules = readInitial("he, gamma = ones, b_* = constant(0.1)");
    if (typeof rules === "string") throw new Error(rules);
    const first = (name: string) => initialValues({ name, shape: [2] }, 1, rules)[0];
    expect(["c", "\\gamma", "b_1", "b_{12}"].map(first)).toEqual([0, 1, 0.1, 0.1]);
  });

  test("the same seed gives the same values, whatever else is drawn", () => {
    const draw = (seed: number, name: string) => initialValues({ name, shape: [3, 3] }, seed, []);
    expect(draw(1, "W")).toEqual(draw(1, "W"));
    expect(draw(1, "W")).not.toEqual(draw(2, "W"));
    expect(draw(1, "W")).not.toEqual(draw(1, "V"));
  });

  test.each([
    ["W = best", "there is no rule best"],
    ["W he", "is no rule such as"],
    ["normal(big)", "big is no number"],
  ])("%s", (text, wanted) => {
    expect(readInitial(text)).toContain(wanted);
  });
});
