/**
 * @file The worked solution of the classic 2-2-2 network, as it is shipped in examples/, read as a
 * strict lecturer reads it: every value at the end of a line against a computation at 90 digits,
 * `=` only where the digits printed are all of the number, and no decimal anywhere on the page
 * that is not a value of the problem, correctly rounded.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type D,
  Dec,
  dot,
  entriesOf,
  type Given,
  type M,
  minus,
  one,
  turned,
  type V,
  zip,
} from "../problems/oracle.ts";
import { descent, forward, gradients, start, t, trajectory, x } from "./descent-oracle.ts";

const page = readFileSync(new URL("../../examples/network-2-2-2.md", import.meta.url), "utf8");

const before = forward(start);
const moved = trajectory(descent("0.5"), 1, ["W^{(1)}", "W^{(2)}"])[0]!;
const after = forward(moved);
const vector = (name: string): V => before[name] as V;

/** σ'(z) = a (1 − a). */
const slopes = (a: V): V => a.map((entry) => entry.times(one.minus(entry)));
const times = (a: V, b: V): V => zip(a, b, (u, v) => u.times(v));
const outer = (a: V, b: V): M => a.map((u) => b.map((v) => u.times(v)));
const applied = (m: M, v: V): V => m.map((row) => dot(row, v));

// the recursion of the deltas by hand; the gradients of the parameters are differences as well
const byA2 = minus(vector("a^{(2)}"), t);
const delta2 = times(byA2, slopes(vector("a^{(2)}")));
const byA1 = applied(turned(start["W^{(2)}"] as M), delta2);
const delta1 = times(byA1, slopes(vector("a^{(1)}")));

/** What each line is about, by the LaTeX of its left side. */
const values: Readonly<Record<string, Given>> = {
  ...start,
  ...before,
  x,
  t,
  "\\frac{dL}{dL}": one,
  "\\frac{dL}{da^{(2)}}": byA2,
  "\\frac{dL}{dz^{(2)}}": delta2,
  "\\frac{dL}{da^{(1)}}": byA1,
  "\\frac{dL}{dz^{(1)}}": delta1,
  "\\frac{dL}{dW^{(2)}}": outer(delta2, vector("a^{(1)}")),
  "\\frac{dL}{db^{(2)}}": delta2,
  "\\frac{dL}{dW^{(1)}}": outer(delta1, x),
  "\\frac{dL}{db^{(1)}}": delta1,
  "\\frac{dL}{dt}": minus(t, vector("a^{(2)}")),
  "\\frac{dL}{dx}": applied(turned(start["W^{(1)}"] as M), delta1),
  "\\frac{dL}{dW^{(2)}_{1,1}}": delta2[0]!.times(vector("a^{(1)}")[0]!),
  ...Object.fromEntries(
    ["W^{(1)}", "W^{(2)}"].map((name) => [`(${name})^{+}`, moved[name]!] as const),
  ),
  ...Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      return [name === "L" ? "L^{+}" : `(${name})^{+}`, value] as const;
    }),
  ),
};

/** A chain of the page: its parts, and the sign before each but the first. */
interface Shown {
  readonly parts: readonly string[];
  readonly signs: readonly string[];
}

const chains: readonly Shown[] = [...page.matchAll(/\$\$\n([\s\S]*?)\n\$\$/g)].map(([, body]) => {
  const line = body!
    .replace(/\\begin\{aligned\}|\\end\{aligned\}/g, "")
    .replace(/ \\\\\n&/g, " ")
    .replace(/&(?==|\\approx)/g, "")
    .trim();
  const pieces = line.split(/ (=|\\approx) /);
  return {
    parts: pieces.filter((_, k) => k % 2 === 0).map((part) => part.trim()),
    signs: pieces.filter((_, k) => k % 2 === 1),
  };
});

/** The numbers of a part that is a number or a matrix of numbers; undefined for a formula. */
function numbersOf(part: string): string[] | undefined {
  const inside = /^\\begin\{bmatrix\} (.*) \\end\{bmatrix\}$/.exec(part)?.[1] ?? part;
  const entries = inside.split(/ & | \\\\ /);
  return entries.every((entry) => /^-?\d+(\.\d+)?$/.test(entry)) ? entries : undefined;
}

/** Six significant digits, zeros at the end left out. */
const rounded = (value: D): string => {
  const six = value.toSignificantDigits(6, Dec.ROUND_HALF_EVEN);
  return six.toFixed();
};

const ended = chains.flatMap(({ parts, signs }) => {
  const numbers = parts.length > 1 ? numbersOf(parts.at(-1)!) : undefined;
  return numbers === undefined ? [] : [{ target: parts[0]!, sign: signs.at(-1)!, numbers }];
});

describe("the 2-2-2 network on its page", () => {
  test("the page has every line of a complete solution", () => {
    const found = new Set(ended.map(({ target }) => target));
    expect([...found].sort()).toEqual(Object.keys(values).sort());
  });

  test("the gradients by hand are those by differences", () => {
    for (const [name, wanted] of Object.entries(gradients(start))) {
      const byHand = entriesOf(values[`\\frac{dL}{d${name}}`]!);
      for (const [k, entry] of entriesOf(wanted).entries()) {
        expect(entry.minus(byHand[k]!).abs().lt("1e-60")).toBe(true);
      }
    }
  });

  test.each(ended)("$target $sign $numbers", ({ target, sign, numbers }) => {
    const entries = entriesOf(values[target]!);
    expect(numbers.length).toBe(entries.length);
    for (const [k, entry] of entries.entries()) {
      if (sign === "=") expect(numbers[k]).toBe(entry.toFixed());
      else expect(numbers[k]).toBe(rounded(entry));
    }
    if (sign !== "=")
      expect(entries.some((entry) => rounded(entry) !== entry.toFixed())).toBe(true);
  });

  test("after a rounded number nothing is said to be equal", () => {
    for (const { signs } of chains) {
      expect(
        signs.slice(signs.indexOf("\\approx")).includes("=") && signs.includes("\\approx"),
      ).toBe(false);
    }
  });

  test("every decimal on the page is a value of the problem", () => {
    const known = new Set(["0.5", "1", "2"]);
    const local = entriesOf(slopes(vector("a^{(2)}")));
    for (const entry of [...Object.values(values).flatMap(entriesOf), ...local]) {
      known.add(rounded(entry.abs()));
    }
    const printed = [...page.matchAll(/\d+\.\d+/g)].map(([text]) => text);
    expect(printed.length).toBeGreaterThan(100);
    expect(printed.filter((text) => !known.has(text))).toEqual([]);
  });

  test("the loss falls as it is said to", () => {
    const [from, to] = [before, after].map((at) => rounded(at["L"] as D));
    expect(page).toContain(`$L$ falls from $${from}$ to $${to}$.`);
    expect([from, to]).toEqual(["0.298371", "0.291028"]);
  });
});
