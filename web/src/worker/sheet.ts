/**
 * @file A worked solution as the page shows it: nodes, edges, and one step after another, first
 * forward through the quantities, then backward, as a person writes them down.
 */
import { writeUnicode } from "pengrad/notation";
import { type Diagnostic, messageOf, severityOf } from "pengrad/source";
import {
  type Begun,
  begin,
  type Gradient,
  type Passed,
  type PassedNode,
  type Solution,
  type WorkedPart,
} from "pengrad/work";
import type {
  GradientView,
  GraphEdge,
  GraphNode,
  NumberStyle,
  PartView,
  Remark,
  SheetView,
  WrittenPart,
  WrittenView,
} from "../model.ts";
import { amountOf, figureOf } from "./figures.ts";
import { linesOf } from "./lines.ts";
import { givenNumbers, spellingOf } from "./numbers.ts";
import { occurrencesIn } from "./occurrences.ts";
import { formulaOf, htmlOf, markNames, proseOf } from "./setter.ts";
import { stepsOf } from "./steps.ts";
import { questionOf } from "./unfolding.ts";

/** Both passes as a graph. Never fails: what is wrong stands in the diagnostics. */
export function graphView(
  { parts, diagnostics }: Begun,
  text: string,
  style: NumberStyle,
): SheetView {
  return {
    parts: parts.map((part, k) => partView(part, text, k, style)),
    diagnostics: remarksOf(diagnostics),
  };
}

/** All that is written, with a pause after each derivative. */
export function* writtenView({ parts, diagnostics }: Solution): Generator<void, WrittenView> {
  const written: WrittenPart[] = [];
  for (const part of parts) written.push(yield* writtenPart(part));
  return { parts: written, diagnostics: remarksOf(diagnostics) };
}

/** A problem worked and set from end to end, as the page shows it at first. */
export function* wholeView(
  text: string,
): Generator<void, { readonly sheet: SheetView; readonly written: WrittenView }> {
  const begun = begin(text);
  const sheet = graphView(begun, text, "exact");
  yield;
  return { sheet, written: yield* writtenView(yield* begun.rest()) };
}

function remarksOf(diagnostics: readonly Diagnostic[]): Remark[] {
  return diagnostics.map((diagnostic): Remark => {
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

function partView(part: Passed, text: string, number: number, style: NumberStyle): PartView {
  markNames(part);
  const title = [part.name, part.title].filter((word) => word !== "").join(". ");
  const occurrences = occurrencesIn(part, text, number);
  return {
    title,
    numbers: givenNumbers(part, text, number),
    nodes: part.nodes.map((node) => {
      const places = occurrences.get(node.quantity.key) ?? [];
      return { ...nodeView(node, part, text, style), places };
    }),
    edges: part.edges.map((edge): GraphEdge => {
      const { from, to, local, adjoint } = edge;
      return {
        from: from.key,
        to: to.key,
        // where numbers flow back, they stand in its place
        local: local === null || adjoint !== null ? null : formulaOf(local.syntax, "label"),
        adjoint: figureOf(adjoint, style),
      };
    }),
  };
}

function* writtenPart(part: WorkedPart): Generator<void, WrittenPart> {
  markNames(part);
  const steps = stepsOf(part);
  const gradients: GradientView[] = [];
  for (const gradient of part.gradients) {
    yield;
    markNames(part);
    gradients.push(gradientView(gradient));
  }
  return { steps, gradients, notes: part.notes.map(proseOf) };
}

function nodeView(
  node: PassedNode,
  { output }: Passed,
  text: string,
  style: NumberStyle,
): Omit<GraphNode, "places"> {
  const { quantity, value, adjoint } = node;
  const { key, name, written, shape, span } = quantity;
  const isInput = quantity.formula === null;
  const plainName = writeUnicode(name);
  return {
    key,
    kind: quantity === output ? "output" : isInput ? "input" : "quantity",
    name: formulaOf(name, "label"),
    formula: written === null || isInput ? null : formulaOf(written, "label"),
    plain: written === null || isInput ? plainName : `${plainName} = ${writeUnicode(written)}`,
    spelled: spellingOf(quantity, text),
    shape,
    value: figureOf(value, style),
    adjoint: figureOf(adjoint, style),
    span: span === null || span.from < 0 ? null : { from: span.from, to: span.to },
  };
}

function gradientView({ key, closedMain, where, value, chain, indexForm }: Gradient): GradientView {
  return {
    key,
    target: formulaOf(chain.target, "display"),
    closed: formulaOf(closedMain, "display"),
    where: where.map(({ name, syntax }) => ({
      name: htmlOf(name),
      formula: formulaOf(syntax),
    })),
    value: amountOf(value),
    chain: linesOf(chain),
    unfolding: indexForm === null ? null : questionOf(chain),
  };
}
