/**
 * @file The one table of everything pengrad says to a person about their text: code → severity
 * and sentence. Codes are append-only. PG10xx: reading a formula. PG20xx: the worksheet (names,
 * definitions, shapes). PG30xx: the values (domains, missing inputs, budgets). PG50xx: kernels.
 * PG60xx: data. PG61xx: training.
 *
 * A sentence says what is wrong and what to do; `{slots}` are filled from the diagnostic.
 */

export type Severity = "error" | "warning" | "info";

interface Message {
  readonly severity: Severity;
  readonly text: string;
}

const error = (text: string): Message => ({ severity: "error", text });
const warning = (text: string): Message => ({ severity: "warning", text });
const info = (text: string): Message => ({ severity: "info", text });

export const messages = {
  // PG10xx: reading a formula
  PG1001: error("Something is missing here: {expected} was expected."),
  PG1002: error("Nested more than {limit} levels deep: not read further. Name the inner parts."),
  PG1003: error("The text is longer than {limit} characters: not read. Split it up."),
  PG1004: error("This {open} is never closed."),
  PG1005: error("This {close} closes nothing."),
  PG1006: error("This {open} is closed by {close}."),
  PG1007: error("{text} cannot be read here."),
  PG1008: error("{command} is not read."),
  PG1009: error("Double factorials are not read; write the product out."),
  PG1010: error("The superscript {mark} is a mark, and not read as a power or a label."),
  PG1011: error("Nothing stands before {sign}."),
  PG1012: error("A second {script} follows directly; put braces where they belong."),
  PG1013: error("The environment {name} is not read."),
  PG1014: error("The rows differ in length: {first} entries, then {other}."),
  PG1015: error("{accent} over more than a name is not read."),
  PG1016: error("{function} has no argument here."),
  PG1017: error("The macro {name} does not end, or makes more than {limit} characters."),
  PG1018: error("The orders differ: {above} above, {below} below."),
  PG1019: warning("Two numbers side by side are read as their product."),
  PG1020: info("Read as {function} of the power; for a power of {function} write {function}^2 x."),
  PG1021: info("{function} is read with all of {argument}; put brackets where its argument ends."),
  PG1022: info("Read from left to right: the denominator is only {denominator}."),
  PG1023: info("The exponent ends here: it is only {exponent}."),
  PG1024: info("As in TeX, only {taken} belongs to the {script}."),
  PG1025: info("{word} is read as {parts}; no name so spelled is defined."),
  PG1026: info("A number after a letter is a factor in LaTeX; for an index write {index}."),
  PG1027: info("Read as the function {function}; in LaTeX write {command}."),
  PG1028: info("T is a defined name, so the superscript is read as a power, not a transpose."),
  PG1029: info("The derivative is taken of {operand} only."),
  PG1030: error("A single bar is not read here (a condition, as in p(y | x))."),
  PG1031: info("d is a defined name, but read as a differential in this fraction."),
  PG1032: error("More could not be read; only the first {count} places are listed."),
  PG1035: info(
    "{function} with the exponent -1 is read as a reciprocal, not as the inverse function.",
  ),
  PG1036: error("The order of a derivative has to be written as a number."),
  PG1034: info("{function} ends before the slash; put brackets around what it is taken of."),
  PG1033: warning("The superscript in brackets needs braces in LaTeX; read as if it had them."),

  // PG20xx: the worksheet
  PG2001: error("{name} is defined in terms of itself ({cycle}). Break the circle."),

  PG2002: error("{name} is not defined here. Define it, or give its value with `at`."),
  PG2003: error("Shapes {left} and {right} do not fit in {where}."),
  PG2004: error("A factor of shape {left} cannot be multiplied by one of shape {right}. {hint}"),
  PG2005: error("{what} cannot be used as a value here. {hint}"),
  PG2006: error("The index {name} has no range: nothing here says how far it runs."),
  PG2007: error("{function} takes {expected}, but {found} given."),
  PG2008: error("The index {index} is outside {name}, which has shape {shape}."),
  PG2009: error("{what} needs a square matrix, but the shape here is {shape}."),
  PG2010: error("{what} must be a scalar, but its shape is {shape}."),
  PG2011: info("{name} is read as {meaning}. Define it to say otherwise."),

  PG2018: error("The size of this identity matrix is not known here. Write it as I_n or I_3."),

  PG2012: error(
    "{found} is not understood as a line of a problem. Expected something like {expected}.",
  ),
  PG2013: error("Only a name, an indexed name or f(x) can stand on the left of a definition."),
  PG2014: warning("{name} gets a value here, but nothing uses it. Remove it, or check its name."),
  PG2016: error("{name} is not known here, so nothing can be found for it. Check its spelling."),
  PG2017: error("{found} is not something to find. Ask for a derivative such as dy/dx, or a name."),
  PG2031: error("{name} is declared symmetric, but the value given for it is not."),
  PG2030: warning(
    "{name} is the exponent of a matrix, a whole number: there is no derivative with respect to it.",
  ),
  PG2015: warning(
    "{name} has a formula; the value given for it is not used. Remove one of the two.",
  ),
  PG2040: error(
    "How far {name} runs is not known: its window is wider than the axis, or sizes are open here. " +
      "Give them numbers that fit.",
  ),
  PG2041: error("{name} is written {expected}, but {found} given."),
  PG2042: error("{name} is written {expected}, but the shapes given are {shapes}."),
  PG2043: error(
    "{parameter} of {name} has to be {what}, at least {least}, in the text. Write {expected}.",
  ),
  PG2044: error("{name} has no parameter {parameter}. Write {expected}."),
  PG2045: error(
    "{name} is written out step by step, so its size {size} has to be a number. Give values or " +
      "declare the shape.",
  ),

  PG2050: error(
    "{name} has no number, so the members up to it cannot be written out. Give it: `at {name} = 3`.",
  ),
  PG2051: error(
    "Nothing says where {name} begins. Define {base}, or say how far {letter} runs: " +
      "`for {letter} = 1, ..., 3`.",
  ),
  PG2052: info(
    "A bare superscript on {names} is read as a label, as this line defines it so. For a power " +
      "put brackets around the base.",
  ),
  PG2053: info(
    "{name} is read as one quantity: nothing says how far {letter} runs. For all of them add " +
      "`for {letter} = 1, ..., 3`.",
  ),
  PG2054: error("This makes more than {limit} quantities: not written out."),
  PG2055: error(
    "Nothing says how far {letter} runs. Add `for {letter} = 1, ..., {capital}` with a number " +
      "for the end.",
  ),
  PG2060: error("{method} is not a method of descent that is known here. Known are {known}."),
  PG2061: error("{method} has no setting {name}. It has {known}."),
  PG2062: error("{method} needs to be told {names}: write, for instance, {example}."),
  PG2063: error("{name} cannot be updated: {reason}. Name an input that leads to {output}."),
  PG2064: error("`update all` is for what was asked for. Ask for gradients with `find`."),
  PG2065: error("steps must be a whole number from 1 to {limit}."),
  PG2066: error("The setting {name} must be a number."),
  PG2067: warning("{of} does not depend on {by}, so this derivative is 0.{hint}"),
  PG2068: error(
    "{name}' is the derivative by the one input that {name} is made of, but there are {count}. " +
      "Write it as d{name}/dx.",
  ),
  PG2069: error("{name} is no quantity here, so no derivative can be taken by it."),

  // PG30xx: the values
  PG3001: warning("{what} is not defined at {point}: {reason}. Choose other values."),
  PG3003: error("{name} is not a scalar, so it has no gradient. Choose a scalar output with --of."),
  PG3004: error("The entry of {name} cannot be written out: its size is open or too large."),
  PG3005: warning("No value for {names}, so what depends on it stays symbolic. Give it with `at`."),
  PG3006: error("There is nothing to work: no definition was found."),
  PG3010: error("There is no layout {name}. Choose one of {known}."),
  PG3020: error(
    "The direction in {product} has shape {found}; it must have that of {name}: {wanted}.",
  ),
  PG3021: error("{verb} is not used so. Write {expected}."),
  PG3022: error("Derivatives of an order above {limit} are not worked. Ask for a lower one."),
  PG3030: warning("Step {step} of the update cannot be worked: {what} is not defined ({reason})."),

  // PG40xx: comparing two expressions
  PG4001: error("This is not one expression. Compare two expressions, one on each side."),
  PG4002: error(
    "This cannot be assumed. Write relations such as x > 0, y \\ne 0, separated by commas.",
  ),

  // PG41xx: checking a document
  PG4101: error("At {point} the left side is {left}, the right side {right}{hint}."),
  PG4102: error("The left side is {left}, the right side {right}{hint}."),
  PG4103: error(
    "At {point} the left side has the derivative {left}, the right side {right}{hint}.",
  ),
  PG4104: error("The shapes do not fit: {misfit}{hint}."),
  PG4105: error(
    "Up to the order that is written, the left side is {left} at {point}, the right side {right}.",
  ),
  PG4106: error(
    "This does not follow from {premise}: at {point} that holds, but here the left side is {left}, " +
      "the right side {right}{hint}.",
  ),
  PG4107: error(
    "This does not solve {premise}: put in there, at {point}, one side is {left}, the other " +
      "{right}{hint}.",
  ),
  PG4110: warning("This holds only if {condition}. State the condition, or show that it holds."),
  PG4111: warning("The last digit is off: the value is {left}{hint}."),

  // PG50xx: kernels
  PG5001: error("There is no kernel for {what}: only functions that are known can be compiled."),
  PG5002: error(
    "The size {name} has no number. Give an input by which it is known, or {name} = 3.",
  ),
  PG5004: error("The value of {name} is missing."),
  PG5005: error("The value of {name} has shape {found}; {wanted} is needed."),
  PG5006: info("This has shape {shape}: it has a value and a Jacobian, and no gradient."),
  PG5007: error("{name} is an input, too, and has no place among {known}."),
  PG5008: info("WebAssembly was asked for, but {why}: this runs as JavaScript."),

  // PG60xx: data
  PG6001: error("There are no rows of data here."),
  PG6002: error("Row {row} has {count} fields, and the first has {wanted}."),
  PG6003: error("This quotation mark is never closed, or text follows its end."),
  PG6004: error("The value of {name} in row {row} is missing. Fill it in, or leave the row out."),
  PG6010: error("This cannot be read as {format}: {why}."),
  PG6011: error("Data in JSON is a list of records, or has a list for each name of a column."),
  PG6012: error("{name} has {count} rows, and {other} has {wanted}."),
  PG6013: error("{name} in row {row} is no number, or is of another shape than in the first row."),

  // PG61xx: training
  PG6101: error("{name} is no input of the problem. Its inputs are {known}."),
  PG6102: error("There is no column {column}. The data has {known}."),
  PG6103: error("The columns of {name} hold texts; only one column, of classes, may do so."),
  PG6104: error("{name} has the shape {shape}, and its columns give {count} numbers a row."),
  PG6105: error("{name} has {count} classes in the data, and {wanted} in the problem."),
  PG6106: error("No column is for {names}, and no value is given. Say --input '{example}'."),
  PG6107: error("Nothing is left to train: every input is data or has a value. Name it in `find`."),
  PG6108: error("{name} is not a scalar. Choose the loss with --of."),
  PG6109: error("The size {size} of {name} is open. Declare it: {name}: [8, 4]."),
  PG6110: error("{setting} cannot be read: {why}."),
  PG6111: warning(
    "The gradient by {name} is {gradient}, and central differences give {difference}.",
  ),
  PG6112: info("A kink of the {quantity} lies at the first point: {name} was not checked there."),
  PG6113: error(
    "Training stopped at epoch {epoch}, batch {batch}: {quantity} is {reason} in {place}. Look " +
      "at the data there, or take a smaller learning rate.",
  ),
  PG6114: error("The checkpoint is of another run: {what} differs. Start anew without --resume."),
  PG6115: error("The checkpoint cannot be read: {why}."),
  PG6116: error("No rows are left for {part}: there are {rows}."),
  PG6118: error(
    "Training stopped at epoch {epoch}, batch {batch}: {what} is no finite number. Take a smaller " +
      "learning rate, or --clip 1.",
  ),
  PG6119: info("There is no kernel for this ({what}): it is evaluated step by step, slowly."),
  PG6121: error("There is no kernel for this ({what}), so that it cannot be run."),
  PG6122: info("There is no form of this ({what}) in {format}, so that file was not written."),
  PG6123: error(
    "The problem is written for a batch of {size} rows, and {name} has no axis for them. Declare " +
      "it: {name}: [{size}].",
  ),
  PG6120: warning("{name} has no value in {count} of {rows} rows, the first of them row {row}."),
  PG6117: info("{name} is one of {count} classes by {column}: {classes}."),
} satisfies Record<string, Message>;

