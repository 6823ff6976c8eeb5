/**
 * @file Values that a document gives in tables, and tables of which nothing is taken. In a row
 * ` | ` stands for a new line, so the cells of tables have no blanks around their pipes.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

/** A calculation behind a table, from a model before it. */
const unit = (table: string, step: string) => {
  return `Let $a = w_1 x + b$. |  | ${table} |  | $$a = ${step}$$`;
};

describe("a name beside a number below the word value", () => {
  const rows = "|$w_1$|2| | |$x$|$3$| | |$b$|1|";
  const table = (header: string) => `|${header}| | |---|---| | ${rows}`;
  documents([
    ["is given", unit(table("Parameter|Value"), "7")],
    ["is given", unit(table("Parameter|Value"), "8"), "9 ! arithmetic: 7"],
    ["is given", unit(table("Größe|Wert"), "8"), "9 ! arithmetic: 7"],
    ["is given", unit(table("Paramètre|Valeur initiale"), "8"), "9 ! arithmetic: 7"],
    ["is given", unit(table("Parámetro|Valor"), "8"), "9 ! arithmetic: 7"],
    ["is given", unit(table("参数|值"), "8"), "9 ! arithmetic: 7"],
    ["is given", unit(table("Symbol|Default"), "8"), "9 ! arithmetic: 7"],
    ["is given without a header", unit(`||| | |---|---| | ${rows}`, "8"), "9 ! arithmetic: 7"],
    ["is not given below another word", unit(table("Parameter|Gradient"), "8"), "9 ?"],
    ["is not given below another word", unit(table("Parameter|Range"), "8"), "9 ?"],
    ["is not given below another word", unit(table("Parameter|New value"), "8"), "9 ?"],
    ["is not given for something new", unit(table("Updated weight|Value"), "8"), "9 ?"],
  ]);
});

describe("a name beside a number and nothing else", () => {
  const table = (first: string) => `${first} | |---|---| | |$x$|3| | |$b$|1|`;
  documents([
    ["is given", unit(table("|$w_1$|2|"), "7")],
    ["is given", unit(table("|$w_1$|2|"), "8"), "8 ! arithmetic: 7"],
    ["is not given beside a formula", unit(table("|$w_1 + x$|5|"), "8"), "8 ?"],
  ]);
});

describe("names among other columns", () => {
  const table = (header: string, row: (name: string, meaning: string, value: string) => string) => {
    const rows = [
      row("$w_1$", "weight of $x$", "2"),
      row("$x$", "input", "3"),
      row("$b$", "", "1"),
    ];
    return `|${header}| | |---|---|---| | ${rows.join(" | ")}`;
  };
  const middle = table("Symbol|Meaning|Value", (name, meaning, value) => {
    return `|${name}|${meaning}|${value}|`;
  });
  const last = table("Name|Value|Note", (name, note, value) => `|${name}|**${value}**|${note}|`);
  const twice = table("Name|Value|After", (name, _, value) => `|${name}|${value}|0.5|`);
  const two = "|Name|Value|Name|Value| | |---|---|---|---| | |$w_1$|2|$x$|3| | |$b$|1|||";
  documents([
    ["are given", unit(middle, "7")],
    ["are given", unit(middle, "8"), "9 ! arithmetic: 7"],
    ["are given", unit(last, "8"), "9 ! arithmetic: 7"],
    ["are given in pairs", unit(two, "8"), "8 ! arithmetic: 7"],
    ["are not given with two numbers", unit(twice, "8"), "9 ?"],
  ]);
});

describe("one row of numbers below a row of names", () => {
  const table = (...rows: string[]) => `|$w_1$|$x$|$b$| | |---|---|---| | ${rows.join(" | ")}`;
  documents([
    ["is given", unit(table("|2|3|1|"), "7")],
    ["is given", unit(table("|2|3|1|"), "8"), "7 ! arithmetic: 7"],
    [
      "is given behind the word value",
      unit("|Weight|$w_1$|$x$|$b$| | |---|---|---|---| | |Value|2|3|1|", "8"),
      "7 ! arithmetic: 7",
    ],
    ["of several examples gives nothing", unit(table("|2|3|1|", "|1|3|2|"), "8"), "8 ?"],
    [
      "of an iteration gives nothing",
      unit("|Step|$w_1$|$x$|$b$| | |---|---|---|---| | |0|2|3|1|", "8"),
      "7 ?",
    ],
    ["with a formula gives nothing", unit(table("|2|3|1|").replace("$b$", "$2b$"), "8"), "7 ?"],
  ]);
});

