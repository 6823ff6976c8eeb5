/** @file Where things stand in a picture: nothing overlaps, everything is there, order holds. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFormulas } from "../../src/render/formula/index.ts";
import { setContents } from "../../src/render/picture/content.ts";
import { layerWithDagre } from "../../src/render/picture/dagre-layering.ts";
import { graphOf } from "../../src/render/picture/graph.ts";
import { type Layering, settle, type Task } from "../../src/render/picture/layering.ts";
import type { Picture } from "../../src/render/picture/picture.ts";
import { layerPlainly } from "../../src/render/picture/plain-layering.ts";
import { type Box, type Plan, planOf, tooBig } from "../../src/render/picture/plan.ts";
import { inNamedOrder, mirrored } from "../../src/render/picture/reading-order.ts";
import { compact, ROOMY_NODES, roomy } from "../../src/render/picture/theme.ts";
import { processorTime } from "../processor.ts";
import * as example from "./picture-examples.ts";

const words = { value: "value", adjoint: "adjoint", local: "local" };

async function planned(
  picture: Picture,
  direction: "LR" | "TB" = "LR",
  maxWidth = 1800,
): Promise<Plan> {
  const formulas = await openFormulas();
  const measures = picture.nodes.length > ROOMY_NODES ? compact : roomy;
  const graph = graphOf(picture);
  const setting = { formulas, measures, words, showLocal: true, legend: true };
  const contents = await setContents(picture, graph, { ...setting, plainText: (t) => t });
  return planOf(graph, contents, measures, { direction, maxWidth });
}

const overlap = (a: Box, b: Box) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.5 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5;

const holds = (box: Box, x: number, y: number) =>
  x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5;

/** Every pair of boxes that overlap, and every box that an edge runs through. */
function collisions(plan: Plan): string[] {
  const boxes = [
    ...plan.nodes.map((box, i) => ({ name: `node ${i}`, box })),
    ...plan.links.flatMap((link, i) =>
      link.lines.map(({ box, line }) => ({ name: `${line.cue} of ${i}`, box })),
    ),
  ];
  const found: string[] = [];
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1))
      if (overlap(a.box, b.box)) found.push(`${a.name}, ${b.name}`);
  });
  plan.links.forEach(({ trace }, k) => {
    for (let i = 1; i < trace.length; i++) {
      const [from, to] = [trace[i - 1]!, trace[i]!];
      for (let t = 0; t <= 1; t += 0.1) {
        const [x, y] = [from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)];
        for (const { name, box } of boxes) if (holds(box, x, y)) found.push(`edge ${k}, ${name}`);
      }
    }
  });
  return found;
}

const pictures: [string, Picture][] = [
  ["the worked example", example.cosine],
  ["a network with matrices", example.network],
  ["forks and a doubled edge", example.forked],
  ["one node", example.single],
  ["two graphs apart", example.apart],
  ["bulky values", example.bulky],
  ["a perceptron", example.perceptron([3, 4, 2, 1])],
  ["12 nodes", example.generated(12, 8, 5)],
  ["35 nodes", example.generated(35, 15, 11)],
  ["80 nodes", example.generated(80, 10, 3)],
  ["300 nodes, laid out plainly", example.generated(300, 12, 4)],
  ["a chain in bands", example.chain(90)],
];

