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
  type IndexRange,
  marked,
  nameKey,
  nameSyntax,
  S,
  type Scope,
  type Syntax,
  sizeInBody,
} from "../notation/index.ts";
import { type Diagnostic, diagnose, type Span } from "../source/index.ts";
import { inferShapes, type ShapeEquation } from "./inference.ts";
import { occurrences, runningLetters } from "./names.ts";
import { functionHead, type Problem, type Statement } from "./problem.ts";
import type { Find, Part, Quantity, Worksheet } from "./worksheet.ts";

/** A quantity while the sheet is being built. */
interface Draft {
  /** Unique over the sheet; what inference calls it. */
  readonly id: string;
  readonly key: string;
  readonly part: number;
  /** Its place among the statements; inputs stand before everything. */
  readonly at: number;
  readonly right: Syntax | null;
  readonly letters: readonly string[];
  readonly span: Span | null;
  value: { syntax: Syntax; node: Node } | null;
  declared: readonly Syntax[] | null;
  made: Quantity | null;
  failed: boolean;
}

/** Names of constants that are no quantities unless the sheet defines them. */
const constants: ReadonlySet<string> = new Set(["\\pi", "e", "\\infty"]);

/** Builds the sheet of a problem, with further values (of `--at`) by name. */
export function buildWorksheet(
  problem: Problem,
  given: readonly Statement[] = [],
  arena: Arena = new Arena(),
): Worksheet {
  return new Builder(problem, given, arena).build();
}

class Builder {
  private readonly arena: Arena;
  private readonly diagnostics: Diagnostic[];
  private readonly notes: string[] = [];
  private readonly statements: readonly Statement[];
  private readonly given: readonly Statement[];
  private readonly drafts: Draft[] = [];
  private readonly functions = new Map<string, Extract<Binding, { kind: "function" }>>();
  private readonly parts: { name: string; title: string; finds: Find[] }[] = [];
  private readonly ids = new Set<string>();
  /** Names of sizes (the n of Σ_{i=1}^n, or of a declared shape), with their number if given. */
  private readonly sizeNames = new Map<string, Size>();
  /** Keys used or defined in each part, so that `x_2` can be told from an entry of x. */
  private readonly bare: Set<string>[] = [];

  constructor(problem: Problem, given: readonly Statement[], arena: Arena) {
    this.arena = arena;
    this.statements = problem.statements;
    this.given = given;
    this.diagnostics = [...problem.diagnostics];
  }

  build(): Worksheet {
    this.collect();
    this.findSizes();
    this.findInputs();
    this.assignValues();
    const shapes = this.infer();
    const quantities = this.order().flatMap((draft) => this.make(draft, shapes));
    const parts = this.parts.map(({ name, title, finds }, k): Part => {
      return { name, title, finds, quantities: quantities.filter(({ part }) => part === k) };
    });
    const sizes = new Map<string, number>();
    for (const [name, size] of this.sizeNames) if (typeof size === "number") sizes.set(name, size);
    const { arena, notes, diagnostics } = this;
    return { arena, quantities, parts, notes, diagnostics, sizes };
  }

  private report(...args: Parameters<typeof diagnose>): void {
    this.diagnostics.push(diagnose(...args));
  }

  /** Parts, definitions and functions, in the order of the text. */
  private collect(): void {
    let part = -1;
    const open = (name: string, title: string): void => {
      this.parts.push({ name, title, finds: [] });
      this.bare.push(new Set());
      part++;
    };
    if (this.statements[0]?.kind !== "part") open("", "");
    for (const [at, statement] of this.statements.entries()) {
      switch (statement.kind) {
        case "part":
          if (part === 0 && this.isEmptyFirstPart()) {
            this.parts.pop();
            this.bare.pop();
            part = -1;
          }
          open(statement.name, statement.title);
          break;
        case "find":
          this.parts[part]!.finds.push({ target: statement.target, span: statement.span });
          break;
        case "definition":
          this.define(statement.left, statement.right, statement.span, part, at);
          break;
        case "update": {
          const { left, right, sign } = statement;
          this.define(left, updated(left, sign, right), statement.span, part, at);
          break;
        }
      }
    }
  }

