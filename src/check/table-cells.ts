/**
 * @file What the rows of a table say of names: which cells are names, which are numbers, and
 * whether the header and the shape leave no doubt that the one is the value of the other.
 */
import { type Cell, cellFormula } from "../document/index.ts";
import { nameKey, type Syntax } from "../notation/index.ts";
import { rationalOf } from "./rounding.ts";

/** A name and the number that a table puts beside or below it. */
export interface Entry {
  readonly key: string;
  readonly value: Syntax;
}

/** How cells are read. */
export interface Reader {
  readonly read: (formula: string) => Syntax;
  /** Whether a formula of the document has such a name. */
  readonly isName: (key: string) => boolean;
  /** Whether commas divide decimals. */
  readonly commas: boolean;
}

type Content =
  | { readonly kind: "name"; readonly key: string }
  | { readonly kind: "number"; readonly value: Syntax }
  | { readonly kind: "formula" }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "blank" };

type Row = readonly Content[];

/** All numbers that stand in the row or the column of a name, whatever the table says by them. */
export function numbersBeside(
  rows: readonly (readonly Cell[])[],
  reader: Reader,
): readonly Entry[] {
  const whole = rows.map((row) => row.map((cell) => contentOf(cell, reader)));
  return whole.flatMap((row) => {
    return row.flatMap((cell, k): Entry[] => {
      if (cell.kind !== "name") return [];
      const others = [...row, ...whole.flatMap((one) => one[k] ?? [])];
      return others.flatMap((one) =>
        one.kind === "number" ? [{ key: cell.key, value: one.value }] : [],
      );
    });
  });
}

/** What the rows of a table give; null where anything is in doubt. */
export function entriesOf(rows: readonly (readonly Cell[])[], reader: Reader): Entry[] | null {
  const whole = rows.map((row) => row.map((cell) => contentOf(cell, reader)));
  const width = whole[0]?.length ?? 0;
  if (whole.length === 0 || width < 2 || whole.some((row) => row.length !== width)) return null;
  return pairedIn(whole) ?? below(whole) ?? besideIn(whole);
}

/** Rows of a name and its number, once or more often in a row, and nothing else. */
function pairedIn(rows: readonly Row[]): Entry[] | null {
  const isPlain = rows[0]!.every(({ kind }) => kind === "blank");
  const body = isPlain ? rows.slice(1) : rows;
  const found = body.flatMap((row) => pairsOf(row) ?? [null]);
  return found.length === 0 || found.includes(null) ? null : (found as Entry[]);
}

function pairsOf(row: Row): Entry[] | null {
  const found: Entry[] = [];
  for (let k = 0; k < row.length; k += 2) {
    const [name, number] = [row[k]!, row[k + 1]];
    if (name.kind !== "name" || number?.kind !== "number") return null;
    found.push({ key: name.key, value: number.value });
  }
  return found;
}

/** One row of numbers below a row of names, perhaps with a word before each: `Value | 1 | 2`. */
function below(rows: readonly Row[]): Entry[] | null {
  const [names, numbers] = rows as [Row, Row | undefined];
  if (numbers === undefined || rows.length > 2) return null;
  const isLabelled = isLabel(names[0]!) && isLabel(numbers[0]!, valueWords);
  const from = isLabelled ? 1 : 0;
  const found: Entry[] = [];
  for (let k = from; k < names.length; k++) {
    const [name, number] = [names[k]!, numbers[k]!];
    if (name.kind !== "name" || number.kind !== "number") return null;
    found.push({ key: name.key, value: number.value });
  }
  return found;
}

function isLabel(cell: Content, words?: RegExp): boolean {
  if (cell.kind !== "words") return cell.kind === "blank";
  return words === undefined ? !doubtful.test(cell.text) : words.test(cell.text);
}

/** Numbers in the columns that a header calls values, each beside the only name before it. */
function besideIn([header, ...rows]: readonly Row[]): Entry[] | null {
  const columns = header!.flatMap((cell, k) => {
    return cell.kind === "words" && valueWords.test(cell.text) ? [k] : [];
  });
  if (columns.length === 0 || columns[0] === 0) return null;
  const isClear = header!.every((cell) => {
    return cell.kind === "blank" || (cell.kind === "words" && !doubtful.test(cell.text));
  });
  if (!isClear) return null;
  const found: Entry[] = [];
  for (const row of rows) {
    let first = 0;
    for (const column of columns) {
      const group = row.slice(first, column);
      const isCounted = first === 0 && group.length > 1 && isCount(header![0]!);
      const beside = isCounted ? group.slice(1) : group;
      if (beside.some(({ kind }) => kind === "number" || kind === "formula")) return null;
      const [name, more] = beside.filter(({ kind }) => kind === "name");
      if (more !== undefined) return null;
      const value = row[column]!;
      if (name?.kind === "name" && value.kind === "number")
        found.push({ key: name.key, value: value.value });
      first = column + 1;
    }
    if (row.slice(first).some(({ kind }) => kind === "number")) return null;
    const isScaled = row.some((cell, k) => {
      const head = header![k]!;
      const unit = cell.kind === "words" ? cell.text : cell.kind === "blank" ? "" : "?";
      return head.kind === "words" && unitWords.test(head.text) && !plainUnits.test(unit);
    });
    if (isScaled) return null;
  }
  return found.length === 0 ? null : found;
}

