/**
 * @file Deciding two nodes of a document's sheet, with the verdict in the words of a finding.
 */
import { type Assumption, decide } from "../algebra/index.ts";
import { isIntegral, substitute } from "../calculus/index.ts";
import { isKind, type Node, topological } from "../expression/index.ts";
import { spell, writePlain } from "../notation/index.ts";
import { classChoices, classesOf } from "./classes.ts";
import { constantOf, sameConstant } from "./constant.ts";
import { functionsIn, withExamples } from "./example.ts";
import { type Decide, type Finding, holds } from "./finding.ts";
import { withInverses } from "./inverse.ts";
import { entryShown, reportOf } from "./report.ts";
import type { DocumentSheet } from "./sheet.ts";
import { variablesOf } from "./variables.ts";

/** Tensors with more axes are not looked at. */
const rankLimit = 6;

/** The decider of a sheet; each pair is decided once. */
export function decider(
  { arena, worksheet: { sizes } }: DocumentSheet,
  assumptions: readonly Assumption[] = [],
): Decide {
  const known = new Map<string, Finding>();
  return (left, right, unsaved = false) => {
    const key = `${left.id} ${right.id}`;
    const own = unsaved ? `${key} unsaved` : key;
    const found =
      known.get(key) ?? known.get(own) ?? withClasses(...broadcast(left, right), unsaved);
    known.set(own, found);
    return found;
  };

  /** Whether two constants are the same in exact arithmetic. */
  function sameExactly(left: Node, right: Node): boolean {
    const [a, b] = [constantOf(left, sizes), constantOf(right, sizes)];
    return a !== null && b !== null && sameConstant(a, b) === "yes";
  }

  /** A scalar beside a tensor stands for all of its entries. */
  function broadcast(left: Node, right: Node): [Node, Node] {
    if (left.shape.length === right.shape.length) return [left, right];
    if (left.shape.length === 0) return [arena.filled(left, right.shape), right];
    if (right.shape.length === 0) return [left, arena.filled(right, left.shape)];
    return [left, right];
  }

  /** What fails for any function fails for one that a reader can put in. */
  function byExample(left: Node, right: Node): Finding {
    const isKnown = topological([left, right]).some(isIntegral);
    const example = isKnown ? null : withExamples(left, right, arena);
    const verdict = example && decide(example.left, example.right, arena);
    if (example === null || verdict?.verdict !== "refuted") {
      return { verdict: "undecided", reason: "a function here is not defined" };
    }
    const { counterexample } = reportOf(verdict);
    const functions = [...example.functions].map(([name, formula]) => {
      return [name, writePlain(spell(formula))];
    });
    const at = { ...Object.fromEntries(functions), ...counterexample!.at };
    const { point } = verdict.counterexample;
    const entry = entryShown(verdict.counterexample);
    return { verdict: "refuted", counterexample: { ...counterexample!, at }, point, entry };
  }

  /** Sides in which classes stand: true for any, or wrong for some choice of them. */
  function withClasses(left: Node, right: Node, unsaved: boolean): Finding {
    const classes = classesOf([left, right]);
    if (classes.length === 0) return decided(left, right, unsaved);
    const isOpen = isOfOpenSize(left, right);
    let last: Finding | undefined;
    for (const choice of [0, 1]) {
      const put = new Map<Node, Node>(
        classes.map(({ variable }) => [variable, classChoices(variable, arena)[choice]!]),
      );
      const sides = [left, right].map((side) => substitute(side, put, arena));
      last = decided(sides[0]!, sides[1]!, unsaved, isOpen);
      if (last.verdict === "refuted" && last.counterexample !== undefined) {
        const at = Object.fromEntries(classes.map(({ name }) => [name, `${choice + 1}`]));
        const { counterexample } = last;
        return {
          ...last,
          counterexample: { ...counterexample, at: { ...counterexample.at, ...at } },
        };
      }
      if (!holds(last)) return last;
    }
    const proof = decided(left, right, unsaved);
    return proof.verdict === "proved" ? proof : { ...last!, verdict: "agrees" };
  }

  function decided(
    given: Node,
    other: Node,
    unsaved: boolean,
    isOpen = isOfOpenSize(given, other),
  ): Finding {
    const [left, right] = [withInverses(given, arena), withInverses(other, arena)];
    const wide = topological([left, right]).some(({ shape }) => shape.length > rankLimit);
    if (wide) return { verdict: "undecided", reason: "a tensor here has too many axes" };
    if (sameExactly(left, right)) return { verdict: "proved" };
    const verdict = decide(left, right, arena, { assumptions, unsaved });
    // y_1 + y_2 + y_3 = 1 of three probabilities need not hold of four
    if (verdict.verdict === "refuted" && isOpen) {
      const reason = "the size of what has numbered entries is not known";
      return { verdict: "undecided", reason, unsized: true };
    }
    if (verdict.verdict === "refuted" && functionsIn([left, right]).length > 0) {
      return byExample(left, right);
    }
    const { reason, condition, counterexample } = reportOf(verdict);
    const never = variablesOf(left).length + variablesOf(right).length === 0;
    return {
      verdict: verdict.verdict,
      ...(reason !== undefined && { reason }),
      ...(condition !== undefined && { condition }),
      ...(verdict.verdict === "conditional" && { needs: verdict.condition, unsized: isOpen }),
      ...(counterexample !== undefined && { counterexample }),
      ...("counterexample" in verdict && {
        point: verdict.counterexample.point,
        entry: entryShown(verdict.counterexample),
      }),
      ...(never && { never }),
    };
  }
}

/** Whether an entry is picked by its number from an axis whose size is a letter. */
function isOfOpenSize(left: Node, right: Node): boolean {
  return topological([left, right]).some((node) => {
    const isPick = isKind(node, "indicator") && node.shape.length === 1;
    return (
      isPick && typeof node.shape[0] === "string" && node.data.every(({ sign }) => sign === "=")
    );
  });
}