describe("a plan", () => {
  it.each(pictures)("has no collisions: %s", async (_, picture) => {
    for (const direction of ["LR", "TB"] as const) {
      expect(collisions(await planned(picture, direction))).toEqual([]);
    }
  });

  it.each(pictures)("holds everything inside its bounds: %s", async (_, picture) => {
    const plan = await planned(picture);
    expect(plan.nodes).toHaveLength(picture.nodes.length);
    const labels = plan.links.flatMap((link) => link.lines.map((line) => line.box));
    for (const { x, y, width, height } of [...plan.nodes, ...labels]) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.01);
      expect(x + width).toBeLessThanOrEqual(plan.width + 0.01);
      expect(y + height).toBeLessThanOrEqual(plan.height + 0.01);
    }
  });

  it.each(pictures)("lets every edge touch its two nodes: %s", async (_, picture) => {
    const plan = await planned(picture);
    const graph = graphOf(picture);
    plan.links.forEach(({ trace, tip }, i) => {
      const { from, to } = graph.links[i]!;
      const source = plan.nodes[from]!;
      expect(trace[0]!.x).toBeCloseTo(source.x + source.width, 6);
      expect(trace[0]!.y).toBeCloseTo(source.y + source.height / 2, 6);
      const target = plan.nodes[to];
      if (target) expect(tip.x).toBeCloseTo(target.x, 6);
      if (target)
        expect(Math.abs(tip.y - target.y - target.height / 2)).toBeLessThan(target.height / 2);
    });
  });

  it("puts the value above its edge and the adjoint below", async () => {
    const plan = await planned(example.cosine);
    for (const { lines, trace } of plan.links) {
      const [value, adjoint] = lines;
      const middle = value!.box.x + value!.box.width / 2;
      const near = trace.filter((p) => Math.abs(p.x - middle) < 400).map((p) => p.y);
      expect(near.some((y) => y > value!.box.y + value!.box.height && y < adjoint!.box.y)).toBe(
        true,
      );
    }
  });

  it("reads in the order of the names", async () => {
    const { nodes } = await planned(example.cosine);
    expect(nodes[0]!.y).toBeLessThan(nodes[1]!.y);
    const flipped = {
      ...example.cosine,
      nodes: [1, 0, 2, 3, 4, 5].map((i) => example.cosine.nodes[i]!),
    };
    const other = await planned(flipped);
    expect(other.nodes[0]!.y).toBeLessThan(other.nodes[1]!.y);
  });

  it("lets interchangeable inputs change places, with their edges", () => {
    const link = (from: number, to: number) => ({ from, to, edge: from });
    const graph = { size: 4, links: [link(0, 3), link(1, 3), link(2, 3), link(2, 3)] };
    const stop = (across: number) => [{ column: 1, across, label: true }];
    const layering = {
      nodes: [50, 10, 30, 20].map((across, i) => ({ column: i === 3 ? 2 : 0, across })),
      links: [stop(51), stop(11), stop(31), stop(32)],
    };
    const ordered = inNamedOrder({ ...graph, stubFrom: -1, order: [], dropped: 0 }, layering);
    // x₂ is read twice and stays; x₀ and x₁ change places.
    expect(ordered.nodes.map((spot) => spot.across)).toEqual([10, 50, 30, 20]);
    expect(ordered.links.map((stops) => stops[0]!.across)).toEqual([11, 51, 31, 32]);
    expect(mirrored(layering).nodes[0]!.across).toBe(-50);
    expect(mirrored(ordered)).toBe(ordered);
  });

  it("breaks a long chain into bands of the width asked for, and not when told not to", async () => {
    const [narrow, wide] = [
      await planned(example.chain(90), "LR", 900),
      await planned(example.chain(90), "LR", Infinity),
    ];
    expect(narrow.width).toBeLessThanOrEqual(900);
    expect(narrow.height).toBeGreaterThan(10 * wide.height);
    expect(wide.width).toBeGreaterThan(5000);
  });

  it("marks the forks and only these", async () => {
    const { forks } = await planned(example.forked);
    expect(forks.map((fork) => fork !== null)).toEqual([true, true, false, false, false]);
  });
});

describe("what cannot be drawn", () => {
  const { nodes } = example.cosine;
  const broken = {
    ...example.cosine,
    edges: [
      ...example.cosine.edges,
      example.edge("y", "u"),
      example.edge("s", "s"),
      example.edge("s", "nowhere"),
    ],
  };

  it("leaves out edges that close a circle or lead nowhere", () => {
    const graph = graphOf(broken);
    expect(graph.dropped).toBe(3);
    expect(graph.links).toHaveLength(6);
    expect(graph.order).toHaveLength(nodes.length + 1);
  });

  it("orders parents before children", () => {
    const graph = graphOf(example.generated(120, 30));
    const place = new Map(graph.order.map((node, i) => [node, i]));
    for (const { from, to } of graph.links) expect(place.get(from)!).toBeLessThan(place.get(to)!);
  });

  it("names the limit that is exceeded", () => {
    expect(tooBig(example.chain(5000))).toBeNull();
    expect(tooBig(example.chain(5001))).toMatch(/5000 nodes/);
    const far = example.chain(3000);
    const edges = [...far.edges, ...Array.from({ length: 30 }, () => example.edge("v0", "v2999"))];
    expect(tooBig({ ...far, edges })).toMatch(/too far/);
  });
});

