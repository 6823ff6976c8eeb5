/**
 * @file From statements to a worksheet.
 *
 * Names are resolved part by part. A key is first looked for in its own part, then in earlier
 * ones; `x_2` in a part that has a vector x, but no x_2 of its own, is a component of x, even
 * where an earlier part had a scalar x_2. A name found nowhere is an input of the part that uses
 * it. Within a part definitions may stand in any order; a name that is defined more than once
 * has versions, and a use means the latest version above it.
 */
import { Arena, type Node, type Shape, type Size } from "../expression/index.ts";
import {
  type Binding,
  children,
  elaborate,
  gathered,
  type IndexRange,
  isFunctionLetter,
  mapParts,
  nameKey,
  nameSyntax,
  runsInWindows,
  S,
  type Scope,
  type Syntax,
  sizeInBody,
  unmarked,
} from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import { toldApart, withoutEntriesOf } from "./apart.ts";
import { Derivatives, type Taken, withSigns } from "./derivatives.ts";
import type { Descent } from "./descent.ts";
import { afterAll, type Draft, type DraftOf, Drafts, inputOf } from "./draft.ts";
import { expansionOf } from "./expansion.ts";
import { unrollFamilies } from "./family.ts";
import { fillingOf, occurrenceId } from "./filling.ts";
import { inferShapes, type OpenedCall, type ShapeEquation } from "./inference.ts";
import { type Occurrence, occurrences, runningLetters } from "./names.ts";
import { inOrder } from "./order.ts";
import { functionHead, type Problem, type Statement } from "./problem.ts";
import { findSizes } from "./sizes.ts";
import { declaredSymmetric, markSymmetric, type Symmetry } from "./symmetric.ts";
import { giveValues } from "./values.ts";
import { directionOf } from "./verbs.ts";
import { candidatesOf, itemNamed } from "./vocabulary/candidates.ts";
import {
  bindingOf,
  type Find,
  isOneRow,
  type Part,
  type Quantity,
  type Worksheet,
} from "./worksheet.ts";

/** Names of constants that are no quantities unless the sheet defines them. */
const constants: ReadonlySet<string> = new Set([
  ...["\\pi", "e", "\\infty", "I"],
  ...["\\mathbf{1}", "\\mathbf{0}"],
]);

type DefinitionOf = Extract<Statement, { kind: "definition" }>;

/** Builds the sheet of a problem, with further values (of `--at`) by name. */
export function buildWorksheet(
  problem: Problem,
  given: readonly Statement[] = [],
  arena: Arena = new Arena(),
): Worksheet {
  const unrolled = unrollFamilies(problem.statements, given, problem.lenient);
  const diagnostics = [...problem.diagnostics, ...unrolled.diagnostics];
  const plain = { ...problem, statements: unrolled.statements, diagnostics };
  return new Builder(plain, unrolled.given, arena).build();
}

class Builder {
  private readonly arena: Arena;
  private readonly diagnostics: Diagnostic[];
  private readonly notes: string[] = [];
  private readonly labels: ReadonlySet<string>;
  private readonly statements: readonly Statement[];
  private readonly given: readonly Statement[];
  private readonly drafts = new Drafts();
  private readonly derivatives: Derivatives;
  /** The part of each statement. */
  private readonly places = new Map<Statement, number>();
  private readonly uses = new Map<Draft, readonly Occurrence[]>();
  private readonly symmetries: Symmetry[] = [];
  private readonly functions = new Map<string, Extract<Binding, { kind: "function" }>>();
  private readonly parts: { name: string; title: string; finds: Find[]; descents: Descent[] }[] =
    [];
  /** Names that are given values. */
  private readonly valued: ReadonlySet<string>;
  /** The shapes of 𝟏 and 𝟎, by occurrence. */
  private fillShapes: ReadonlyMap<string, Shape> = new Map();
  /** Names of sizes, with their number if given. */
  private sizeNames = new Map<string, Size>();