const isCount = (cell: Content): boolean =>
  cell.kind === "blank" || (cell.kind === "words" && /^(?:#|№|n[ro°º]\.?|序号)$/i.test(cell.text));

/** Any of some words, which stand between blanks, or of some signs. */
export function wordPattern(words: readonly string[], signs: string): RegExp {
  const all = words.join(" ").split(" ").join("|");
  return new RegExp(`(?<!\\p{L})(?:${all})(?!\\p{L})|${signs}`, "iu");
}

/** What a column of given values is called. */
const valueWords = new RegExp(
  [
    "^(?:(?:initial|given|numerical|numeric|default|assigned|input|starting|known)\\s+)?values?$",
    "^(?:initial|default|given)$",
    "^(?:zahlen|anfangs|start)?werte?$",
    "^valeurs?(?: initiales?)?$",
    "^valor(?:es)?(?: inicial(?:es)?)?$",
    "^valor[ei](?: inizial[ei])?$",
    "^(?:waarden?|wartość|значени[ея]|giá trị|nilai|värden?|değer)$",
    "^(?:数|取|参数|初始|默认)?值$",
    "^(?:数値|初期値|値|초기값|값)$",
  ].join("|"),
  "iu",
);

/** Words of a header under which numbers came out of something, or are of several cases. */
const doubtful = wordPattern(
  [
    "after before new old updated? gradients? derivatives? slopes? results? outputs? final",
    "optim(?:al|um) estimate[sd]? errors? computed calculated computations? calculations? loss",
    "steps? epochs? iterations? iter trained learned exact approx\\w* true actual predict\\w+",
    "neue?r? nachher ergebnis\\w* gradient\\w* ableitung\\w* fehler schritt\\w*",
    "nouve\\w+ dérivée\\w* résultats? étape\\w* nuev\\w+ derivad\\w+ resultados? pasos?",
    "нов\\p{L}+ градиент\\p{L}* шаг\\p{L}*",
  ],
  "[新更梯导結结迭步误]|∂|기울기|결과",
);

/** Units that are 1 where formulas have none. */
const plainUnits =
  /^(?:[-–—/1]?|none|(?:m|s|kg|N|J|W|V|A|K|Pa|Hz|C|mol|rad)(?:[·⋅ /]?(?:m|s|kg|K|mol)[²³^\d]*)*)$/;

const unitWords =
  /^(?:units?|einheit(?:en)?|unités?|unidad(?:es)?|unidades?|单位|單位|単位|단위)$/iu;

/** What may stand beside a name in its cell: `Learning rate ($\eta$)`. */
const called = new RegExp(
  `^(?:(?:the|initial)\\s+)?(?:${[
    "learning rate|step size|momentum|weights?|bias(?:es)?|inputs?|targets?|labels?|constants?",
    "parameters?|lernrate|gewicht\\w*|eingabe|taux d.apprentissage|poids|biais|entrée",
    "tasa de aprendizaje|pesos?|sesgo|entrada|学习率|权重|偏置|输入|目标",
  ].join("|")})(?:\\s*\\d{1,2})?$`,
  "iu",
);

function contentOf({ words, formulas }: Cell, reader: Reader): Content {
  const text = words
    .replace(/\\(?:text(?:bf|it|rm|tt)|emph|mathbf)\s*\{([^{}]*)\}/g, "$1")
    .replace(/^\\centering\s*/, "")
    .replace(/^[*_`~ ]+|[*`~ ]+$/g, "")
    .trim();
  if (text === "") return { kind: "blank" };
  if (formulas.length === 0) return wordsOf(text, reader);
  if (formulas.length > 1) return { kind: "words", text };
  const own = formulaOf(formulas[0]!, reader);
  if (text === cellFormula) return own;
  const beside = text
    .replace(cellFormula, " ")
    .replace(/[():,]/g, " ")
    .replace(/\s+/g, " ");
  return own.kind === "name" && called.test(beside.trim()) ? own : { kind: "words", text };
}

function formulaOf(text: string, { read }: Reader): Content {
  const syntax = read(text);
  const key = nameKey(syntax);
  if (key !== undefined) return isPlainName(syntax) ? { kind: "name", key } : { kind: "formula" };
  return rationalOf(syntax) === null ? { kind: "formula" } : { kind: "number", value: syntax };
}

/** Whether a name carries no mark that makes it another version of one: w^+, y'. */
function isPlainName(syntax: Syntax): boolean {
  if (syntax.kind === "decorated") return isPlainName(syntax.body);
  return syntax.kind === "name" || syntax.kind === "subscript" || syntax.kind === "family";
}

const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|omega)(?![a-z])/;

/** A number or a name that is spelled among words. */
function wordsOf(text: string, { read, isName, commas }: Reader): Content {
  const number = numberOf(text, commas);
  if (number !== null) {
    const value = read(number);
    return rationalOf(value) === null ? { kind: "words", text } : { kind: "number", value };
  }
  if (/^[\p{L}\p{N}_{}\\]{1,20}$/u.test(text)) {
    const bare = text.replaceAll("\\_", "_");
    const spelled = bare.replace(greek, "\\$&").replace(/(\p{L})(\d+)$/u, "$1_{$2}");
    const syntax = read(spelled);
    const key = nameKey(syntax);
    if (key !== undefined && isPlainName(syntax) && isName(key)) return { kind: "name", key };
  }
  return { kind: "words", text };
}

/** A number as LaTeX spells it; null for what is none, or may be several. */
function numberOf(text: string, commas: boolean): string | null {
  const found = /^([-+\u2212\u2013]?)\s?(\d+(?:([.,])\d+)?|\.\d+)(?:[eE]([-+\u2212]?\d+))?$/.exec(
    text,
  );
  if (found === null) return null;
  const [, sign, digits, point, power] = found;
  if (point === "," && !commas) return null;
  const scale = power === undefined ? "" : ` \\cdot 10^{${power.replace("\u2212", "-")}}`;
  const minus = sign === "" || sign === "+" ? "" : "-";
  return `${minus}${digits!.replace(",", ".")}${scale}`;
}