describe("names that are no formulas", () => {
  const table = (weight: string) => {
    return `|Parameter|Value| | |---|---| | |${weight}|2| | |\`x\`|3| | |b|−1|`;
  };
  documents([
    ["are those of formulas", unit(table("w1"), "5")],
    ["are those of formulas", unit(table("w_1"), "7"), "9 ! arithmetic: 5"],
    ["are those of formulas", unit(table("Weight ($w_1$)"), "7"), "9 ! arithmetic: 5"],
    ["and not others", unit(table("w2"), "7"), "9 ?"],
    ["and not others", unit(table("Gradient ($w_1$)"), "7"), "9 ?"],
  ]);
});

describe("tables as LaTeX sets them", () => {
  const rows = "$w_1$ & 2 \\\\ $x$ & $3$ \\\\ \\hline $b$ & 1 \\\\";
  const tabular = `\\begin{tabular}{|c|c|} \\hline Parameter & Value \\\\ \\hline ${rows} \\end{tabular}`;
  const array = (numbers: string) => {
    return `$$\\begin{array}{c|c|c} w_1 & x & b \\\\ \\hline ${numbers} \\end{array}$$`;
  };
  documents([
    ["give values", unit(tabular, "7")],
    ["give values", unit(tabular, "8"), "5 ! arithmetic: 7"],
    ["give values", unit(array("2 & 3 & 1"), "7")],
    ["give values", unit(array("2 & 3 & 1"), "8"), "5 ! arithmetic: 7"],
    ["but not several", unit(array("2 & 3 & 1 \\\\ 1 & 1 & 1"), "8"), "5 ?"],
  ]);
});

describe("numbers with commas", () => {
  const table = "|Größe|Wert| | |---|---| | |$w_1$|0,5| | |$x$|2| | |$b$|0,25|";
  documents([
    ["are decimals in a text that has such", unit(table, "1{,}25")],
    ["are decimals in a text that has such", unit(table, "1{,}35"), "9 ! arithmetic: 1.25"],
    ["and lists in others", unit(table, "1.35"), "9 ?"],
  ]);
});

describe("a table of results", () => {
  const table = (...rows: string[]) => `|Name|Value| | |---|---| | ${rows.join(" | ")}`;
  const given = table("|$w_1$|2|", "|$x$|3|", "|$b$|1|");
  const other = table("|$w_1$|1.5|", "|$x$|3|", "|$b$|1|");
  documents([
    ["is one with what formulas say", unit(`${given} | |$a$|8|`, "8"), "10 ?"],
    ["is one with derivatives", unit(`${given} | |$\\partial a / \\partial x$|2|`, "8"), "10 ?"],
    ["is one of which words say so", unit(`After the update: |  | ${given}`, "8"), "11 ?"],
    [
      "is one of which a heading says so",
      unit(`## Results |  | ${given}`, "w_1 x + b = 8"),
      "11 ?",
    ],
    [
      "is none below another heading",
      unit(`## Data |  | ${given}`, "w_1 x + b = 8"),
      "11 ! arithmetic: 7",
    ],
    ["is one behind numbers for its names", `$w_1 x = 6$. |  | ${unit(given, "8")}`, "1 ?", "11 ?"],
    ["is one beside other values", `${unit(given, "8")} |  | where $x = 4$`, "9 ?"],
    ["is one beside other values", `${unit(given, "8")} |  | At x = 4 it is more.`, "9 ?"],
    ["is one beside other tables", `${unit(given, "8")} |  | ${other}`, "9 ?"],
    ["does not forbid what is said", unit(other, "7").replace("Let", "With $w_1 = 2$,"), "9 ?"],
    [
      "with the same values, too, is none",
      `${unit(given, "8")} |  | as $x = 3$`,
      "9 ! arithmetic: 7",
    ],
  ]);
});

