/** @file The steps of both passes, as a person writes them down, one after another. */
import { S, type Syntax, writePlain } from "pengrad/notation";
import {
  type Contribution,
  contributionsOf,
  type Derivation,
  shown,
  type WorkedNode,
  type WorkedPart,
} from "pengrad/work";
import type { Step, StepLine } from "../model.ts";
import { linesOf } from "./lines.ts";
import { formulaOf, proseOf } from "./setter.ts";
import { questionOf } from "./unfolding.ts";

/** Forward in the order of dependence, backward against it. */
export function stepsOf(part: WorkedPart): Step[] {
  const { nodes } = part;
  const users = new Map<string, WorkedNode[]>();
  for (const node of nodes) {
    for (const { key } of node.quantity.parents) {
      users.set(key, [...(users.get(key) ?? []), node]);
    }
  }
  const forward = nodes.map(({ quantity, forward: line }): Step => {
    const { key, parents, formula } = quantity;
    return {
      phase: "forward",
      key,
      uses: parents.map((parent) => parent.key),
      ...writtenLine(line),
      paths: [],
      hasEntries: formula !== null && [quantity, ...parents].some(isTensor),
      unfolding: null,
    };
  });
  const backward = nodes.toReversed().flatMap((node): Step[] => {
    const { quantity, backward: line } = node;
    if (line === null) return [];
    const own = users.get(quantity.key) ?? [];
    return [
      {
        phase: "backward",
        key: quantity.key,
        uses: own.map((user) => user.quantity.key),
        ...writtenLine(line),
        paths: pathsOf(part, node),
        hasEntries: [quantity, ...own.map((user) => user.quantity)].some(isTensor),
        unfolding: isTensor(quantity) ? questionOf(line) : null,
      },
    ];
  });
  return [...forward, ...backward];
}

const isTensor = ({ shape }: { readonly shape: readonly unknown[] }): boolean => shape.length > 0;

function writtenLine(line: Derivation): Pick<Step, "target" | "lines" | "remark"> {
  const { target, remark } = line;
  return {
    target: formulaOf(target),
    lines: linesOf(line),
    remark: remark === null ? null : proseOf(remark),
  };
}

/** What comes back along each path to a quantity that forks, and the sum of the values. */
function pathsOf(part: WorkedPart, node: WorkedNode): StepLine[] {
  const found = contributionsOf(part, node);
  const { setting } = part;
  if (found.length < 2 || setting === null) return [];
  const numbers = found.flatMap(({ value }) => {
    return value === null ? [] : [shown(value, setting.style)];
  });
  const paths = found.map((path, k): StepLine => {
    const own = numbers.length === found.length ? withValue(path, numbers[k]!) : path.syntax;
    const rule = `through ${formulaOf(path.through.name)}`;
    return { rule, sign: "", formula: formulaOf(own, "display") };
  });
  if (numbers.length < found.length) return paths;
  const value = node.adjoint?.value ?? null;
  const total = value === null ? null : shown(value, setting.style);
  const sum = S.sum(numbers.map(({ syntax }) => syntax));
  const whole = [...numbers, total].every((one) => one?.whole !== false);
  const said = total === null ? sum : equal(sum, total.syntax, whole);
  return [...paths, { rule: "their sum", sign: "", formula: formulaOf(said, "display") }];
}

function withValue({ syntax }: Contribution, number: ReturnType<typeof shown>): Syntax {
  const isSame = writePlain(syntax) === writePlain(number.syntax);
  return isSame ? syntax : equal(syntax, number.syntax, number.whole);
}

function equal(left: Syntax, right: Syntax, whole: boolean): Syntax {
  return S.relation([left, right], whole ? "=" : "\\approx");
}