describe("layerings", () => {
  const task = (picture: Picture): Task => {
    const graph = graphOf(picture);
    const nodes = Array.from({ length: graph.size }, (_, i) => ({
      along: 40,
      across: 20 + (i % 5) * 8,
    }));
    const labels = graph.links.map((_, i) => ({ along: 30, across: 10 + (i % 3) * 9 }));
    return { graph, nodes, labels, spacing: { node: 10, label: 5, line: 4 } };
  };
  const layouts: [string, (task: Task) => Layering][] = [
    ["dagre", layerWithDagre],
    ["plain", layerPlainly],
  ];

  it.each(layouts)(
    "%s: every link goes forward through every column, with one label",
    (_, layer) => {
      for (const picture of [example.forked, example.network, example.generated(60, 20)]) {
        const given = task(picture);
        const { nodes, links } = layer(given);
        given.graph.links.forEach(({ from, to }, i) => {
          const way = [nodes[from]!, ...links[i]!, nodes[to]!].map((spot) => spot.column);
          expect(way).toEqual(way.map((_, k) => way[0]! + k));
          expect(links[i]!.filter((stop) => stop.label)).toHaveLength(1);
        });
      }
    },
  );

  it.each(layouts)("%s: the same task gives the same layering", (_, layer) => {
    const picture = example.generated(50, 20);
    expect(layer(task(picture))).toEqual(layer(task(picture)));
  });

  it("a chain of 5000 neither overflows nor crawls", () => {
    const started = processorTime();
    const { nodes } = layerPlainly(task(example.chain(5000)));
    expect(new Set(nodes.map((spot) => spot.across)).size).toBe(1);
    expect(processorTime(started)).toBeLessThan(4000);
  });
});

describe("settle", () => {
  const column = fc.array(
    fc.tuple(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.nat(20),
      fc.integer({ min: 1, max: 5 }),
    ),
    { minLength: 1, maxLength: 12 },
  );
  const parts = (rows: [number, number, number][]) => ({
    targets: rows.map((row) => row[0]),
    gaps: rows.slice(1).map((row) => row[1]),
    weights: rows.map((row) => row[2]),
  });

  it("keeps the gaps, and moves nothing that already has them", () => {
    fc.assert(
      fc.property(column, (rows) => {
        const { targets, gaps, weights } = parts(rows);
        const settled = settle(targets, gaps, weights);
        gaps.forEach((gap, i) => {
          expect(settled[i + 1]! - settled[i]!).toBeGreaterThanOrEqual(gap - 1e-9);
        });
        settle(settled, gaps, weights).forEach((value, i) => {
          expect(value).toBeCloseTo(settled[i]!, 8);
        });
      }),
    );
  });

  it("is nearest: no step towards another allowed place is shorter", () => {
    const cost = (at: number[], to: number[], w: number[]) =>
      at.reduce((sum, x, i) => sum + w[i]! * (x - to[i]!) ** 2, 0);
    fc.assert(
      fc.property(column, column, (rows, others) => {
        const { targets, gaps, weights } = parts(rows);
        const settled = settle(targets, gaps, weights);
        // Any allowed place: others' targets, spread until the gaps hold. The cost is convex.
        const rival = targets.map((_, i) => others[i % others.length]![0]);
        for (let i = 1; i < rival.length; i++) {
          rival[i] = Math.max(rival[i]!, rival[i - 1]! + gaps[i - 1]!);
        }
        const towards = settled.map((x, i) => x + 0.01 * (rival[i]! - x));
        expect(cost(settled, targets, weights)).toBeLessThanOrEqual(
          cost(towards, targets, weights) + 1e-6,
        );
      }),
    );
  });
});
