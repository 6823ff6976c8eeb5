/** @file The SVG of a picture: well-formed, self-contained, accessible, the same every time. */
import { describe, expect, it } from "vitest";
import { formulaToSvg } from "../../src/render/formula/index.ts";
import { drawPicture, type Picture, palettes } from "../../src/render/picture/index.ts";
import { processorTime } from "../processor.ts";
import * as example from "./picture-examples.ts";
import { faultOf } from "./well-formed.ts";

const hostile: Picture = {
  title: 'a "title" <script>alert(1)</script> & more',
  description: "]]> <!-- \u0000 \ud800",
  nodes: [
    example.node('"><svg onload="x', "input", null, "<2 & 3>", "</title>"),
    example.node("同", "output", "\\text{<b>&amp;</b>}", null, "\\href{javascript:x}{y}"),
  ],
  edges: [example.edge('"><svg onload="x', "同", "<&>", "\\unknown{<}")],
};

const pictures: [string, Picture][] = [
  ["the worked example", example.cosine],
  ["a network", example.network],
  ["forks", example.forked],
  ["bulky values", example.bulky],
  ["one node", example.single],
  ["nothing", example.empty],
  ["graphs apart", example.apart],
  ["hostile names", hostile],
  ["60 nodes", example.generated(60, 12)],
];

const variants = [
  {},
  { theme: "dark", showLocal: true },
  { direction: "TB" },
  { mathematics: "text" },
  { legend: false, maxWidth: 300 },
] as const;

describe("a drawing", () => {
  it.each(pictures)("is one well-formed element: %s", async (_, picture) => {
    for (const options of variants) {
      expect(faultOf(await drawPicture(picture, options))).toBeNull();
    }
  });

  it.each(pictures)("refers to nothing outside, and to nothing missing: %s", async (_, picture) => {
    for (const options of variants) {
      const svg = await drawPicture(picture, options);
      expect(svg).not.toMatch(/<(foreignObject|script|style|image|a)\b/);
      expect(svg).not.toMatch(/\son\w+="|url\(|@import|\shref=/);
      const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of svg.matchAll(/xlink:href="([^"]*)"/g)) {
        expect(id).toMatch(/^#/);
        expect(ids).toContain(id!.slice(1));
      }
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });

  it("has the same bytes every time", async () => {
    for (const [, picture] of pictures) {
      expect(await drawPicture(picture)).toBe(await drawPicture(structuredClone(picture)));
    }
  });

  it("needs no font when MathJax is there, and only a serif one when it is not", async () => {
    expect(await drawPicture(example.network)).not.toContain("<text");
    const text = await drawPicture(example.network, { mathematics: "text" });
    expect(text).toContain("<text");
    for (const [, font] of text.matchAll(/font-family="([^"]*)"/g)) expect(font).toMatch(/serif$/);
  });
});

describe("what a drawing says", () => {
  const plainText = (latex: string) => `«${latex}»`;

  it("has title and description, and names them", async () => {
    const svg = await drawPicture(example.cosine);
    const [, names] = /role="img" aria-labelledby="([^"]*)"/.exec(svg)!;
    const [title, desc] = names!.split(" ");
    expect(svg).toContain(`<title id="${title}">${example.cosine.title}</title>`);
    expect(svg).toContain(`<desc id="${desc}">${example.cosine.description}</desc>`);
  });

  it.each([["outlines"], ["text"]] as const)(
    "shows every name, value and adjoint (%s)",
    async (mathematics) => {
      const { nodes, edges, output } = example.cosine;
      const svg = await drawPicture(example.cosine, { mathematics, plainText });
      for (const { id, label } of nodes) {
        const [, group] = new RegExp(`<g data-node="${id}"[^>]*>(.*?)</title>`).exec(svg)!;
        expect(group).toContain(`«${label}»`);
      }
      const drawn = async (latex: string, size: number) => {
        const { svg: formula } = await formulaToSvg(latex, { mathematics, size, color: "x" });
        return formula.slice(formula.indexOf('fill="x">') + 9, -"</g>".length);
      };
      for (const { label, formula } of nodes) {
        expect(svg).toContain(await drawn(label, 20));
        if (formula) {
          const display = await formulaToSvg(formula, { mathematics, display: true, color: "x" });
          expect(svg).toContain(display.svg.split('fill="x">')[1]!);
        }
      }
      for (const { value, adjoint } of [...edges, output!]) {
        expect(svg).toContain(await drawn(value!, 16));
        expect(svg).toContain(await drawn(adjoint!, 16));
      }
    },
  );

  it("carries data for every node and edge, with cues that need no colour", async () => {
    const svg = await drawPicture(example.cosine, { showLocal: true });
    const count = (pattern: RegExp) => [...svg.matchAll(pattern)].length;
    expect(count(/data-node="/g)).toBe(6);
    expect(count(/data-edge="\d" data-from="\w+" data-to="\w+"/g)).toBe(5);
    expect(count(/data-output="y"/g)).toBe(1);
    expect(count(/data-cue="value"/g)).toBe(6);
    expect(count(/data-cue="adjoint"><rect/g)).toBe(6);
    expect(count(/data-cue="local"/g)).toBe(5);
    expect(await drawPicture(example.cosine)).not.toContain('data-cue="local"');
  });

  it("shortens what has no room and gives the whole in a tooltip", async () => {
    const svg = await drawPicture(example.bulky, { plainText });
    const digits = "3.14159265358979323846264338327950288419716939937510";
    expect(svg).toContain(`<g data-cue="value"><title>«${digits}»</title>`);
    const compact = await drawPicture(example.generated(60, 12), { plainText });
    expect(compact).toMatch(/<title>«v_\{\d+\}» = «v_/);
  });

  it("marks a used-twice quantity and a doubled edge", async () => {
    const svg = await drawPicture(example.forked);
    expect([...svg.matchAll(/<circle/g)]).toHaveLength(2);
    const paths = [
      ...svg.matchAll(/data-from="x" data-to="p"><title>[^<]*<\/title><path d="([^"]+)"/g),
    ];
    expect(new Set(paths.map((m) => m[1])).size).toBe(2);
  });

  it("doubles the output's border", async () => {
    const svg = await drawPicture(example.cosine);
    const groups = [...svg.matchAll(/data-kind="(\w+)"><title>[^<]*<\/title>((?:<rect[^>]*>)+)/g)];
    for (const [, kind, rects] of groups) {
      expect(rects!.split("<rect").length - 1).toBe(kind === "output" ? 2 : 1);
    }
  });

  it("takes the legend's words from outside", async () => {
    const words = { value: "Wert", adjoint: "Adjungierte {\\%$", local: "Ableitung" };
    const svg = await drawPicture(example.cosine, { words });
    expect(svg).toContain("Wert: \\pi");
    expect(svg).not.toContain("<text");
  });

  it("says what it left out, and what it cannot draw", async () => {
    const edges = [...example.cosine.edges, example.edge("y", "x_1")];
    expect(await drawPicture({ ...example.cosine, edges })).toMatch(/not drawn: 1\.<\/desc>/);
    const notice = await drawPicture(example.chain(6000));
    expect(faultOf(notice)).toBeNull();
    expect(notice).toMatch(/too big to draw: 6000 nodes, 5999 edges; the limit is 5000 nodes/);
  });
});