  private readonly problem: Problem;
  /**
   * Names x of which x_1 is no entry, since x is a scalar, or nothing shows it to be a vector;
   * null before that is known.
   */
  private readonly apart: ReadonlySet<string> | null;

  constructor(
    problem: Problem,
    given: readonly Statement[],
    arena: Arena,
    apart: ReadonlySet<string> | null = null,
  ) {
    this.arena = arena;
    this.problem = problem;
    this.apart = apart;
    this.labels = problem.labels ?? new Set();
    this.derivatives = new Derivatives(arena);
    this.statements = problem.statements;
    this.given = given;
    this.diagnostics = [...problem.diagnostics];
    const all = [...given, ...problem.statements];
    const keys = all.map((one) => (one.kind === "value" ? nameKey(one.left) : undefined));
    this.valued = new Set(keys.filter((key) => key !== undefined));
  }

  build(): Worksheet {
    this.collect();
    this.findSizes();
    this.findInputs();
    this.giveValues();
    this.diagnostics.push(...markSymmetric(this.symmetries, this.drafts));
    const { shapes, opened, onlyNumbered } = this.infer();
    const apart = toldApart(onlyNumbered, shapes, this.drafts, (draft) => this.usesOf(draft));
    if (this.apart === null && apart.size > 0) {
      return new Builder(this.problem, this.given, this.arena, apart).build();
    }
    this.fillShapes = shapes;
    this.expand(opened, shapes);
    const { sorted, diagnostics: circles } = inOrder(this.drafts.all, (draft) =>
      this.parentsOf(draft),
    );
    this.diagnostics.push(...circles);
    const quantities = sorted.flatMap((draft) => this.make(draft, shapes));
    this.diagnostics.push(...this.derivatives.diagnostics);
    const parts = this.parts.map((part, k): Part => {
      return { ...part, quantities: quantities.filter((quantity) => quantity.part === k) };
    });
    const sizes = new Map<string, number>();
    const sizeNames = new Map<string, Binding>();
    for (const [name, size] of this.sizeNames) {
      sizeNames.set(name, { kind: "size", size });
      if (typeof size === "number") sizes.set(name, size);
    }
    const { arena, labels, notes } = this;
    const diagnostics = distinct(this.diagnostics);
    return { arena, labels, quantities, parts, notes, diagnostics, sizes, sizeNames };
  }

  private report(...args: Parameters<typeof diagnose>): void {
    this.diagnostics.push(diagnose(...args));
  }

  /** Parts, definitions and functions, in the order of the text. */
  private collect(): void {
    let part = -1;
    const open = (name: string, title: string): void => {
      this.parts.push({ name, title, finds: [], descents: [] });
      part++;
    };
    if (this.statements[0]?.kind !== "part") open("", "");
    for (const [at, statement] of this.statements.entries()) {
      this.places.set(statement, part);
      switch (statement.kind) {
        case "part":
          if (part === 0 && this.isEmptyFirstPart()) {
            this.parts.pop();
            part = -1;
          }
          open(statement.name, statement.title);
          break;
        case "find":
          this.parts[part]!.finds.push({ target: statement.target, span: statement.span });
          break;
        case "descent":
          this.parts[part]!.descents.push(statement.descent);
          break;
        case "definition": {
          const { left, right, assigns, span } = statement;
          const symmetric = declaredSymmetric(left, right);
          if (symmetric !== undefined) this.symmetries.push({ key: symmetric, part, span });
          else this.define(statement, part, at, isUpdate(left, right, assigns === true));
          break;
        }
        case "update": {
          const { left, right, sign, span } = statement;
          this.define({ left, right: updated(left, sign, right), span }, part, at, true);
          break;
        }
      }
    }
  }

  private isEmptyFirstPart(): boolean {
    return (
      this.drafts.all.length === 0 &&
      this.parts[0]!.finds.length === 0 &&
      this.parts[0]!.name === ""
    );
  }

