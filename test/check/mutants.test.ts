/**
 * What `work` writes passes, and one mistake in it is found: the bench of `npm run bench:check` on
 * a few solutions, with its figures held.
 */
import { expect, test } from "vitest";
import { mistakes, worked } from "./mutants.ts";
import { outcomes, tally } from "./mutation.ts";
import { writtenSolutions } from "./solutions.ts";

const few =
  /^(?:composed|network-2-2-1|scalar: (?:a quot|four|a damped)|neurons: (?:one|a neuron))/;
const solutions = writtenSolutions()
  .filter(({ title }) => few.test(title))
  .map(({ title, path, text }) => worked(title, path, text));

test("nothing is said of solutions without a mistake", () => {
  const said = solutions.flatMap(({ title, checked }) =>
    checked.judged.flatMap(({ statement, finding }) => {
      const isOpen = ["refuted", "undecided", "unread"].includes(finding?.verdict ?? "");
      const { from, to } = statement.span;
      return isOpen ? [[title, finding?.verdict, checked.reading.text.text.slice(from, to)]] : [];
    }),
  );
  expect(said).toEqual([]);
});

test("one mistake is found on its own side, alone, and repaired", () => {
  const all = outcomes(solutions, 2 * mistakes.length, 1);
  const { count, found, alone, repaired, accepted } = tally(all);
  expect(count).toBeGreaterThan(20);
  expect(found).toBeGreaterThanOrEqual(0.9);
  expect(alone).toBeGreaterThanOrEqual(0.9);
  expect(repaired).toBeGreaterThanOrEqual(0.8);
  expect(accepted).toBe(0);
});