  private isEmptyFirstPart(): boolean {
    return (
      this.drafts.length === 0 && this.parts[0]!.finds.length === 0 && this.parts[0]!.name === ""
    );
  }

  private define(left: Syntax, right: Syntax, span: Span, part: number, at: number): void {
    const head = functionHead(left);
    if (head !== undefined) {
      this.functions.set(head.key, { kind: "function", parameters: head.parameters, body: right });
      return;
    }
    const letters = runningLetters(left, right);
    const key = nameKey(letters.length > 0 && left.kind === "subscript" ? left.base : left);
    if (key === undefined) {
      if (left.kind !== "error") this.report("PG2013", left, {});
      return;
    }
    this.draft(key, part, at, right, letters, span);
  }

  private draft(
    key: string,
    part: number,
    at: number,
    right: Syntax | null,
    letters: readonly string[],
    span: Span | null,
  ): Draft {
    let id = part === 0 ? key : marked(key, this.parts[part]!.name || `${part}`);
    for (let version = 2; this.ids.has(id); version++) id = marked(key, `${part}.${version}`);
    this.ids.add(id);
    const draft: Draft = {
      id,
      key,
      part,
      at,
      right,
      letters,
      span,
      value: null,
      declared: null,
      made: null,
      failed: false,
    };
    this.drafts.push(draft);
    this.bare[part]!.add(key);
    return draft;
  }

  /** The draft that `key` means at statement `at` of `part`. */
  private resolve(key: string, part: number, at: number): Draft | undefined {
    for (let level = part; level >= 0; level--) {
      const own = this.drafts.filter((draft) => draft.key === key && draft.part === level);
      if (own.length > 0) {
        if (own.length === 1)
          return own[0]!.at === at && own[0]!.right ? this.previous(own[0]!) : own[0];
        return own.findLast((draft) => draft.at < at) ?? own[0];
      }
    }
    return undefined;
  }

  /** What a name means inside its own definition: an earlier version, if there is one. */
  private previous(draft: Draft): Draft {
    const earlier = this.drafts.findLast((other) => {
      return other.key === draft.key && other !== draft && other.at < draft.at;
    });
    return earlier ?? draft;
  }

  /** Whether `key` (such as x_2) means an entry of `base`: the nearest part that has either. */
  private meansEntry(key: string, base: string, user: Draft): boolean {
    // y = x_1 y_1: nothing is made of its own entries, so y_1 is a name beside y
    if (user.key === base && user.letters.length === 0 && this.previous(user) === user)
      return false;
    const { part } = user;
    for (let level = part; level >= 0; level--) {
      if (this.drafts.some((draft) => draft.key === key && draft.part === level)) return false;
      if (this.bare[level]!.has(base)) return true;
    }
    return false;
  }

