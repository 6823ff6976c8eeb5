/**
 * @file A worked solution as the page shows it: nodes, edges, and one step after another, first
 * forward through the quantities, then backward, as a person writes them down.
 */
import { writeUnicode } from "pengrad/notation";
import { type Diagnostic, messageOf, severityOf } from "pengrad/source";
import {
  type Derivation,
  decimals,
  exactSyntax,
  type Gradient,
  type IndexForm,
  numericOf,
  type Solution,
  shown,
  solve,
  type Value,
  type WorkedNode,
  type WorkedPart,
} from "pengrad/work";
import type {
  Amount,
  GradientView,
  GraphEdge,
  GraphNode,
  Numeric,
  PartView,
  Remark,
  SheetView,
  Step,
  StepLine,
} from "../model.ts";
import { givenNumbers } from "./numbers.ts";
import { formulaOf, htmlOf, markQuantities, proseOf } from "./setter.ts";

/** The view of a problem's text. Never fails: what is wrong stands in the diagnostics. */
export function sheetView(text: string): SheetView {
  const solution = solve(text);
  return {
    parts: solution.parts.map((part) => partView(part, text)),
    diagnostics: remarksOf(solution),
  };
}

function remarksOf({ diagnostics }: Solution): Remark[] {
  return diagnostics.map((diagnostic: Diagnostic): Remark => {
    const { span, code } = diagnostic;
    const isPlaced = span !== null && span.from >= 0;
    return {
      span: isPlaced ? { from: span.from, to: span.to } : null,
      severity: severityOf(diagnostic),
      code,
      message: messageOf(diagnostic),
    };
  });
}

function partView(part: WorkedPart, text: string): PartView {
  markQuantities(part.nodes.map(({ quantity }) => quantity.key));
  const title = [part.name, part.title].filter((word) => word !== "").join(". ");
  return {
    title,
    numbers: givenNumbers(part, text),
    nodes: part.nodes.map((node) => nodeView(node, part)),
    edges: part.edges.map((edge): GraphEdge => {
      const { from, to, local, adjoint } = edge;
      return {
        from: from.key,
        to: to.key,
        local: local === null ? null : formulaOf(local.syntax),
        adjoint: amountOf(adjoint),
      };
    }),
    steps: stepsOf(part),
    gradients: part.gradients.map(gradientView),
    notes: part.notes.map(proseOf),
  };
}

function nodeView(node: WorkedNode, { output }: WorkedPart): GraphNode {
  const { quantity, value, adjoint } = node;
  const { key, name, written, shape, span } = quantity;
  const isInput = quantity.formula === null;
  const plainName = writeUnicode(name);
  return {
    key,
    kind: quantity === output ? "output" : isInput ? "input" : "quantity",
    name: formulaOf(name),
    formula: written === null || isInput ? null : formulaOf(written),
    plain: written === null || isInput ? plainName : `${plainName} = ${writeUnicode(written)}`,
    shape,
    value: amountOf(value),
    adjoint: amountOf(adjoint?.value ?? null),
    span: span === null || span.from < 0 ? null : { from: span.from, to: span.to },
  };
}

/** A value as it is shown; null where there is none. */
export function amountOf(value: Value | null): Amount | null {
  if (value === null) return null;
  const exact = exactSyntax(value);
  const decimal = decimals(value);
  const written = decimal ?? exact;
  if (written === null) return null;
  const full = shown(value, "decimal");
  return {
    exact: exact === null ? null : formulaOf(exact),
    decimal: formulaOf(written),
    rounded: !full.whole || writeUnicode(full.syntax) !== writeUnicode(written),
    numeric: numericOf(value) as Numeric,
    plain: writeUnicode(exact ?? written),
  };
}

/** Forward in the order of dependence, backward against it. */
function stepsOf({ nodes }: WorkedPart): Step[] {
  const users = new Map<string, string[]>();
  for (const { quantity } of nodes) {
    for (const { key } of quantity.parents)
      users.set(key, [...(users.get(key) ?? []), quantity.key]);
  }
  const forward = nodes.map(({ quantity, forward: line }) => {
    const uses = quantity.parents.map(({ key }) => key);
    return stepOf("forward", quantity.key, uses, line);
  });
  const backward = [...nodes].reverse().flatMap(({ quantity, backward: line }) => {
    return line === null
      ? []
      : [stepOf("backward", quantity.key, users.get(quantity.key) ?? [], line)];
  });
  return [...forward, ...backward];
}

function stepOf(
  phase: Step["phase"],
  key: string,
  uses: readonly string[],
  line: Derivation,
): Step {
  const { target, remark } = line;
  return {
    phase,
    key,
    uses,
    target: formulaOf(target),
    lines: linesOf(line),
    remark: remark === null ? null : proseOf(remark),
  };
}

function linesOf({ links }: Derivation): StepLine[] {
  return links.map(({ rule, sign, syntax }) => {
    return { rule, sign: sign === "=" ? "=" : "≈", formula: formulaOf(syntax, true) };
  });
}

function gradientView(gradient: Gradient): GradientView {
  const { key, closedMain, where, value, chain, indexForm } = gradient;
  return {
    key,
    target: formulaOf(chain.target, true),
    closed: formulaOf(closedMain, true),
    where: where.map(({ name, syntax }) => ({
      name: htmlOf(name),
      formula: formulaOf(syntax),
    })),
    value: amountOf(value),
    chain: linesOf(chain),
    unfolding: indexForm === null ? null : unfoldingOf(indexForm),
  };
}

function unfoldingOf({ locals, line }: IndexForm): StepLine[] {
  const derivations = [
    ...locals.flatMap(({ definition, derivative }) => [definition, derivative]),
    line,
  ].filter((one) => one !== null);
  return derivations.flatMap((one): StepLine[] => {
    const target = formulaOf(one.target, true);
    return [{ rule: "", sign: "", formula: target }, ...linesOf(one)];
  });
}