  private define(
    { left, right, span, named }: Pick<DefinitionOf, "left" | "right" | "span" | "named">,
    part: number,
    at: number,
    updates = false,
  ): void {
    const head = functionHead(left);
    if (head !== undefined) {
      this.functions.set(head.key, { kind: "function", parameters: head.parameters, body: right });
      return;
    }
    const letters = named === true ? [] : runningLetters(left, right);
    const key = nameKey(letters.length > 0 && left.kind === "subscript" ? left.base : left);
    // y' = 2x says something of y where y has a formula, and defines nothing
    const isClaim = left.kind === "prime" && this.hasFormula(left.base);
    if (key === undefined || isClaim) {
      if (left.kind !== "error") this.report("PG2013", left, {});
      return;
    }
    this.add({ key, part, at, right, letters, span, updates });
  }

  private hasFormula(name: Syntax): boolean {
    const key = nameKey(name);
    return this.statements.some((one) => {
      if (one.kind !== "definition" || nameKey(one.left) !== key) return false;
      return !isUpdate(one.left, one.right, one.assigns === true);
    });
  }

  private add(of: DraftOf): Draft {
    return this.drafts.add(of, this.parts[of.part]!.name);
  }

  /** What a formula uses, the bodies of the functions that it calls included. */
  private usesOf(draft: Draft): readonly Occurrence[] {
    if (draft.right === null) return [];
    const known = this.uses.get(draft);
    if (known !== undefined) return known;
    const found = this.occurrencesIn(draft.right, draft.letters);
    const opened = new Set<string>();
    for (const use of found) {
      const defined = this.functions.get(use.key);
      if (!use.head || defined === undefined || opened.has(use.key)) continue;
      opened.add(use.key);
      found.push(...this.occurrencesIn(defined.body, defined.parameters));
    }
    this.uses.set(draft, found);
    return found;
  }

  private occurrencesIn(syntax: Syntax, letters: readonly string[]): Occurrence[] {
    return withoutEntriesOf(this.apart ?? new Set(), occurrences(syntax, new Set(letters)));
  }

  /** Every name without a definition becomes an input of the part that first uses it. */
  private findInputs(): void {
    const { drafts } = this;
    const uses = drafts.all.flatMap((draft) => this.usesOf(draft).map((use) => ({ use, draft })));
    for (const { use, draft } of uses) {
      if (use.base !== null) continue;
      if (use.syntax.kind === "subscript") drafts.markWhole(use.key);
      drafts.mention(use.key, draft.part);
    }
    // x_2 is an entry in a part that comes after x is given
    const bases = new Map<string, Set<number>>();
    for (const { use, draft } of uses) {
      if (use.base === null) continue;
      const known = bases.get(use.base);
      if (known === undefined) bases.set(use.base, new Set([draft.part]));
      else known.add(draft.part);
    }
    for (const statement of [...this.given, ...this.statements]) {
      if (statement.kind !== "value" && statement.kind !== "shape") continue;
      const key = nameKey(statement.left);
      const from = this.statementPart(statement);
      for (const part of bases.get(key ?? "") ?? []) if (from <= part) drafts.mention(key!, part);
    }
    this.openOwnValues(uses);
    for (const { use, draft } of uses) {
      let { key } = use;
      if (this.sizeNames.has(key)) continue;
      if (this.functions.has(key) || this.isConstant(key, draft.part)) continue;
      if (use.head && this.vocabulary(key, draft) !== undefined) continue;
      const entry =
        use.base !== null && key !== use.base && drafts.meansEntry(key, use.base, draft);
      if (entry) key = use.base!;
      if (use.head && this.isFunctionName(key, draft.part)) continue;
      if (this.isIndexConstant(use, draft.part)) continue;
      const known = drafts.resolve(key, draft.part, draft.at);
      const selfOnly = known === draft && draft.updates;
      if (known === undefined || selfOnly) this.add(inputOf(key, draft.part, use.syntax));
    }
    for (const { direction, part } of this.directions()) {
      for (const { key, base, syntax } of occurrences(direction)) {
        const known = [key, base].some((one) => {
          return one !== null && this.drafts.resolve(one, part, afterAll) !== undefined;
        });
        if (known || this.sizeNames.has(key) || this.isConstant(key, part)) continue;
        this.add(inputOf(key, part, syntax));
      }
    }
  }