describe("numbers that are put in", () => {
  const table = "|Name|Value| | |---|---| | |$w_1$|0.25| | |$x$|3| | |$b$|1|";
  const chain = (numbers: string) =>
    unit(table, "w_1 x + b = ").replace(/= \$\$$/, `= ${numbers}$$`);
  documents([
    ["are those of the table", chain("0.25 \\cdot 3 + 1 = 1.75")],
    ["in any order", chain("3 \\cdot 0.25 + 1 = 1.75")],
    ["or a slip", chain("0.35 \\cdot 3 + 1 = 2.05"), "9 ! arithmetic: 0.25 \\cdot 3 + 1"],
    ["or those of another example", chain("0.25 \\cdot 4 + 1 = 2")],
    ["or those of another example", `${chain("0.35 \\cdot 3 + 1 = 2.05")} |  | and 0.35 is better`],
  ]);
});

describe("units", () => {
  const table = (unit: string) => {
    const rows = `|$w_1$|0.25|| | |$x$|3|${unit}| | |$b$|1||`;
    return `|Name|Value|Unit| | |---|---|---| | ${rows}`;
  };
  documents([
    ["that are 1 leave numbers as they are", unit(table("m"), "2.75"), "9 ! arithmetic: 1.75"],
    ["may be others in formulas", unit(table("cm"), "1.03"), "9 ?"],
    [
      "are others where the digits are the same",
      unit(table("m"), "w_1 x + b = 25 \\cdot 3 + 1 = 76"),
    ],
  ]);
});

describe("a fraction of numbers of a table", () => {
  const share = (fraction: string, value: string) => {
    const table = "|Name|Value| | |---|---| | |$n$|22| | |$k$|8|";
    return `${table} |  | $p = \\frac{k}{n} = ${fraction}$ |  | $$q = n p (1 - p) = ${value}$$`;
  };
  documents([
    ["may be reduced", share("\\frac{4}{11}", "5.09")],
    ["may be reduced", share("\\frac{4}{11}", "6.09"), "8 ! arithmetic: 5.09"],
    ["may be of other numbers", share("\\frac{4}{13}", "2.77")],
  ]);
});

describe("numbers that are rounded where they are put in", () => {
  const table = "|Name|Value| | |---|---| | |$w_1$|0.2468| | |$x$|3| | |$b$|1|";
  documents([
    ["are those of the table", unit(table, "w_1 x + b \\approx 0.247 \\cdot 3 + 1 = 1.741")],
  ]);
});

describe("a table in one of several exercises", () => {
  const table = "|Name|Value| | |---|---| | |$w_1$|2| | |$x$|3| | |$b$|1|";
  const two = (other: string) => {
    const model = "Let $a = w_1 x + b$.";
    return `${model} |  | ## Example 1 |  | ${table} |  | $a = w_1 x + b = 8$ |  | ## Example 2 |  | ${other}`;
  };
  documents([
    ["gives its values there", two("$q = 3$"), "11 ! arithmetic: 7"],
    ["gives none of those that the others use", two("$w_1 x + b = 9$"), "11 ?", "15 ?"],
  ]);
});

describe("indices", () => {
  documents([
    [
      "are given nothing",
      "$x_{k+1} = x_k + k$ |  | |$k$|$c$| | |---|---| | |0|2| |  | $$c + k = 5$$",
      "7 ?",
    ],
  ]);
});

describe("a slope by a name of which only a table says the value", () => {
  const unitOf = (slope: string) => {
    return (
      "|Name|Value| | |---|---| | |$w$|0.39| |  | " +
      "$$z = 0.39 \\cdot 0.5 + 0.1 = 0.295$$ |  | $$E = z^2 = 0.087$$ |  | " +
      `$$\\frac{\\partial E}{\\partial w} = ${slope}$$ |  | ` +
      "$$w \\leftarrow 0.39 - 0.1 \\cdot 0.295 = 0.3605$$"
    );
  };
  documents([["is not 0", unitOf("2 \\cdot 0.295 \\cdot 0.5 = 0.295"), "9 ?"]]);
});
