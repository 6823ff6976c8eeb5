/**
 * The identities of section 2 of The Matrix Cookbook: each gradient is derived with symbolic
 * sizes, printed as a textbook would print it, read back from its text, and held at random sizes
 * to differences of a function that is written apart from pengrad.
 */
import { describe, expect, test } from "vitest";
import { ballField, evaluate, type Node, type Tensor } from "../../src/expression/index.ts";
import { elaborate, nameKey, readFormula, writeLatex } from "../../src/notation/index.ts";
import { B, type Ball } from "../../src/number/index.ts";
import { type D, entriesOf, type Given, num, slope } from "../problems/oracle.ts";
import { read } from "../tidy/sources.ts";
import {
  decimals,
  drawSizes,
  drawValue,
  generator,
  type Identity,
  type Inputs,
  worked,
} from "./identity.ts";
import { outOfReach } from "./out-of-reach.ts";
import { identitiesPage, pagePath, printed } from "./page.ts";
import { identities } from "./rows.ts";

const bits = 200;
const field = ballField(bits);

/** "agree" when ball and decimal have 25 digits in common, or both are next to nothing. */
function gap(ball: Ball, wanted: D): string {
  const text = B.toDecimal(ball, 40) ?? B.toDecimal(ball, 26);
  if (text === undefined) return wanted.abs().lt("1e-30") ? "agree" : `no digits for ${wanted}`;
  const off = num(text).minus(wanted).abs();
  return off.lte(wanted.abs().times("1e-25").plus("1e-30")) ? "agree" : `${text} for ${wanted}`;
}

/** The node that the printed gradient is read as; its named parts first. */
function readBack({ solution, gradient }: ReturnType<typeof worked>): Node | undefined {
  const { quantities, arena } = solution.sheet;
  const symbols = new Set<unknown>(quantities.flatMap(({ shape }) => shape));
  const known = new Map(quantities.map(({ key, variable }): [string, Node] => [key, variable]));
  const meaning = (text: string): Node | undefined => {
    const names = new Set(known.keys());
    const { syntax } = readFormula(text, { notation: "latex", names });
    const lookup = (key: string) => {
      const node = known.get(key);
      if (node !== undefined) return { kind: "quantity", node } as const;
      return symbols.has(key) ? ({ kind: "size", size: key } as const) : undefined;
    };
    return elaborate(syntax, { lookup }, arena).value?.node;
  };
  for (const { name, syntax } of gradient.where) {
    const node = meaning(writeLatex(syntax));
    if (node === undefined) return undefined;
    known.set(nameKey(readFormula(name, { notation: "latex" }).syntax)!, node);
  }
  return meaning(writeLatex(gradient.closedMain));
}

describe.each(identities.map((row) => [row.number, row.text, row] as const))(
  "%s %s",
  (_number, _text, row: Identity) => {
    const work = worked(row);
    const { solution, gradient } = work;

    test("is worked without a complaint", () => {
      expect(solution.diagnostics.map(({ code }) => code)).toEqual([]);
    });

    test("is printed as in a textbook", () => {
      expect(printed(gradient)).toBe(row.gradient);
    });

    test("holds at random sizes", () => {
      const draw = generator(`${row.number} ${row.text}`);
      const { sheet } = solution;
      const sizes = drawSizes(sheet, row.sizes ?? {}, draw);
      const inputs = sheet.quantities.filter(({ formula }) => formula === null);
      const names = inputs.map(({ key }) => key);
      const values = new Map<string, Tensor<Ball>>();
      const given: Given[] = [];
      for (const input of inputs) {
        const symmetric = (node: Node) => sheet.arena.isDeclaredSymmetric(node);
        const entries = drawValue(input, sizes, symmetric, draw);
        const shape = input.shape.map((size) => sizes.get(String(size))!);
        values.set(input.variable.data, { shape, entries: entries.map((q) => field.rational(q)) });
        given.push(decimals(entries, shape));
      }
      const f = (...at: Given[]): D => {
        return row.oracle(
          Object.fromEntries(names.map((name, k) => [name, at[k]!])) as unknown as Inputs,
        );
      };
      const back = readBack(work);
      expect(back, "the printed gradient reads back").toBeDefined();
      // a tensor of one value is written as that value
      const filled =
        back!.shape.length > 0 ? back! : sheet.arena.filled(back!, gradient.closed.shape);
      const { values: found } = evaluate([gradient.closed, filled], field, values, sizes);
      const which = names.indexOf(row.by);
      const wanted = entriesOf(given[which]!).map((_, place) => slope(f, given, which, place));
      for (const node of [gradient.closed, filled]) {
        const { entries } = found.get(node)!;
        expect(entries.map((ball, place) => gap(ball, wanted[place]!))).toEqual(
          wanted.map(() => "agree"),
        );
      }
    });
  },
);

test("the page of identities is up to date (npm run generate)", () => {
  expect(read(pagePath)).toBe(identitiesPage());
});

test("every line of the section is in one of the tables", () => {
  const numbers = [...identities, ...outOfReach].flatMap(({ number }) => number.match(/\d+/g)!);
  const missing = Array.from({ length: 144 - 33 + 1 }, (_, k) => `${33 + k}`).filter(
    (number) => !numbers.includes(number),
  );
  expect(missing).toEqual([]);
});