  /** The directions of `jvp(z, x, v)` and its like, each with the part that asks. */
  private directions() {
    return this.parts.flatMap(({ finds }, part) => {
      return finds.flatMap(({ target }) => {
        const found = directionOf(target);
        return found === null ? [] : [{ ...found, part }];
      });
    });
  }

  /** I_n and \\delta_{ij}, where I and δ are nothing else. */
  private isIndexConstant({ base, syntax }: Occurrence, part: number): boolean {
    const isFilled = fillingOf(base) !== undefined;
    if (syntax.kind !== "subscript" || base === null) return false;
    if (base !== "I" && base !== "\\delta" && !isFilled) return false;
    if (syntax.indices.length !== (base === "\\delta" ? 2 : 1)) return false;
    return this.drafts.resolve(base, part, afterAll) === undefined;
  }

  /**
   * A part that uses a name and gives it a value has an input of its own by that name, even
   * where an earlier part has one too.
   */
  private openOwnValues(
    uses: readonly { use: { key: string; base: string | null }; draft: Draft }[],
  ): void {
    for (const statement of this.statements) {
      if (statement.kind !== "value") continue;
      const key = nameKey(statement.left);
      const part = this.statementPart(statement);
      if (key === undefined || part === 0 || this.sizeNames.has(key)) continue;
      const used = uses.find(
        ({ use, draft }) => draft.part === part && (use.key === key || use.base === key),
      );
      // an update is of what the value is given to
      const own = this.drafts.versions(key, part).some(({ updates }) => !updates);
      if (used !== undefined && !own) this.add(inputOf(key, part, statement.span));
    }
  }

  private statementPart(statement: Statement): number {
    return Math.max(0, this.places.get(statement) ?? 0);
  }

  private isConstant(key: string, part: number): boolean {
    if (!constants.has(key) || this.valued.has(key)) return false;
    return this.drafts.resolve(key, part, afterAll) === undefined;
  }

  private isFunctionName(key: string, part: number): boolean {
    return isFunctionLetter(key) && this.drafts.resolve(key, part, afterAll) === undefined;
  }

  private giveValues(): void {
    const { drafts, statements, given, arena } = this;
    const partOf = (statement: Statement) => this.statementPart(statement);
    const isSize = (key: string) => this.sizeNames.has(key);
    this.diagnostics.push(...giveValues({ drafts, statements, given, partOf, isSize, arena }));
  }

  private infer() {
    const known = new Map<string, Shape>();
    const equations: ShapeEquation[] = [];
    // each equation resolves names in its own place: ids stand in for keys
    const places = new Map<Syntax, Draft>();
    for (const draft of this.drafts.all) {
      if (draft.value !== null) known.set(draft.id, draft.value.node.shape);
      else if (draft.declared !== null) {
        known.set(
          draft.id,
          draft.declared.map((size) => this.declaredSize(size)),
        );
      }
      if (draft.right === null) continue;
      equations.push({ name: draft.id, indices: draft.letters, right: draft.right });
      places.set(draft.right, draft);
    }
    for (const { direction, like, part } of this.directions()) {
      const key = nameKey(like);
      const target = key === undefined ? undefined : this.drafts.resolve(key, part, afterAll);
      if (target === undefined) continue;
      equations.push({ name: target.id, indices: [], right: direction });
      places.set(direction, { ...target, key: "", part, at: afterAll });
    }
    const resolve = (key: string, right: Syntax, at?: Syntax): string | undefined => {
      if (this.sizeNames.has(key)) return undefined;
      const user = places.get(right)!;
      const found = this.drafts.lookup(key, user)?.id;
      const isFilled = found === undefined && at !== undefined && fillingOf(key) !== undefined;
      return isFilled ? occurrenceId(key, user.id, at) : found;
    };
    const ids = this.drafts.all.map((draft) => draft.id);
    const found = inferShapes({
      names: ids,
      equations,
      known,
      square: this.drafts.all.filter(({ symmetric }) => symmetric).map(({ id }) => id),
      rows: new Set(
        this.drafts.all.flatMap(({ id, right, value }) => {
          return isOneRow(value?.syntax ?? right) ? [id] : [];
        }),
      ),
      resolve,
      sizes: this.sizeNames,
      functions: this.functions,
      candidates: (key, right) => this.vocabulary(key, places.get(right)!)?.candidates,
    });
    for (const [symbol, size] of found.sizes) this.sizeNames.set(symbol, size);
    return found;
  }