export type Code = keyof typeof messages;

/** What is said of a place that belongs to a diagnostic's. */
export const labels = {
  left: "The left side is {left} there.",
} as const;

export type Label = keyof typeof labels;

/** What a check may say, explained to those who meet the code alone: its title, and what to do. */
export const explanations: {
  readonly [C in Extract<Code, `PG41${string}`>]: { readonly title: string; readonly help: string };
} = {
  PG4101: {
    title: "A step is wrong",
    help:
      "The two sides of this step differ at the point named, under every reading of the text. " +
      "Put the point into both sides to see it; the repair, where one was found, is the smallest " +
      "change that makes the step right.",
  },
  PG4102: {
    title: "A value is wrong",
    help:
      "The two sides of this step are different numbers. Work out both to see it; the repair, " +
      "where one was found, is the smallest change that makes the step right.",
  },
  PG4103: {
    title: "An antiderivative is wrong",
    help:
      "An integral without bounds is known up to a constant, so the derivatives of the two sides " +
      "are compared. They differ at the point named: differentiate the right side to see it.",
  },
  PG4104: {
    title: "Shapes do not fit",
    help:
      "The parts of this step cannot be combined as they stand, or its two sides have different " +
      "shapes, under every reading of the text. Look for a transpose that is missing or too many, " +
      "or for the order of a product.",
  },
  PG4105: {
    title: "An expansion is wrong",
    help:
      "O(h^n), or dots at the end, say that both sides are equal up to a power. Their expansions " +
      "up to that power differ at the point named.",
  },
  PG4106: {
    title: "An equation does not follow from the one before it",
    help:
      "At the point named the equation before holds, and this one does not, so that it has other " +
      "solutions. Look for a sign that was lost as a term changed sides, for a factor that was " +
      "divided out of one side only, or for a slip of arithmetic.",
  },
  PG4107: {
    title: "What is said to solve an equation does not",
    help:
      "With the right side in the place of the name, the sides of the equation before it differ at " +
      "the point named. Look for a sign that was lost as a term changed sides, for a factor that " +
      "was divided out of one side only, or for a transpose.",
  },
  PG4110: {
    title: "A step holds only under a condition",
    help:
      "The step is right where the condition holds and wrong elsewhere. State the condition " +
      "before the step, or show that it holds.",
  },
  PG4111: {
    title: "A last digit is off",
    help:
      "The printed number is one unit off in its last place: neither the exact value nor any " +
      "carried digits round to it.",
  },
};
