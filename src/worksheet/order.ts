/**
 * @file Quantities in order of dependence: each after those that its formula uses, inputs first
 * within a part. A circle is reported once, and what is on it left out.
 */
import { type Diagnostic, diagnose } from "../source/index.ts";
import type { Draft } from "./draft.ts";

/** The drafts sorted, and the circles among them; `failed` is set on each draft of a circle. */
export function inOrder(
  drafts: readonly Draft[],
  parentsOf: (draft: Draft) => readonly Draft[],
): { readonly sorted: readonly Draft[]; readonly diagnostics: readonly Diagnostic[] } {
  const sorted: Draft[] = [];
  const diagnostics: Diagnostic[] = [];
  const state = new Map<Draft, "open" | "done">();
  const inputsFirst = [...drafts].sort((a, b) => {
    return a.part - b.part || Number(a.right !== null) - Number(b.right !== null);
  });
  for (const start of inputsFirst) {
    if (state.has(start)) continue;
    const stack: { draft: Draft; parents: readonly Draft[]; next: number }[] = [];
    const enter = (draft: Draft): void => {
      state.set(draft, "open");
      stack.push({ draft, parents: parentsOf(draft), next: 0 });
    };
    enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const parent = top.parents[top.next++];
      if (parent === undefined) {
        state.set(top.draft, "done");
        sorted.push(top.draft);
        stack.pop();
      } else if (!state.has(parent)) enter(parent);
      else if (state.get(parent) === "open") {
        const path = stack.map(({ draft }) => draft);
        diagnostics.push(circle(path.slice(path.indexOf(parent)), parent));
      }
    }
  }
  return { sorted, diagnostics };
}

function circle(members: readonly Draft[], back: Draft): Diagnostic {
  for (const draft of members) draft.failed = true;
  const cycle = [...members, back].map(({ key }) => key).join(" → ");
  return diagnose("PG2001", back.span, { name: back.key, cycle });
}
