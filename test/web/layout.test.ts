/** @file Where the parts of a picture stand: laws on random graphs. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Link, layOut, type Point, type Sized } from "../../web/src/graph/layout.ts";

interface Graph {
  readonly nodes: readonly Sized[];
  readonly links: readonly Link[];
}

const extent = (least: number, most: number) => fc.integer({ min: least, max: most });

/** Graphs as problems have them: each node uses some of those before it. */
const graphs: fc.Arbitrary<Graph> = fc
  .array(
    fc.record({
      width: extent(30, 160),
      height: extent(28, 90),
      uses: fc.array(
        fc.record({ back: extent(1, 8), width: extent(0, 120), height: extent(0, 70) }),
        {
          maxLength: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: 16 },
  )
  .map((rows) => {
    const nodes = rows.map(({ width, height }, k) => ({ key: `q${k}`, width, height }));
    const links = rows.flatMap(({ uses }, k) => {
      const found = uses.flatMap(({ back, width, height }): Link[] => {
        return back > k ? [] : [{ from: `q${k - back}`, to: `q${k}`, width, height }];
      });
      return found.filter(({ from }, own) => found.findIndex((one) => one.from === from) === own);
    });
    return { nodes, links };
  });

interface Box extends Point {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

function boxesOf({ nodes, links }: Graph, layout: ReturnType<typeof layOut>): Box[] {
  return [
    ...nodes.map(({ key, width, height }) => ({
      name: key,
      width,
      height,
      ...layout.nodes.get(key)!,
    })),
    ...links.map(({ from, to, width, height }, k) => {
      return { name: `${from}→${to}`, width, height, ...layout.labels[k]! };
    }),
  ];
}

function overlap(a: Box, b: Box): boolean {
  const near = (x: number, y: number, room: number) => Math.abs(x - y) < room - 1e-6;
  return near(a.x, b.x, (a.width + b.width) / 2) && near(a.y, b.y, (a.height + b.height) / 2);
}

/** Without one node and what hangs on it. */
function without({ nodes, links }: Graph, gone: string): Graph {
  return {
    nodes: nodes.filter(({ key }) => key !== gone),
    links: links.filter(({ from, to }) => from !== gone && to !== gone),
  };
}

describe("a layout", () => {
  const runs = { numRuns: 300, seed: 5 };

  test("no box overlaps another, and all are inside", () => {
    const law = fc.property(graphs, fc.constantFrom(0, 900, 2000), (graph, width) => {
      const layout = layOut(graph.nodes, graph.links, undefined, width);
      const boxes = boxesOf(graph, layout);
      for (const [k, a] of boxes.entries()) {
        expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0);
        expect(a.x + a.width / 2).toBeLessThanOrEqual(layout.width);
        expect(a.y - a.height / 2).toBeGreaterThanOrEqual(0);
        expect(a.y + a.height / 2).toBeLessThanOrEqual(layout.height);
        for (const b of boxes.slice(k + 1)) {
          if (overlap(a, b)) throw new Error(`${a.name} lies over ${b.name}`);
        }
      }
    });
    fc.assert(law, runs);
  });

  test("an edge runs through its own label, and forward", () => {
    const law = fc.property(graphs, ({ nodes, links }) => {
      const layout = layOut(nodes, links);
      for (const [k, route] of layout.links.entries()) {
        const { x, y } = layout.labels[k]!;
        expect(route.some((point) => point.y === y && point.x <= x)).toBe(true);
        for (const [n, point] of route.slice(1).entries()) {
          expect(point.x).toBeGreaterThanOrEqual(route[n]!.x);
        }
      }
    });
    fc.assert(law, runs);
  });

  test("the same graph has the same layout, also after itself", () => {
    const law = fc.property(graphs, ({ nodes, links }) => {
      const once = layOut(nodes, links);
      expect(layOut(nodes, links)).toEqual(once);
      expect(layOut(nodes, links, once.cells)).toEqual(once);
    });
    fc.assert(law, runs);
  });

  test("a node added leaves the order of the others", () => {
    const law = fc.property(graphs, fc.nat(), (graph, pick) => {
      const added = graph.nodes[pick % graph.nodes.length]!.key;
      const small = without(graph, added);
      const before = layOut(small.nodes, small.links);
      const after = layOut(graph.nodes, graph.links, before.cells);
      for (const [k, a] of small.nodes.entries()) {
        for (const b of small.nodes.slice(k + 1)) {
          const [now, then] = [after.nodes, before.nodes].map((places) => {
            return { a: places.get(a.key)!, b: places.get(b.key)! };
          }) as [{ a: Point; b: Point }, { a: Point; b: Point }];
          if (now.a.x !== now.b.x || then.a.y === then.b.y) continue;
          expect(now.a.y < now.b.y).toBe(then.a.y < then.b.y);
        }
      }
    });
    fc.assert(law, runs);
  });

  test("a size that changes moves no node into another column or row", () => {
    const law = fc.property(graphs, fc.nat(), extent(30, 200), (graph, pick, width) => {
      const { nodes, links } = graph;
      const at = pick % nodes.length;
      const before = layOut(nodes, links);
      const grown = nodes.map((node, k) => (k === at ? { ...node, width } : node));
      const after = layOut(grown, links, before.cells);
      for (const { key } of nodes) expect(after.nodes.get(key)!.y).toBe(before.nodes.get(key)!.y);
    });
    fc.assert(law, runs);
  });
});
