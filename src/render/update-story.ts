/**
 * @file The part of a story that tells of an update: the method and its settings, for each step
 * the new values and the forward pass with them, and how the loss has changed. Of many steps the
 * first, the second and the last are told whole, and of those between the loss alone.
 */
import { S, type Syntax } from "../notation/index.ts";
import type { Derivation, LossChange, Value, WorkedStep, WorkedUpdate } from "../work/index.ts";
import { shown } from "../work/index.ts";
import type { Block, Chain } from "./story.ts";
import { formula, type Inline, words } from "./words.ts";

/** How the teller of the story sets a title of some level, and a derivation with its value. */
export interface UpdateTelling {
  readonly heading: (below: 0 | 1, ...inline: Inline[]) => Block;
  readonly chainOf: (derivation: Derivation, value: Value | null) => Chain;
}

/** The blocks of one update. */
export function updateStory(update: WorkedUpdate, telling: UpdateTelling): Block[] {
  const { steps } = update;
  const blocks: Block[] = [telling.heading(0, words("Update")), methodBlock(update)];
  for (const [k, step] of steps.entries()) {
    const isWhole = k < 2 || k === steps.length - 1;
    if (steps.length > 1) blocks.push(telling.heading(1, words(`Step ${k + 1}`)));
    if (steps.length > 1 && k === 1) blocks.push(renamedBlock(step));
    blocks.push(...(isWhole ? stepBlocks(step, telling) : []), ...lossBlocks(step));
  }
  return blocks;
}

/** By gradient descent (Robbins and Monro 1951) with η = 0.5. */
function methodBlock({ method, reference, settings }: WorkedUpdate): Block {
  const equation = (name: Syntax, value: Syntax): Inline => formula(S.relation([name, value]));
  const inline: Inline[] = [words(`By ${method} (${reference})`)];
  const told = settings.filter(({ isUsual }) => !isUsual);
  const usual = settings.filter(({ isUsual }) => isUsual);
  for (const [k, { name, syntax }] of told.entries()) {
    inline.push(words(k === 0 ? " with " : ", "), equation(name, syntax));
  }
  for (const [k, { name, syntax }] of usual.entries()) {
    const start = told.length > 0 ? ", and the usual " : " with the usual ";
    inline.push(words(k === 0 ? start : ", "), equation(name, syntax));
  }
  inline.push(words("; a raised + marks what is new."));
  return { kind: "paragraph", inline };
}

/** From the second step on the old names mean the new values. */
function renamedBlock({ parameters }: WorkedStep): Block {
  const names = parameters.flatMap(({ quantity: { name } }, k): Inline[] => {
    const between = k === 0 ? "" : k === parameters.length - 1 ? " and " : ", ";
    return [words(between), formula(name)];
  });
  const verb = parameters.length === 1 ? " means the value" : " mean the values";
  const inline = [words("From here on "), ...names, words(`${verb} before the step at hand.`)];
  return { kind: "paragraph", inline };
}

function stepBlocks({ parameters, forward }: WorkedStep, telling: UpdateTelling): Block[] {
  const blocks = parameters.map(({ lines, value }): Block => {
    const chains = lines.map((line, k) =>
      telling.chainOf(line, k === lines.length - 1 ? value : null),
    );
    return { kind: "pass", name: "update", chains };
  });
  if (forward.length === 0) return blocks;
  const chains = forward.map(({ line, value }) => telling.chainOf(line, value));
  const title = words("The forward pass with the new values:");
  return [
    ...blocks,
    { kind: "paragraph", inline: [title] },
    { kind: "pass", name: "forward", chains },
  ];
}

const verbs: { readonly [C in LossChange]: string } = {
  down: " falls from ",
  up: " rises from ",
  same: " stays at ",
  open: " is, as far as can be told, the same: from ",
};

/** L falls from 0.298371 to 0.291028. */
function lossBlocks({ loss }: WorkedStep): Block[] {
  if (loss === null) return [];
  const { name, before, after, change } = loss;
  const number = (value: Value): Inline => formula(shown(value, "decimal").syntax);
  const inline = [formula(name), words(verbs[change]), number(before)];
  if (change !== "same") inline.push(words(" to "), number(after));
  return [{ kind: "paragraph", inline: [...inline, words(".")] }];
}
