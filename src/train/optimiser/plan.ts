/**
 * @file A method of descent with its settings, read from `adam, eta = 0.001` as an `update` line
 * of a problem says it. The methods are those of the worksheet; nothing about them stands here.
 */
import { evaluate, floatField } from "../../expression/index.ts";
import { elaborate } from "../../notation/index.ts";
import { type Diagnostic, diagnose, severityOf } from "../../source/index.ts";
import {
  type Descent,
  type Optimiser,
  optimiserNamed,
  optimisers,
  readUpdate,
  settingNamed,
  type Worksheet,
} from "../../worksheet/index.ts";

/** A method, and the number that each of its settings is. */
export interface OptimiserPlan {
  readonly optimiser: Optimiser;
  readonly settings: ReadonlyMap<string, number>;
}

/** What the learning rate is where nobody says it and the method does not either. */
const usualRate = 0.1;

/** The plan of a text, or what is wrong with it. */
export function readOptimiser(text: string, sheet: Worksheet): OptimiserPlan | Diagnostic {
  const { statements, diagnostics } = readUpdate(text);
  const statement = statements.find((one) => one.kind === "descent");
  const wrong = diagnostics.find((one) => severityOf(one) === "error");
  if (statement === undefined || wrong !== undefined) {
    return (
      wrong ??
      diagnose("PG6110", null, { setting: "The optimiser", why: `'${text}' names no method` })
    );
  }
  return planOf(statement.descent, sheet);
}

/** The plan of an `update` line, or what is wrong with it. */
export function planOf(descent: Descent, { arena }: Worksheet): OptimiserPlan | Diagnostic {
  const optimiser = optimiserNamed(descent.method);
  if (optimiser === undefined) {
    const known = optimisers.map(({ words }) => words[0]!).join(", ");
    return diagnose("PG2060", null, { method: descent.method, known });
  }
  const settings = new Map<string, number>();
  for (const { key, usual } of optimiser.settings) settings.set(key, Number(usual ?? usualRate));
  for (const { name, value } of descent.settings) {
    if (/^steps?$/i.test(name)) continue;
    const setting = settingNamed(optimiser, name);
    if (setting === undefined) {
      const known = optimiser.settings.map(({ key }) => key.replace("\\", "")).join(", ");
      return diagnose("PG2061", null, { method: optimiser.title, name, known });
    }
    const node = elaborate(value, { lookup: () => undefined }, arena).value?.node;
    const found = node && evaluate([node], floatField, new Map()).values.get(node)?.entries;
    if (found?.length !== 1) return diagnose("PG2066", null, { name });
    settings.set(setting.key, found[0]!);
  }
  return { optimiser, settings };
}
