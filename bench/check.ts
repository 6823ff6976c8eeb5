/**
 * @file `npm run bench:check`: one mistake of each kind in worked solutions, at random steps, and
 * what the checker makes of it; the untouched solutions beside it.
 *
 *     npm run bench:check -- --count 150 --seed 1,2 --show --only losses
 *     npm run bench:check -- --documents FOLDER
 *
 * `--documents` takes the Markdown and LaTeX files below a folder for the worked solutions: what is
 * said of the untouched are then their own mistakes, or false alarms. `--show` prints every mutant
 * that is not found, or not repaired to what stood there, and what is said of the untouched;
 * `--only` takes the solutions with a word in their titles, `--kind` one kind of mistake.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mistakes, truthOf, type Worked, worked } from "../test/check/mutants.ts";
import { figures, type Outcome, ofKind, outcomes, tally } from "../test/check/mutation.ts";
import { type Written, writtenSolutions } from "../test/check/solutions.ts";
import { table } from "./table.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    kind: { type: "string", default: "" },
    documents: { type: "string", default: "" },
    show: { type: "boolean", default: false },
  },
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function row(name: string, all: readonly Outcome[]) {
  const shares = tally(all);
  return [name, shares.count, ...figures.map((figure) => percent(shares[figure]))];
}

/** What is said of the untouched: each line of it is one too many. */
function falseAlarms({ title, checked }: Worked): string[] {
  return checked.judged.flatMap(({ statement, finding }) => {
    const { verdict } = finding ?? {};
    if (
      verdict !== "refuted" &&
      verdict !== "conditional" &&
      verdict !== "undecided" &&
      verdict !== "unread"
    )
      return [];
    const { text } = checked.reading.text;
    return [`${verdict} in ${title}: ${text.slice(statement.span.from, statement.span.to)}`];
  });
}

const shown = ({ mutant, found, accepted, restored, open, reason, diagnostics }: Outcome) => {
  const said = diagnostics.map(({ line, message, repair }) => {
    return `    ${line}: ${message} → ${repair?.kind} ${repair?.latex}`;
  });
  const what = accepted
    ? "accepted"
    : !found
      ? "not found"
      : restored
        ? "misnamed"
        : "not repaired";
  const because = open ? ` (${reason})` : "";
  const head = `- ${mutant.mistake}, ${what}${because}, in ${mutant.worked.title}`;
  return [head, `    ${mutant.before}`, `    ${mutant.after}`, ...said].join("\n");
};

/** The documents below a folder of which the text is what is written: no notebooks. */
function documentsIn(folder: string): Written[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files.flatMap((path) => {
    if (!/\.(?:md|tex)$/.test(path)) return [];
    return [{ title: path, path, text: readFileSync(join(folder, path), "utf8") }];
  });
}

const start = performance.now();
const written = values.documents === "" ? writtenSolutions() : documentsIn(values.documents);
const solutions = written
  .filter(({ title }) => title.includes(values.only))
  .map(({ title, path, text }) => worked(title, path, text));
const checked = performance.now();
const alarms = solutions.flatMap(falseAlarms);
const steps = solutions.flatMap(({ checked: { judged } }) => judged).length;
console.log(`${solutions.length} solutions with ${steps} statements, untouched:`);
for (const verdict of ["refuted", "conditional", "undecided", "unread"]) {
  console.log(`  ${verdict}: ${alarms.filter((one) => one.startsWith(verdict)).length}`);
}
if (values.show) for (const alarm of alarms) console.log(alarm);

const places = solutions.flatMap((own) => {
  return own.checked.judged.flatMap(({ statement }) => {
    return statement.kind === "step" ? [truthOf(own, statement) !== null] : [];
  });
});
const confirmed = places.filter((one) => one).length;
console.log(`  ${confirmed} of ${places.length} steps have a value for the oracle`);

const all = values.seed.split(",").flatMap((seed) => {
  return outcomes(solutions, Number(values.count), Number(seed), values.kind);
});
const heading = ["mistake", "mutants", ...figures];
const rows = mistakes.map((mistake) => row(mistake, ofKind(all, mistake)));
console.log(`\n${table(heading, [...rows, row("all", all)])}`);
const byFormat = [".md", ".tex"].map((ending) => {
  return row(
    ending,
    all.filter(({ mutant }) => mutant.worked.path.endsWith(ending)),
  );
});
console.log(`\n${table(["format", ...heading.slice(1)], byFormat)}`);
if (values.show) {
  for (const one of all.filter(({ found, repaired }) => !found || !repaired)) {
    console.log(shown(one));
  }
}
const seconds = (ms: number) => (ms / 1000).toFixed(1);
console.log(
  `\n${seconds(checked - start)} s for the untouched, ${seconds(performance.now() - checked)} s for the mutants`,
);
