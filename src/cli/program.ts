/**
 * @file The words of the command line: which commands there are, and their options. What a
 * command does stands in a file of its own, loaded when it is called.
 */
import { Command, CommanderError, Option } from "commander";
import type { Layout } from "../work/index.ts";
import type { CheckWords } from "./check.ts";
import type { CheckFormat } from "./check-formats.ts";
import type { EqualWords } from "./equal.ts";
import { exit } from "./main.ts";
import type { OpenWords } from "./open.ts";
import { formats } from "./output.ts";
import { Refusal } from "./refusal.ts";
import type { RunWords } from "./run.ts";
import type { TrainWords } from "./train-words.ts";
import { version } from "./version.ts";
import type { WorkWords } from "./work.ts";

/** The words of check's --format. */
const checkFormats: { readonly [F in CheckFormat]: true } = {
  pretty: true,
  json: true,
  sarif: true,
  github: true,
  html: true,
};

/** The words of --layout; the work itself is loaded when it is called. */
const layouts: { readonly [L in Layout]: true } = {
  gradient: true,
  numerator: true,
  denominator: true,
  differential: true,
};

/** Runs the program; gives the exit code. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let code: number = 0;
  const program = programOf((result) => {
    code = result;
  });
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(negativesAsWords(words), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exit.usage;
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`pengrad: ${error.message}\n`);
    return exit.usage;
  }
}

/** `pengrad equal 'x' '-x'`: what begins with a minus and is no option is an expression. */
function negativesAsWords(words: readonly string[]): string[] {
  if (words[0] !== "equal") return [...words];
  return words.map((word) => (/^-(?!-[a-z]|[oh]$|$)/.test(word) ? ` ${word}` : word));
}

const exitCodes = `
Exit codes: 0 nothing wrong · 1 the maths is wrong · 2 usage, or a file that cannot be opened ·
3 the maths could not be read · 70 a bug in pengrad.`;

const examples = `
Examples:
  pengrad work 'y = cos((x1/x2)^x3)' --at 'x1 = pi, x2 = 2, x3 = 1'
  pengrad work 'L = (w x - t)^2' --wrt w
  pengrad work network.pg -o network.html
  pengrad work network.pg --update 'adam, eta = 0.01, steps = 3'
  pengrad work network.pg -o network.py     a PyTorch script with the same names
  pengrad work 'z = W^T x; L = z^T z' --at 'W = [2, -1; 1, 2], x = [-2; 3]' --format md
  pengrad work 'z = W tanh(V x + b)' --wrt x                     a Jacobian
  pengrad work 'f = x^2 y + exp(x)' --hessian x,y
  pengrad work 'y = v^T tanh(W x)' --layout numerator       rows, Jacobians: dy/dh · dh/dx
  pengrad work 'y = x^3 ln x' --wrt x --order 2 --at 'x = 2'
  pengrad work 'z = tanh(W x); find jvp(z, x, v)'                a product with a direction`;

const equalExamples = `
Examples:
  pengrad equal 'sin(2x)' '2 sin x cos x'
  pengrad equal 'sqrt(x^2)' 'x' --assume 'x > 0'
  pengrad equal --pairs pairs.jsonl
Exit codes: 0 proved, agrees or rounded · 1 conditional or refuted · 3 undecided or not read.`;

const checkExamples = `
Examples:
  pengrad check homework.md
  pengrad check notes/*.tex --macros macros.tex --format json
  pengrad check homework.md --given 'x1 = pi, x2 = 2' --fix --dry-run
  pengrad check notes/ -o notes.html                       the documents with red-pen marks
Exit codes: 0 nothing wrong found · 1 a step is wrong (with --strict also undecided or unread).`;

const runExamples = `
Examples:
  pengrad run 'y = cos((x1/x2)^x3)' --points points.csv --gradient
  pengrad run net.pg --points x=images.npy --at 'W = [1, 2; 3, 4]' --of p -o p.json`;

const trainExamples = `
Examples:
  pengrad train iris.pg --data iris.csv --input 'x = 1..4' 't = species' --validation 0.2 -o run
  pengrad train digits.pg --data x=images.idx.gz t=labels.idx.gz --input 't = classes(t)'
  pengrad train 'L = (w x + b - y)^2' --data points.csv --optimiser 'sgd, eta = 0.05'
  pengrad train iris.pg … -o run --resume --epochs 100            goes on, or takes up a killed run
Exit codes: 0 trained · 1 the loss is no number any more · 3 problem or data cannot be read.`;

/** The words of --scale; training itself is loaded when it is called. */
const scalings = ["none", "standard", "range"] as const satisfies readonly TrainWords["scale"][];