  /** Every name without a definition becomes an input of the part that first uses it. */
  private findInputs(): void {
    const uses = this.drafts.flatMap((draft) => {
      const letters = new Set(draft.letters);
      return draft.right === null
        ? []
        : occurrences(draft.right, letters).map((use) => ({ use, draft }));
    });
    for (const { use, draft } of uses) {
      if (use.base === null) this.bare[draft.part]!.add(use.key);
    }
    for (const statement of [...this.given, ...this.statements]) {
      if (statement.kind !== "value" && statement.kind !== "shape") continue;
      const key = nameKey(statement.left);
      if (key === undefined) continue;
      for (const [part, keys] of this.bare.entries()) {
        const subscripted = uses.some(({ use, draft }) => use.base === key && draft.part === part);
        if (subscripted && this.statementPart(statement) <= part) keys.add(key);
      }
    }
    this.openOwnValues(uses);
    for (const { use, draft } of uses) {
      let { key } = use;
      if (this.sizeNames.has(key)) continue;
      if (this.functions.has(key) || this.isConstant(key, draft.part)) continue;
      const entry = use.base !== null && key !== use.base && this.meansEntry(key, use.base, draft);
      if (entry) key = use.base!;
      if (use.head && this.isFunctionName(key, draft.part)) continue;
      const known = this.resolve(key, draft.part, draft.at);
      const selfOnly = known === draft && draft.right !== null && this.isUpdate(draft);
      if (known === undefined || selfOnly) this.draft(key, draft.part, -1, null, [], use.syntax);
    }
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
      const own = this.drafts.some((draft) => draft.key === key && draft.part === part);
      if (used !== undefined && !own) this.draft(key, part, -1, null, [], statement.span);
    }
  }

  private isUpdate(draft: Draft): boolean {
    return this.statements[draft.at]?.kind === "update";
  }

  private statementPart(statement: Statement): number {
    const at = this.statements.indexOf(statement);
    if (at < 0) return 0;
    let part = this.statements[0]?.kind === "part" || this.parts[0]?.name !== "" ? -1 : 0;
    for (let k = 0; k <= at; k++) if (this.statements[k]!.kind === "part") part++;
    return Math.max(0, part);
  }

  private isConstant(key: string, part: number): boolean {
    return constants.has(key) && this.resolve(key, part, Number.POSITIVE_INFINITY) === undefined;
  }

  private isFunctionName(key: string, part: number): boolean {
    if (this.resolve(key, part, Number.POSITIVE_INFINITY) !== undefined) return false;
    return /^(\\sigma|[fghFGH]|\\(var)?phi|\\psi|\\Phi)$/.test(key);
  }

  /** Gives each input its value; the values of `given` win and hold in every part. */
  private assignValues(): void {
    const scope: Scope = { lookup: () => undefined };
    const all = [...this.given, ...this.statements];
    for (const statement of all) {
      if (statement.kind === "shape") this.declare(statement);
      if (statement.kind !== "value" || this.isSizeValue(statement.left)) continue;
      const fromOutside = this.given.includes(statement);
      const key = nameKey(statement.left);
      const part = fromOutside ? this.parts.length - 1 : this.statementPart(statement);
      const targets = key === undefined ? [] : this.valueTargets(key, part, fromOutside);
      if (targets.length === 0) {
        this.report("PG2014", fromOutside ? null : statement.span, { name: key ?? "this" });
        continue;
      }
      const { value, diagnostics } = elaborate(statement.right, scope, this.arena);
      this.diagnostics.push(...diagnostics);
      if (value === undefined) continue;
      for (const draft of targets) {
        if (draft.right !== null) {
          this.report("PG2015", fromOutside ? null : statement.span, { name: draft.key });
        } else draft.value ??= { syntax: statement.right, node: value.node };
      }
    }
  }

  private isSizeValue(left: Syntax): boolean {
    const key = nameKey(left);
    return key !== undefined && this.sizeNames.has(key);
  }

  private valueTargets(key: string, part: number, everywhere: boolean): Draft[] {
    if (everywhere) return this.drafts.filter((draft) => draft.key === key && draft.at === -1);
    const own = this.resolve(key, part, Number.POSITIVE_INFINITY);
    if (own !== undefined) return [own];
    // a value given before the part that uses it
    const later = this.drafts.find((draft) => draft.key === key && draft.part > part);
    return later === undefined ? [] : [later];
  }

  private declare(statement: Extract<Statement, { kind: "shape" }>): void {
    const key = nameKey(statement.left);
    const part = this.statementPart(statement);
    const draft = key === undefined ? undefined : this.resolve(key, part, Number.POSITIVE_INFINITY);
    if (draft === undefined) this.report("PG2014", statement.span, { name: key ?? "this" });
    else draft.declared = statement.sizes;
  }

  private infer(): ReadonlyMap<string, Shape> {
    const known = new Map<string, Shape>();
    const equations: ShapeEquation[] = [];
    // each equation resolves names in its own place: ids stand in for keys
    const places = new Map<Syntax, Draft>();
    for (const draft of this.drafts) {
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
    const resolve = (key: string, right: Syntax): string | undefined => {
      return this.sizeNames.has(key) ? undefined : this.lookup(key, places.get(right)!)?.id;
    };
    const ids = this.drafts.map((draft) => draft.id);
    const { shapes, sizes } = inferShapes(ids, equations, known, resolve, this.sizeNames);
    for (const [symbol, size] of sizes) this.sizeNames.set(symbol, size);
    return shapes;
  }

  private declaredSize(syntax: Syntax): Size {
    if (syntax.kind === "number") return Number(syntax.text);
    const key = nameKey(syntax) ?? "n";
    return this.sizeNames.get(key) ?? key;
  }

  /** Names above a sum sign or in a declared shape are sizes, unless a formula defines them. */
  private findSizes(): void {
    const found = new Set<string>();
    for (const { right } of this.drafts) if (right !== null) upperBounds(right, found);
    for (const statement of this.statements) {
      if (statement.kind !== "shape") continue;
      for (const size of statement.sizes) addKey(size, found);
    }
    const values = [...this.statements, ...this.given];
    for (const key of found) {
      if (this.drafts.some((draft) => draft.key === key)) continue;
      let size: Size = key;
      for (const statement of values) {
        if (statement.kind !== "value" || nameKey(statement.left) !== key) continue;
        const { right } = statement;
        if (right.kind === "number" && /^[1-9]\d*$/.test(right.text)) size = Number(right.text);
      }
      this.sizeNames.set(key, size);
    }
  }

  /** The quantity `key` in the definition of `draft`; undefined when it is an entry, or none. */
  private lookup(key: string, draft: Draft): Draft | undefined {
    const base = baseOf(key);
    if (base !== null && this.meansEntry(key, base, draft)) return undefined;
    const found = this.resolve(key, draft.part, draft.at);
    if (found === draft && this.isUpdate(draft)) {
      return this.drafts.find(
        (other) => other.key === key && other.at === -1 && other.part === draft.part,
      );
    }
    return found;
  }

  /** Drafts in order of dependence; a circle is reported and its members left out. */
  private order(): Draft[] {
    const sorted: Draft[] = [];
    const state = new Map<Draft, "open" | "done">();
    const inputsFirst = [...this.drafts].sort(
      (a, b) => a.part - b.part || Number(a.right !== null) - Number(b.right !== null),
    );
    for (const start of inputsFirst) {
      const stack: { draft: Draft; next: Draft[] }[] = [];
      const enter = (draft: Draft): void => {
        state.set(draft, "open");
        stack.push({ draft, next: this.parentsOf(draft) });
      };
      if (!state.has(start)) enter(start);
      while (stack.length > 0) {
        const top = stack[stack.length - 1]!;
        const next = top.next.shift();
        if (next === undefined) {
          state.set(top.draft, "done");
          sorted.push(top.draft);
          stack.pop();
        } else if (!state.has(next)) enter(next);
        else if (state.get(next) === "open")
          this.reportCircle(
            stack.map(({ draft }) => draft),
            next,
          );
      }
    }
    return sorted;
  }

  private reportCircle(path: readonly Draft[], back: Draft): void {
    const circle = path.slice(path.indexOf(back));
    const cycle = [...circle, back].map((draft) => draft.key).join(" → ");
    this.report("PG2001", back.span, { name: back.key, cycle });
    for (const draft of circle) draft.failed = true;
  }

  private parentsOf(draft: Draft): Draft[] {
    if (draft.right === null) return [];
    const parents: Draft[] = [];
    for (const { key, base } of occurrences(draft.right, new Set(draft.letters))) {
      const found =
        this.lookup(key, draft) ?? (base === null ? undefined : this.lookup(base, draft));
      if (found !== undefined && !parents.includes(found)) parents.push(found);
    }
    return parents;
  }

  private make(draft: Draft, shapes: ReadonlyMap<string, Shape>): Quantity[] {
    if (draft.failed) return [];
    if (draft.right === null) {
      const shape = draft.value?.node.shape ?? shapes.get(draft.id)!;
      draft.made = this.quantity(draft, shape, null, []);
      return [draft.made];
    }
    const parents = this.parentsOf(draft);
    if (parents.some((parent) => parent.made === null)) return []; // reported where it failed
    const formula = this.formula(draft);
    if (formula === undefined) return [];
    draft.made = this.quantity(
      draft,
      formula.shape,
      formula,
      parents.map((parent) => parent.made!),
    );
    return [draft.made];
  }

  private formula(draft: Draft): Node | undefined {
    const scope = this.scopeOf(draft);
    const right = draft.right!;
    const ranges = new Map<string, IndexRange>();
    for (const letter of draft.letters) {
      const size = sizeInBody(letter, right, scope, this.arena);
      if (size !== undefined) ranges.set(letter, { size, first: 1 });
    }
    const { value, diagnostics } = elaborate(right, scope, this.arena, ranges);
    this.diagnostics.push(...diagnostics);
    if (value === undefined) return undefined;
    if (value.free.length === 0) return value.node;
    const axes = value.node.shape.map((_, axis) => axis);
    const output = draft.letters.map((letter) => value.free.indexOf(letter));
    return this.arena.contract({ operands: [value.node], axes: [axes], output });
  }

  private scopeOf(draft: Draft): Scope {
    return {
      lookup: (key) => {
        const found = this.lookup(key, draft);
        if (found?.made) return { kind: "quantity", node: found.made.variable };
        const size = this.sizeNames.get(key);
        if (size !== undefined) return { kind: "size", size };
        const defined = this.functions.get(key);
        if (defined !== undefined) return defined;
        return undefined;
      },
    };
  }

  private quantity(
    draft: Draft,
    shape: Shape,
    formula: Node | null,
    parents: readonly Quantity[],
  ): Quantity {
    const versions = this.drafts.filter(
      (other) => other.key === draft.key && other.part === draft.part,
    );
    const version = versions.sort((a, b) => a.at - b.at).indexOf(draft);
    const hasInput = versions[0]!.at === -1;
    const number = hasInput ? version : version + 1;
    const name =
      versions.length > 1 ? S.family(nameSyntax(draft.key), number) : nameSyntax(draft.key);
    return {
      key: versions.length > 1 ? nameKey(name)! : draft.key,
      name,
      variable: this.arena.variable(draft.id, shape),
      shape,
      formula,
      written: draft.right && entrywise(draft.right, draft.letters),
      parents,
      value: draft.value?.node ?? null,
      writtenValue: draft.value?.syntax ?? null,
      part: draft.part,
      span: draft.span,
    };
  }
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

function upperBounds(syntax: Syntax, found: Set<string>): void {
  if (syntax.kind === "big" && syntax.upper !== undefined) addKey(syntax.upper, found);
  for (const child of children(syntax)) upperBounds(child, found);
}

function addKey(syntax: Syntax, found: Set<string>): void {
  const key = nameKey(syntax);
  if (key !== undefined) found.add(key);
  else for (const child of children(syntax)) addKey(child, found);
}

/** The base of a key with a subscript: `W` of `W_{2,2}`; null for others. */
function baseOf(key: string): string | null {
  const at = key.lastIndexOf("_");
  return at > 0 && /^_(\w|\{[\d,\s\w]*\})$/.test(key.slice(at)) ? key.slice(0, at) : null;
}

/** The right side of `z_j = Σ_i W_ij x_i` as that of z: [Σ_i W_ij x_i]_j. */
function entrywise(right: Syntax, letters: readonly string[]): Syntax {
  if (letters.length === 0) return right;
  return S.subscripted(S.group(right, "["), ...letters.map((letter) => S.name(letter)));
}
