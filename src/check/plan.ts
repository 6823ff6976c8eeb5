/**
 * @file The lines of the problem that a document makes: its definitions and values as they stand,
 * and its claims as hidden definitions, a name for each side; what a derivative is of and by has a
 * hidden name too.
 */
import { mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import type { Span } from "../source/index.ts";
import type { Statement as Line } from "../worksheet/index.ts";
import { integrated, withBounds } from "./between.ts";
import { hasBothSigns, withSignFactor } from "./both-signs.ts";
import { withOperators } from "./bracketed.ts";
import type { Division } from "./chain.ts";
import {
  type Axes,
  axesLine,
  type Derivative,
  Derivatives,
  type Layout,
  type Surroundings,
} from "./derivative.ts";
import { headingOf, sectionsAround } from "./elsewhere.ts";
import { Formulas } from "./formulas.ts";
import { casesAround, isOfLetters, type LetterCase } from "./letter-case.ts";
import { bareNames, Functions, mentions, withFactors } from "./names.ts";
import { hasDecimal, roughIntegers, withoutDecimals } from "./rounding.ts";
import { letterCount, runningIn, summedIn } from "./running.ts";
import { inSentences } from "./sentence.ts";
import type { Statement } from "./statement.ts";
import { isUnknown, UnknownFunctions } from "./unknown.ts";
import { type Calculations, calculationsIn } from "./worked.ts";

/** Hidden names; no text can spell them. */
export type Side = "L" | "R" | "D" | "l" | "r" | "O" | "P";
export const side = (id: number, which: Side): string => `\u00a7${id}${which}`;

/** The formulas that a sheet is made of beside the statements: constraints on values. */
export interface Extra {
  readonly key: string;
  /** The statement by which it stands. */
  readonly by: number;
  readonly right: Syntax;
}

/** What a sheet is built from. */
export interface Plan {
  readonly statements: readonly Statement[];
  readonly divisions: readonly Division[];
  /** Lines of fenced problems and given values, with their parts. */
  readonly lines: readonly { readonly part: number; readonly line: Line }[];
  /** Formulas of which only the meaning is wanted. */
  readonly extras: readonly Extra[];
  /** Statements of which the numbers are values of what an earlier part is about. */
  readonly instances: ReadonlySet<number>;
  readonly isTensor: (key: string, part: number) => boolean | undefined;
  /** What σ is where the document does not define it. */
  readonly activation: string;
  /** Whether links of chains are derivatives along one edge, ∂v/∂x with all else fixed. */
  readonly explicit: boolean;
  /** How derivatives are laid out. */
  readonly layout: Layout;
  /** What names are said to be, or were printed as, where more is read than these statements. */
  readonly sizes: Calculations["sizes"];
  /** What tables and words say that they are. */
  readonly told: Calculations["sizes"];
  /** Whether a function without a definition before is the one that is defined next. */
  readonly ahead: boolean;
}

/** The lines of a problem, and what is to be known of them. */
export interface Lines {
  readonly lines: readonly Line[];
  readonly derivatives: readonly Derivative[];
  /** Equations that quantities may be to satisfy. */
  readonly equations: readonly Statement[];
  /** Claims that two sides are equal. */
  readonly said: readonly Statement[];
  /** The names that are worked out of numbers. */
  readonly calculations: Calculations;
  readonly formulas: Formulas;
  /** A formula with the functions that hold at a statement. */
  readonly renamed: ReadonlyMap<number, (syntax: Syntax) => Syntax>;
  /** The functions that hold at each statement, by name. */
  readonly functions: ReadonlyMap<number, Functions>;
  /** Letters that run through both sides of a statement. */
  readonly letters: ReadonlyMap<number, readonly string[]>;
  /** What the text says of such letters around a statement. */
  readonly cases: (of: Statement) => readonly LetterCase[];
  /** What σ is where the document does not define it. */
  readonly activation: string;
  /** Whether links of chains are derivatives along one edge, ∂v/∂x with all else fixed. */
  readonly explicit: boolean;
  readonly layout: Layout;
}

/** Whether a relation stands alone and may say what is to hold of its names. */
function isEquation({ kind, chain, at, sign }: Statement): boolean {
  const isAlone = at === 0 && !chain.continues && chain.signs.length === 1;
  return isAlone && sign === "=" && (kind === "condition" || kind === "step");
}

/** The lines of a problem that has the document's definitions and, hidden, its claims. */
export function linesOf(plan: Plan, axes: ReadonlyMap<string, Axes>): Lines {
  const { statements, divisions, lines: given } = plan;
  const rough = roughIntegers(statements);
  const summed = summedIn(statements.flatMap(({ left, right }) => [left, right]));
  const isTensor = (key: string, at: number): boolean | undefined => {
    return plan.isTensor(key, at) ?? (summed.has(key) || undefined);
  };
  const derivatives = new Derivatives();
  const functions = new Functions();
  const held = new Map<number, Functions>();
  const unknown = new UnknownFunctions(statements);
  const lines: Line[] = [];
  const known = new Map<number, (syntax: Syntax) => Syntax>();
  const running = new Map<number, readonly string[]>();
  const extras = byStatement(plan.extras);
  let part = -1;
  const open = (next: number): void => {
    while (part < next) {
      part++;
      const name = `\u00a7${part}`;
      lines.push({ kind: "part", name, title: divisions[part]?.name ?? "", span: nowhere });
      lines.push(...given.filter((one) => one.part === part).map(({ line }) => line));
    }
  };
  const hide = (key: string, right: Syntax, letters: readonly string[] = []): void => {
    const name = S.name(key);
    const left = letters.length === 0 ? name : S.subscripted(name, ...letters.map(S.part));
    lines.push({ kind: "definition", left, right, span: right });
  };
  /** Names of which a formula says what their entries are. */
  const entrywise = new Set<string>();
  const values = valuesIn(statements);
  const formulas = new Formulas();
  /** Values as they were last said, so that one that is only said again makes no new input. */
  const said = new Map<string, string>();
  /** The sections of functions that are only supposed to be constant there: "if f(x) = c, …". */
  const supposed = new Map<string, number>();
  const leave = (at: number): void => {
    if (supposed.size === 0) return;
    const around = sectionsAround(at, divisions);
    for (const [key, own] of supposed) {
      if (around.has(own)) continue;
      functions.forget(key);
      supposed.delete(key);
    }
  };
  let head: Surroundings["head"] = null;
  /** The letters over which the chain at hand integrates. */
  let integrals: readonly Syntax[] = [];
  const named = (syntax: Syntax, at: number, owner: string): Syntax => {
    const before = derivatives.all.length;
    const bounded = withBounds(syntax, integrals);
    const renamed = functions.rename(unknown.in(bounded, functions));
    const isKnown = functions.parametersOf(S.name("\\sigma")) !== undefined;
    const activated = isKnown ? renamed : withActivation(renamed, plan.activation);
    const result = derivatives.in(activated, owner, {
      parametersOf: (head) => functions.parametersOf(head),
      isQuantity: (name) => unknown.isQuantity(name),
      renamed: (head) => functions.renameHead(head),
      mentions: (head, name) => functions.mentions(head, name),
      explicit: plan.explicit,
      isTensor: (key) => isTensor(key, at) === true,
      isNumber: (key) => isTensor(key, at) === false,
      formulas,
      head,
    });
    for (const derivative of derivatives.all.slice(before)) {
      const { key, of, by, via, letters, at: values } = derivative;
      hide(`${key}of`, of, letters);
      for (const [k, one] of by.entries()) hide(`${key}by${k}`, one);
      for (const [k, one] of via?.entries() ?? []) hide(`${key}via${k}`, one);
      const known = axes.get(key);
      if (known !== undefined) lines.push(axesLine(derivative, known, plan.layout));
      for (const [k, { variable, value }] of values.entries()) {
        hide(`${key}at${k}`, variable);
        hide(`${key}value${k}`, value);
      }
    }
    return result;
  };
  for (const { kind, left } of plan.ahead ? statements : []) {
    if (kind === "definition" && left.kind === "applied")
      functions.announce(nameKey(left.head)!, parametersOf(left));
  }
  /** Names that were another name with a number, behind their part. */
  const aliases = new Set<string>();
  /** An update, which the rest of its chain goes before: it is about the old value. */
  const pending: { readonly chain: Statement["chain"]; readonly line: Line }[] = [];
  const settle = (): void => {
    lines.push(...pending.splice(0).map(({ line }) => line));
  };
  for (const statement of inSentences(statements)) {
    const { id, kind, chain, left, right, span } = statement;
    if (pending[0]?.chain !== chain) settle();
    open(chain.part);
    leave(chain.part);
    if (kind === "unread") continue;
    const [first] = chain.parts;
    head = headOf(first);
    integrals = integrated(chain);
    for (const { key, right: body } of extras.get(id) ?? [])
      hide(key, named(body, chain.part, key));
    if (kind === "definition" && left.kind === "applied") {
      const isSupposed =
        chain.cues.has("supposed") &&
        !parametersOf(left).some((name) => {
          return mentions(right, name);
        });
      if (isSupposed) supposed.set(nameKey(left.head)!, headingOf(chain.part, divisions));
      else supposed.delete(nameKey(left.head)!);
      // what stands in the body is what was meant before f was defined
      const body = unknown.in(withBounds(right, integrals), functions);
      if (functions.define(nameKey(left.head)!, parametersOf(left), body)) continue;
      const renamed = functions.rename(left);
      lines.push({
        kind: "definition",
        left: renamed,
        right: named(right, chain.part, `${id}`),
        span,
      });
      continue;
    }
    if (kind === "definition") {
      const [name, body] = nameKey(left) === undefined ? [right, left] : [left, right];
      if (statement.closed && name === left && !plan.instances.has(id)) {
        const key = nameKey(name)!;
        const again = said.get(key) === bareText(body);
        said.set(key, bareText(body));
        // what has several values has versions; and z has none where a formula says each z_i
        const isVersion = (values.get(`${chain.part} ${key}`)?.size ?? 0) > 1;
        // q = 3/2 after q = a, where it is no longer a
        const isAnew = aliases.has(`${chain.part} ${key}`);
        const kind = isVersion || isAnew || entrywise.has(key) ? "definition" : "value";
        if (!again) lines.push({ kind, left: name, right: body, span });
        hide(`\u00a7u${id}`, name);
        continue;
      }
      if (plan.instances.has(id)) {
        hide(`\u00a7u${id}`, name);
        continue;
      }
      if (name.kind === "subscript" && name.indices.every((index) => index.kind === "name"))
        entrywise.add(nameKey(name.base) ?? "");
      lines.push({ kind: "definition", left: name, right: named(body, chain.part, `${id}`), span });
      formulas.add(nameKey(name) ?? "", body);
      if (said.has(nameKey(body) ?? "")) aliases.add(`${chain.part} ${nameKey(name)}`);
      // C = … after C(q) says anew what that is
      const parameters = functions.parametersOf(name) ?? [];
      if (name !== left || !parameters.some((one) => mentions(body, one))) continue;
      const call = S.applied(name, ...parameters.map((one) => S.name(one)));
      const anew = unknown.in(withBounds(body, integrals), functions);
      if (functions.define(nameKey(name)!, parameters, anew)) continue;
      const again = { left: functions.rename(call), right: named(body, chain.part, `${id}C`) };
      lines.push({ kind: "definition", ...again, span });
      continue;
    }
    if (kind === "update") {
      const change = S.sum([named(right, chain.part, `${id}`), S.minus(left)]);
      settle();
      pending.push({ chain, line: { kind: "update", left, right: change, sign: "+", span } });
      continue;
    }
    // i = j says which entries are meant, and nothing of quantities
    if (kind === "condition" && isOfLetters(statement)) continue;
    // what a name is an element of is no quantity
    if (kind === "condition" && statement.sign === "\\in") continue;
    const isFunction = (name: string) => functions.parametersOf(S.name(name)) !== undefined;
    const bare = new Set([...bareNames([left, right])].filter(isFunction));
    const factors =
      bare.size === 0 ? [left, right] : [left, right].map((one) => withFactors(one, bare));
    const isTwofold = kind === "step" && hasBothSigns(left) && hasBothSigns(right);
    const [one, other] = unknown
      .sides(factors, functions, chain.parts)
      .map((side) => (isTwofold ? withSignFactor(side) : side));
    const [a, b] = [named(one!, chain.part, `${id}L`), named(other!, chain.part, `${id}R`)];
    const here = functions.copy();
    held.set(id, here);
    const over = integrals;
    known.set(id, (syntax) => {
      const signed = isTwofold ? withSignFactor(syntax) : syntax;
      return here.rename(unknown.in(withBounds(signed, over), here));
    });
    // the letters of a chain's first side run through all of it
    const isLed = letterCount(a) + letterCount(b) > 0 && statement.at > 0 && head !== null;
    const led = isLed ? [named(chain.parts[0]!, chain.part, `${id}H`)] : [];
    const letters = runningIn([a, b, ...led], (key) => isTensor(key, chain.part) === true);
    running.set(id, letters);
    const hideSide = (which: Side, body: Syntax): void => hide(side(id, which), body, letters);
    // how far a letter runs is often seen on one side only
    const runs = (own: Syntax, other: Syntax): Syntax => {
      if (letters.length === 0) return own;
      const nothing = [other, ...led].map((one) => S.product([S.number(0), S.group(one)], "cdot"));
      return { ...S.sum([own, ...nothing]), from: own.from, to: own.to };
    };
    hideSide("L", runs(a, b));
    hideSide("R", runs(b, a));
    // what stands on both sides of a sign has one shape
    if (kind === "step") hideSide("D", S.sum([a, S.minus(b)]));
    const operated = [left, right].map(withOperators);
    if (kind === "step" && operated.some((side) => side !== null)) {
      const meant = [operated[0] ?? left, operated[1] ?? right];
      const [of, by] = unknown.sides(meant, functions, chain.parts);
      hideSide("O", named(of!, chain.part, `${id}O`));
      hideSide("P", named(by!, chain.part, `${id}P`));
    }
    if (kind === "step" && (hasDecimal(a, rough) || hasDecimal(b, rough))) {
      hideSide("l", withoutDecimals(a, rough));
      hideSide("r", withoutDecimals(b, rough));
    }
  }
  settle();
  open(divisions.length - 1);
  return {
    lines,
    derivatives: derivatives.all,
    equations: statements.filter(isEquation),
    said: statements.filter(({ kind, sign }) => kind === "step" && sign === "="),
    formulas,
    calculations: calculationsIn(statements, plan.sizes, plan.told),
    renamed: known,
    functions: held,
    letters: running,
    cases: casesAround(statements),
    activation: plan.activation,
    explicit: plan.explicit,
    layout: plan.layout,
  };
}

/**
 * The values that each part says of a name, one after the other; "k = 0 or k = 3" are two solutions
 * and no two values.
 */
function valuesIn(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  let last = "";
  for (const { kind, closed, left, right, chain } of statements) {
    const key = kind === "definition" && closed ? nameKey(left) : undefined;
    const own = `${chain.part} ${key}`;
    const place = key === undefined ? "" : `${chain.paragraph} ${own}`;
    if (key !== undefined && place !== last) {
      found.set(own, (found.get(own) ?? new Set()).add(bareText(right)));
    }
    last = place;
  }
  return found;
}

function parametersOf({ arguments: names }: SyntaxOf<"applied">): readonly string[] {
  return names.map((argument) => nameKey(argument)!);
}

/** The derivative with which a chain begins. */
export function headOf(first: Syntax | undefined): Surroundings["head"] {
  if (first?.kind === "derivative") return first.of && { of: first.of, sign: first.sign };
  return first?.kind === "gradient" ? first.of && { of: first.of, sign: "\\nabla" } : null;
}

/** The formula with the names of a statement's derivatives; others stay. */
export function withKnownDerivatives(syntax: Syntax, known: readonly Derivative[]): Syntax {
  if (known.length === 0) return syntax;
  const visit = (part: Syntax): Syntax => {
    if (part.kind === "derivative" || part.kind === "gradient" || part.kind === "prime") {
      const text = bareText(part);
      const found = known.find(({ written }) => bareText(written) === text);
      return found === undefined ? part : S.name(found.key);
    }
    // the prime of an unknown function is the function's own
    if (part.kind === "applied" && part.head.kind === "prime" && isUnknown(part.head.base)) {
      return { ...part, arguments: part.arguments.map(visit) };
    }
    return mapParts(part, visit);
  };
  return visit(syntax);
}

/** A formula without its places, to compare by. */
const bareText = (syntax: Syntax): string => {
  return JSON.stringify(syntax, (key, value) =>
    key === "from" || key === "to" ? undefined : value,
  );
};

/** σ(z) as the activation that it is taken to be. */
export function withActivation(syntax: Syntax, activation: string): Syntax {
  const inner = mapParts(syntax, (part) => withActivation(part, activation));
  if (inner.kind !== "applied" || nameKey(inner.head) !== "\\sigma") return inner;
  const { arguments: values, head, from, to } = inner;
  return { kind: "call", function: activation, head, arguments: values, brackets: "(", from, to };
}

function byStatement(extras: readonly Extra[]): ReadonlyMap<number, readonly Extra[]> {
  const found = new Map<number, Extra[]>();
  for (const extra of extras) {
    const known = found.get(extra.by);
    if (known === undefined) found.set(extra.by, [extra]);
    else known.push(extra);
  }
  return found;
}

const nowhere: Span = { from: -1, to: -1 };
