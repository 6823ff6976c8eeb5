/** @file What is known of places is found again, of few and of many, in whatever order terms stand. */
import { expect, test } from "vitest";
import type { Place } from "../../src/kernel/loops.ts";
import { Places } from "../../src/kernel/places.ts";

const at = (buffer: number, offset: number, ...terms: [number, number][]): Place => {
  return { buffer, at: { terms, offset } };
};

/** Places that differ in one thing each. */
const others = [at(1, 0), at(0, 1), at(0, 0, [0, 1]), at(0, 0, [1, 1]), at(0, 0, [0, 2])];

test.each([0, 3, 20])("beside %i others", (count) => {
  const places = new Places<string>();
  places.set(at(0, 0), "first");
  for (const [k, other] of others.entries()) places.set(other, `${k}`);
  for (let k = 0; k < count; k++) places.set(at(2, k), "more");
  places.set(at(3, 0, [0, 1], [1, 2]), "two terms");
  expect(places.get(at(0, 0))).toBe("first");
  expect(others.map((other) => places.get(other))).toEqual(others.map((_, k) => `${k}`));
  expect(places.get(at(3, 0, [1, 2], [0, 1]))).toBe("two terms");
  expect(places.get(at(3, 0, [0, 2], [1, 1]))).toBe(undefined);
  places.set(at(0, 0), "again");
  expect(places.get(at(0, 0))).toBe("again");
});