  /** An item of the vocabulary, where the sheet does not define the name otherwise. */
  private vocabulary(
    key: string,
    { part, at }: Draft,
  ): Extract<Binding, { kind: "forms" }> | undefined {
    const item = itemNamed(key);
    if (item === undefined || this.functions.has(key) || this.sizeNames.has(key)) return undefined;
    if (this.drafts.resolve(key, part, at) !== undefined) return undefined;
    return { kind: "forms", candidates: (call) => candidatesOf(key, item, call) };
  }

  /** Definitions by an item of the vocabulary become the lines of the item. */
  private expand(
    opened: ReadonlyMap<Syntax, OpenedCall>,
    shapes: ReadonlyMap<string, Shape>,
  ): void {
    const isTaken = (key: string): boolean => {
      const known = this.drafts.all.some((one) => one.key === key || one.key.startsWith(`${key}_`));
      return known || this.sizeNames.has(key) || this.functions.has(key);
    };
    for (const draft of [...this.drafts.all]) {
      const { right, part, at, span } = draft;
      const call = right === null ? undefined : opened.get(right);
      if (call === undefined || draft.letters.length > 0) continue;
      // elaboration reports a size that has to be a number
      const { needs } = call.candidate;
      if (needs.some((letter) => typeof call.sizes.get(letter) !== "number")) continue;
      if (!this.fits(call, draft, shapes)) continue; // reported there too
      for (const size of call.sizes.values()) this.nameSize(size);
      const lines = expansionOf(call, right!, nameSyntax(draft.key), isTaken);
      const last = lines.pop()!;
      for (const { key, letters, right: own } of lines) {
        this.add({ key, part, at, right: own, letters, span, updates: false });
      }
      draft.origin = call.candidate.origin;
      draft.right = last.right;
      draft.letters = last.letters;
      this.uses.delete(draft);
    }
  }

  /** Whether the arguments that are names have the shapes that the call's form asks for. */
  private fits(
    { candidate, sizes }: OpenedCall,
    draft: Draft,
    shapes: ReadonlyMap<string, Shape>,
  ): boolean {
    return candidate.parameters.every(({ argument, shape }) => {
      const key = nameKey(argument);
      const known = key === undefined ? undefined : this.drafts.lookup(key, draft);
      const found = known && shapes.get(known.id);
      if (found === undefined || shape === null) return true;
      const same = (letter: string, axis: number) => sizes.get(letter) === found[axis];
      return found.length === shape.length && shape.every(same);
    });
  }

  /** A size that inference has named may stand in formulas. */
  private nameSize(size: Size): void {
    const symbol = typeof size === "string" ? size.replace(/[+-]\d+$/, "") : undefined;
    if (symbol !== undefined && !this.sizeNames.has(symbol)) this.sizeNames.set(symbol, symbol);
  }

  private declaredSize(syntax: Syntax): Size {
    if (syntax.kind === "number") return Number(syntax.text);
    const key = nameKey(syntax) ?? "n";
    return this.sizeNames.get(key) ?? key;
  }