describe("colours", () => {
  const luminance = (hex: string) => {
    const channels = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255);
    const [r, g, b] = channels.map((c) =>
      c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light! + 0.05) / (dark! + 0.05);
  };

  it.each(Object.entries(palettes))("reach WCAG AA in the %s theme", (_, p) => {
    const skins = [p.input, p.constant, p.quantity, p.output];
    const texts: [string, string][] = [
      [p.forward, p.paper],
      [p.backward, p.paper],
      [p.backward, p.backwardGround],
      [p.local, p.paper],
      [p.muted, p.paper],
      ...skins.flatMap(({ fill }): [string, string][] => [
        [p.ink, fill],
        [p.muted, fill],
      ]),
    ];
    for (const [ink, ground] of texts) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    const lines = [p.line, ...skins.map((skin) => skin.line)];
    for (const line of lines) expect(contrast(line, p.paper)).toBeGreaterThanOrEqual(3);
  });
});

describe("size and time", () => {
  it.each([
    ["200 nodes", example.generated(200, 12), 4000, 2500],
    ["500 nodes", example.generated(500, 12), 5000, 3000],
    ["a chain of 1000", example.chain(1000), 5000, 1800],
    ["a node used 400 times", example.perceptron([1, 400], 1), 5000, 2500],
  ])("draws %s in time, and not too big", async (_, picture, milliseconds, bytesANode) => {
    await drawPicture(example.single); // loads MathJax
    const started = processorTime();
    const svg = await drawPicture(picture);
    expect(processorTime(started)).toBeLessThan(2 * milliseconds);
    expect(svg.length / picture.nodes.length).toBeLessThan(bytesANode);
  });
});
