/** @file The picture of a run: its axes, its names, and that odd histories do no harm. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderLossPlot } from "../../src/render/index.ts";
import { linearAxis, logarithmicAxis, placeOn, tickText } from "../../src/render/plot/scale.ts";

test.each([
  [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, 7.3, 4, [0, 2, 4, 6, 8]],
  [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
  [3, 3, 3, [3, 4]],
])("ticks from %d to %d", (least, most, wanted, ticks) => {
  expect(linearAxis(least, most, wanted).ticks).toEqual(ticks);
});

test("ticks of decades", () => {
  expect(logarithmicAxis(0.012, 3).ticks).toEqual([0.01, 0.03, 0.1, 0.3, 1, 3]);
  expect(placeOn(logarithmicAxis(0.01, 1), 0.1)).toBeCloseTo(0.5);
});

test.each([
  [0.25, "0.25"],
  [0.00001, "10⁻⁵"],
  [3e-7, "3·10⁻⁷"],
  [12000, "12000"],
  [0, "0"],
])("%d is printed %s", (value, wanted) => {
  expect(tickText(value)).toBe(wanted);
});

const epoch = fc.record({
  loss: fc.double({ noNaN: false }),
  validation: fc.option(fc.double()),
  accuracy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});

test("whatever the losses are, the picture has numbers only", () => {
  fc.assert(
    fc.property(fc.array(epoch, { maxLength: 20 }), (list) => {
      const svg = renderLossPlot(
        list.map((one, k) => ({ ...one, epoch: k + 1 })),
        { title: "a < b", name: "L", best: 1 },
      );
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg).toContain("a &lt; b");
    }),
  );
});

test("lines bear their names and last values", () => {
  const epochs = [
    { epoch: 1, loss: 2, validation: 2.5, accuracy: 0.5 },
    { epoch: 2, loss: 1, validation: 1.25, accuracy: 0.9 },
  ];
  const svg = renderLossPlot(epochs, { title: "A run", name: "L" });
  for (const text of ["training 1<", "validation 1.25<", "accuracy 90 %<"]) {
    expect(svg).toContain(text);
  }
});