  /** Names above a sum sign or in a declared shape are sizes, unless a formula defines them. */
  private findSizes(): void {
    const formulas = this.drafts.all.flatMap(({ right }) => (right === null ? [] : [right]));
    for (const { body } of this.functions.values()) formulas.push(body);
    const all = [...this.statements, ...this.given];
    const { sizes, diagnostics } = findSizes(formulas, all, (key) => {
      const [first, ...more] = this.drafts.named(key);
      // of several versions none is a size
      return more.length > 0 ? S.name(key) : (first?.right ?? undefined);
    });
    this.sizeNames = sizes;
    // n = 3 above a sum says how far it runs, and is no quantity
    for (const key of sizes.keys()) for (const draft of this.drafts.named(key)) draft.failed = true;
    this.diagnostics.push(...diagnostics);
  }

  private parentsOf(draft: Draft): readonly Draft[] {
    const parents = new Set<Draft>();
    for (const { key, base } of this.usesOf(draft)) {
      if (this.sizeNames.has(key)) continue;
      const found =
        this.drafts.lookup(key, draft) ??
        (base === null ? undefined : this.drafts.lookup(base, draft));
      if (found !== undefined) parents.add(found);
    }
    return [...parents];
  }

  private make(draft: Draft, shapes: ReadonlyMap<string, Shape>): Quantity[] {
    if (draft.failed) return [];
    if (draft.right === null) {
      const shape = draft.value?.node.shape ?? shapes.get(draft.id)!;
      draft.made = this.quantity(draft, shape, null, []);
      this.derivatives.add(draft.made);
      return [draft.made];
    }
    const drafts = this.parentsOf(draft);
    if (drafts.some((parent) => parent.made === null)) return []; // reported where it failed
    const formula = this.formula(draft);
    const taken = this.derivatives.taken();
    if (formula === undefined) return [...taken.fresh];
    // dL/dw is made of what its own formula uses, not of L and w
    const parents = taken.used
      ? this.derivatives.parentsIn(formula)
      : drafts.map((parent) => parent.made!);
    draft.made = this.quantity(draft, formula.shape, formula, parents, taken);
    this.derivatives.add(draft.made);
    return [...taken.fresh, draft.made];
  }

  private formula(draft: Draft): Node | undefined {
    const scope = this.scopeOf(draft);
    const right = draft.right!;
    const ranges = new Map<string, IndexRange>();
    for (const letter of draft.letters) {
      const size = sizeInBody(letter, right, scope, this.arena);
      if (size !== undefined) ranges.set(letter, { size, first: 1 });
      else if (runsInWindows(letter, right)) {
        this.report("PG2040", draft.span, { name: letter });
        return undefined;
      }
    }
    const { value, diagnostics } = elaborate(right, scope, this.arena, ranges);
    this.diagnostics.push(...diagnostics);
    if (value === undefined) return undefined;
    if (value.free.length === 0) return value.node;
    return gathered(value, draft.letters, { arena: this.arena }).node;
  }

  private scopeOf(draft: Draft): Scope {
    return {
      lookup: (key, at) => {
        const found = this.drafts.lookup(key, draft);
        if (found?.made) return bindingOf(found.made);
        const filling = found === undefined ? this.filled(key, draft, at) : undefined;
        if (filling !== undefined) return { kind: "quantity", node: filling };
        const size = this.sizeNames.get(key);
        if (size !== undefined) return { kind: "size", size };
        const defined = this.functions.get(key);
        return defined ?? this.vocabulary(key, draft);
      },
      calculus: this.derivatives.for(draft),
    };
  }

  private variableOf(draft: Draft, shape: Shape): Node<"variable"> {
    const variable = this.arena.variable(draft.id, shape);
    if (!draft.symmetric || shape.length !== 2) return variable;
    this.arena.declareSymmetric(variable);
    this.notes.push(`${draft.key} is symmetric; in its own gradient its entries are independent.`);
    return variable;
  }