function programOf(finish: (code: number) => void): Command {
  const program = new Command("pengrad")
    .description("Works the forward and the backward pass the way a person does by pen.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError("('pengrad --help' lists commands and options)")
    .addHelpText("after", examples + exitCodes);
  program
    .command("work")
    .description("work a problem: values forward, derivatives backward, every step written")
    .argument("[problem]", "definitions, a file (.pg, .md, .tex …), or - for standard input")
    .option("--at <values>", "values of the inputs, such as 'x1 = pi, W = [2, -1; 1, 2]'")
    .option("--of <name>", "the output (default: the last definition)")
    .option(
      "--wrt <names>",
      "with respect to what (default: every input), such as x1,W_{2,2}; of a vector, its Jacobian",
    )
    .option("--order <n>", "derivatives of this order by --wrt: 2 for d^2y/dx^2", orderOf)
    .option("--hessian [names]", "the Hessian by these (default: every input), such as x or x,y")
    .option(
      "--update <method>",
      "new values of what --wrt or `find` names, such as 'gradient descent, eta = 0.5'",
    )
    .addOption(
      new Option("--format <format>", "how the result is written").choices(Object.keys(formats)),
    )
    .option("-o, --output <file>", "write to a file; its ending gives the format")
    .option("--index-form", "matrix steps also entry by entry: why each transpose is there")
    .addOption(
      new Option(
        "--layout <layout>",
        "how derivatives are set down: in the shape of the variable, as rows and Jacobians, " +
          "as their transposes, or by differentials",
      ).choices(Object.keys(layouts)),
    )
    .option("--local", "local derivatives in the picture")
    .option("--quiet", "no warnings and remarks on standard error")
    .option("--no-color", "no colours")
    .exitOverride()
    .addHelpText("after", examples)
    .action(async (problem: string | undefined, options: WorkWords) => {
      const { runWork } = await import("./work.ts");
      finish(await runWork(problem, options));
    });
  program
    .command("equal")
    .description("are two expressions equal? a proof, a counterexample, or an honest don't know")
    .argument("[sides...]", "two expressions, LaTeX or plain")
    .option("--assume <relations>", "what is taken for granted, such as 'x > 0, y != 0'")
    .option("--pairs <file>", 'pairs as JSON lines {"id": …, "a": "…", "b": "…"}')
    .addOption(
      new Option("--format <format>", "how the answer is written").choices(["text", "json"]),
    )
    .option("-o, --output <file>", "write to a file")
    .option("--quiet", "nothing on standard error")
    .option("--no-color", "no colours")
    .exitOverride()
    .addHelpText("after", equalExamples)
    .action(async (sides: readonly string[], options: EqualWords) => {
      const { runEqual } = await import("./equal.ts");
      finish(runEqual(sides, options));
    });
  program
    .command("check")
    .description("is this worked solution right? every step judged, the first wrong one found")
    .argument("[files...]", "Markdown, LaTeX, notebooks, folders of them, or - for input")
    .option("--given <values>", "values that a document leaves out, such as 'x1 = pi, x2 = 2'")
    .option("--macros <file>", "a file of \\newcommand that the documents use")
    .addOption(
      new Option("--format <format>", "how the report is written").choices(
        Object.keys(checkFormats),
      ),
    )
    .option("-o, --output <file>", "write to a file")
    .option("--fix", "put the repairs into the files")
    .option("--dry-run", "only show what --fix would change, as a diff")
    .option("--strict", "what is undecided or unread counts as wrong")
    .option("--quiet", "no summary on standard error")
    .option("--no-color", "no colours")
    .exitOverride()
    .addHelpText("after", checkExamples)
    .action(async (files: readonly string[], options: CheckWords) => {
      const { runCheck } = await import("./check.ts");
      finish(await runCheck(files, options));
    });
  program
    .command("run")
    .description("evaluate a problem's output, and its gradient, in every row of a file of points")
    .argument("[problem]", "definitions, a file (.pg, .md, .tex …), or - for standard input")
    .option("--points <files...>", "CSV, JSON, NPY or IDX, also .gz; x=FILE calls its column x")
    .option("--input <choices...>", "which columns an input is: 'x = a, b', 'x = 1..4'")
    .option("--at <values>", "values of inputs that have no column")
    .option("--of <name>", "the output (default: the last definition)")
    .option("--gradient", "the gradient too, by every input that has a column")
    .option("--wrt <names>", "the gradient by these inputs")
    .addOption(
      new Option("--format <format>", "how the result is written").choices(["csv", "json"]),
    )
    .option("-o, --output <file>", "write to a file; .json means JSON")
    .option("--quiet", "no warnings and remarks on standard error")
    .option("--no-color", "no colours")
    .exitOverride()
    .addHelpText("after", runExamples)
    .action(async (problem: string | undefined, options: RunWords) => {
      const { runPoints } = await import("./run.ts");
      finish(runPoints(problem, options));
    });
  program
    .command("train")
    .description(
      "fit a problem's parameters to data: epochs of minibatches, by a method of descent",
    )
    .argument("[problem]", "definitions, a file (.pg, .md, .tex …), or - for standard input")
    .option("--data <files...>", "CSV, JSON, NPY or IDX, also .gz; x=FILE calls its column x")
    .option(
      "--input <choices...>",
      "which columns an input is: 'x = a, b', 'x = 1..4', 't = classes(kind)'",
    )
    .option("--at <values>", "values of inputs that are neither data nor trained")
    .option("--of <name>", "the loss (default: the last definition)")
    .option("--wrt <names>", "what is trained (default: what `update` or `find` names, or all)")
    .addOption(
      new Option("--scale <scaling>", "bring the numbers of data inputs to a common scale")
        .choices(scalings)
        .default("none"),
    )
    .option("--validation <share>", "rows held back, such as 0.2", shareOf, 0)
    .option("--epochs <n>", "how often the data is gone through", countOf("--epochs", 1), 50)
    .option("--batch <rows>", "rows in a step", countOf("--batch", 1), 32)
    .option(
      "--optimiser <method>",
      "such as 'adam, eta = 0.001' (default: what `update` says, or adam)",
    )
    .option("--schedule <words>", "such as 'warmup 2, cosine' or 'step 10, 0.5'", "constant")
    .option("--initial <rules>", "such as 'he', or 'W* = glorot, gamma = ones'", "glorot")
    .option("--decay <lambda>", "weight decay in the gradient", amountOf("--decay"), 0)
    .option("--clip <norm>", "the longest gradient", amountOf("--clip"), 0)
    .option(
      "--patience <n>",
      "stop after n epochs without a better one",
      countOf("--patience", 0),
      0,
    )
    .addOption(
      new Option("--precision <kind>", "of the numbers in a step")
        .choices(["f64", "f32"])
        .default("f64"),
    )
    .option("--seed <n>", "of everything random", countOf("--seed", 0), 1)
    .option("--save-every <seconds>", "between checkpoints", amountOf("--save-every"), 5)
    .option("-o, --output <folder>", "keep parameters, history, plot and checkpoints there")
    .option("--resume", "go on from the checkpoint in the folder")
    .addOption(
      new Option("--format <format>", "how the result is written")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--quiet", "no progress, warnings and remarks on standard error")
    .option("--no-color", "no colours")
    .exitOverride()
    .addHelpText("after", trainExamples)
    .action(async (problem: string | undefined, options: TrainWords) => {
      const { runTrain } = await import("./train.ts");
      finish(await runTrain(problem, options));
    });
  program
    .command("open")
    .description("open the page: see a problem's graph, step through it, get a solution marked")
    .argument("[problem]", "what to begin with: definitions, a file, or - for standard input")
    .option("--port <n>", "the local port (default: any that is free)", portOf, 0)
    .option("--no-browser", "only print the address")
    .option("-o, --output <folder>", "write the page's files to a folder, for a server")
    .option("--quiet", "nothing on standard error")
    .exitOverride()
    .action(async (problem: string | undefined, options: OpenWords) => {
      const { runOpen } = await import("./open.ts");
      finish(await runOpen(problem, options));
    });
  program
    .command("schema")
    .description("print the JSON Schemas of everything that --format json prints")
    .option("-o, --output <file>", "write to a file")
    .exitOverride()
    .action(async (options: { readonly output?: string }) => {
      const [{ schemas }, { writeResult }] = await Promise.all([
        import("./schema.ts"),
        import("./output.ts"),
      ]);
      writeResult(`${JSON.stringify(schemas(), null, 2)}\n`, options.output);
      finish(0);
    });
  return program;
}

/** A port, from its word. */
function portOf(word: string): number {
  const port = Number(word);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Refusal(`--port takes a whole number from 0 to 65535, not '${word}'`);
}

/** The order of a derivative, from its word. */
function orderOf(word: string): number {
  const order = Number(word);
  if (Number.isInteger(order) && order >= 1) return order;
  throw new Refusal(`--order takes a whole number from 1 on, not '${word}'`);
}

/** A share of the rows, from its word. */
function shareOf(word: string): number {
  const share = Number(word);
  if (share >= 0 && share < 1 && word.trim() !== "") return share;
  throw new Refusal(`--validation takes a number from 0 to below 1, not '${word}'`);
}

/** A whole number, from its word. */
function countOf(option: string, least: number): (word: string) => number {
  return (word) => {
    const count = Number(word);
    if (Number.isSafeInteger(count) && count >= least && word.trim() !== "") return count;
    throw new Refusal(`${option} takes a whole number from ${least} on, not '${word}'`);
  };
}

/** A number that is not negative, from its word. */
function amountOf(option: string): (word: string) => number {
  return (word) => {
    const amount = Number(word);
    if (amount >= 0 && Number.isFinite(amount) && word.trim() !== "") return amount;
    throw new Refusal(`${option} takes a number from 0 on, not '${word}'`);
  };
}
