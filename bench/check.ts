/**
 * @file `npm run bench:check`: one mistake of each kind in worked solutions, at random steps, and
 * what the checker makes of it; the untouched solutions beside it.
 *
 *     npm run bench:check -- --count 150 --seed 1 --show
 *
 * `--show` prints every mutant that is not found, or not repaired to what stood there.
 */
import { parseArgs } from "node:util";
import { mistakes, type Worked, worked } from "../test/check/mutants.ts";
import { type Outcome, ofKind, outcomes, tally } from "../test/check/mutation.ts";
import { writtenSolutions } from "../test/check/solutions.ts";
import { table } from "./table.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    show: { type: "boolean", default: false },
  },
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function row(name: string, all: readonly Outcome[]) {
  const { count, found, first, alone, repaired, accepted, open } = tally(all);
  return [name, count, ...[found, first, alone, repaired, accepted, open].map(percent)];
}

/** What is said of the untouched: each line of it is one too many. */
function falseAlarms({ title, checked }: Worked): string[] {
  return checked.judged.flatMap(({ statement, finding }) => {
    const { verdict } = finding ?? {};
    if (verdict !== "refuted" && verdict !== "undecided" && verdict !== "unread") return [];
    const { text } = checked.reading.text;
    return [`${verdict} in ${title}: ${text.slice(statement.span.from, statement.span.to)}`];
  });
}

const shown = ({ mutant, found, accepted, diagnostics }: Outcome) => {
  const said = diagnostics.map(({ line, message, repair }) => {
    return `    ${line}: ${message} → ${repair?.kind} ${repair?.latex}`;
  });
  const what = accepted ? "accepted" : found ? "not repaired" : "not found";
  const head = `- ${mutant.mistake}, ${what}, in ${mutant.worked.title}`;
  return [head, `    ${mutant.before}`, `    ${mutant.after}`, ...said].join("\n");
};

const start = performance.now();
const solutions = writtenSolutions()
  .filter(({ title }) => title.includes(values.only))
  .map(({ title, path, text }) => worked(title, path, text));
const checked = performance.now();
const alarms = solutions.flatMap(falseAlarms);
const steps = solutions.flatMap(({ checked: { judged } }) => judged).length;
console.log(`${solutions.length} solutions with ${steps} statements, untouched:`);
for (const verdict of ["refuted", "undecided", "unread"]) {
  console.log(`  ${verdict}: ${alarms.filter((one) => one.startsWith(verdict)).length}`);
}
if (values.show) for (const alarm of alarms) console.log(alarm);

const all = outcomes(solutions, Number(values.count), Number(values.seed));
const heading = ["mistake", "mutants", "found", "first", "alone", "repaired", "accepted", "open"];
const rows = mistakes.map((mistake) => row(mistake, ofKind(all, mistake)));
console.log(`\n${table(heading, [...rows, row("all", all)])}`);
if (values.show) {
  for (const one of all.filter(({ found, repaired }) => !found || !repaired)) {
    console.log(shown(one));
  }
}
const seconds = (ms: number) => (ms / 1000).toFixed(1);
console.log(
  `\n${seconds(checked - start)} s for the untouched, ${seconds(performance.now() - checked)} s for the mutants`,
);