  /** 𝟏 or 𝟎 with the shape that inference has found for it there. */
  private filled(key: string, draft: Draft, at: Span | undefined): Node | undefined {
    const number = fillingOf(key);
    if (number === undefined || at === undefined) return undefined;
    const shape = this.fillShapes.get(occurrenceId(key, draft.id, at));
    return shape && this.arena.filled(this.arena.integer(number), shape);
  }

  private quantity(
    draft: Draft,
    shape: Shape,
    formula: Node | null,
    parents: readonly Quantity[],
    taken?: Taken,
  ): Quantity {
    const signs = taken?.signs ?? new Map<Syntax, Syntax>();
    const written = draft.right && settled(draft.right, signs, parents);
    const versions = this.drafts.versions(draft.key, draft.part);
    const version = versions.indexOf(draft);
    const hasInput = versions[0]!.at === -1;
    const number = hasInput ? version : version + 1;
    const name =
      versions.length > 1 ? S.family(nameSyntax(draft.key), number) : nameSyntax(draft.key);
    return {
      key: versions.length > 1 ? nameKey(name)! : draft.key,
      name,
      variable: this.variableOf(draft, shape),
      shape,
      formula,
      written: written && entrywise(written, draft.letters),
      parents,
      value: draft.value?.node ?? null,
      writtenValue: draft.value?.syntax ?? null,
      part: draft.part,
      span: draft.span,
      ...(draft.origin !== null && { origin: draft.origin }),
    };
  }
}

/** Whether `w = … w …` makes a new w of the one before: `w := w − η g`, `w = w − η dL/dw`. */
function isUpdate(left: Syntax, right: Syntax, assigns: boolean): boolean {
  if (!assigns && !holdsDerivative(right)) return false;
  const own = nameKey(left);
  const base = left.kind === "subscript" ? nameKey(left.base) : undefined;
  const letters = new Set(runningLetters(left, right));
  return occurrences(right, letters).some(({ key }) => key === own || key === base);
}

function holdsDerivative(syntax: Syntax): boolean {
  if (syntax.kind === "derivative" || syntax.kind === "gradient") return true;
  return children(syntax).some(holdsDerivative);
}

/** What is wrong with a rule is wrong with all of its members: said once for its place. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const known = new Set<string>();
  return diagnostics.filter(({ code, span }) => {
    const key = span === null ? null : `${code} ${span.from} ${span.to}`;
    if (key === null) return true;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** `c + right` for `c += right`. */
function updated(left: Syntax, sign: "+" | "-" | "*" | "/", right: Syntax): Syntax {
  switch (sign) {
    case "+":
      return S.sum([left, right]);
    case "-":
      return S.sum([left, S.minus(right)]);
    case "*":
      return S.product([left, right], "cdot");
    case "/":
      return S.fraction(left, right);
  }
}

/** The formula with derivatives called by their names and versions told apart: w^{(0)} − η g. */
function settled(
  written: Syntax,
  signs: ReadonlyMap<Syntax, Syntax>,
  parents: readonly Quantity[],
): Syntax {
  const versions = new Map<string, Syntax>();
  for (const { key, name, variable } of parents) {
    const own = unmarked(variable.data);
    if (own !== key && name.kind === "family") versions.set(own, name);
  }
  if (versions.size === 0) return withSigns(written, signs);
  const visit = (syntax: Syntax): Syntax => {
    const isName = syntax.kind === "name" || syntax.kind === "family";
    const key = isName || syntax.kind === "subscript" ? nameKey(syntax) : undefined;
    const version = key === undefined ? undefined : versions.get(key);
    return signs.get(syntax) ?? version ?? mapParts(syntax, visit);
  };
  return visit(written);
}

/** The right side of `z_j = Σ_i W_ij x_i` as that of z: [Σ_i W_ij x_i]_j. */
function entrywise(right: Syntax, letters: readonly string[]): Syntax {
  if (letters.length === 0) return right;
  return S.subscripted(S.group(right, "["), ...letters.map((letter) => S.name(letter)));
}
