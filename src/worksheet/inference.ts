/**
 * @file Shapes of names, inferred over a whole worksheet by unification. Every name and every
 * part of a formula gets a form; formulas relate them (see `relations.ts`); what is given
 * (values, declarations) fixes some, and the rest follows, forwards and backwards: in `Wᵀx + b` a
 * known W fixes x, and b has the shape of the sum.
 *
 * When nothing more follows, defaults are tried one at a time, weakest last, each followed by all
 * it entails: a transposed lower-case letter is a vector and an upper-case one a matrix; so are
 * bold letters; what is added to a tensor has its shape; what stands in a norm, a sum over entries
 * or softmax is a vector, in a trace or determinant a matrix; a lower-case letter right of a
 * matrix is a vector, and one left of a matrix in a sum with another, x W + b; an upper-case
 * letter left of a vector or matrix is a matrix; and last, a name of which nothing is known is a
 * scalar, small letters before capitals. A compound goes by its letters: (A s − x)ᵀ is of a
 * vector, (X + A)^{−1} of a matrix. The caller learns which names were settled as scalars.
 *
 * Idea: Damas & Milner's unification (POPL 1982), with ranks and sizes in place of types.
 */
import type { Shape, Size } from "../expression/index.ts";
import type { Candidate, Syntax } from "../notation/index.ts";
import { Extent, Form, guessOf, isDressed, isUpper, Ledger, type Part } from "./form.ts";
import { indexings } from "./indexing.ts";
import { type Candidates, gathered, type Opening } from "./openings.ts";
import { relate, running } from "./relations.ts";

/** A formula that gives a name its shape. */
export interface ShapeEquation {
  readonly name: string;
  /** Index letters on the left, as in z_j = …; empty otherwise. */
  readonly indices: readonly string[];
  readonly right: Syntax;
}

/** A function that the sheet defines. */
export interface DefinedFunction {
  readonly parameters: readonly string[];
  readonly body: Syntax;
}

/** What inference is given. */
export interface Given {
  /** The names whose shapes are asked for. */
  readonly names: readonly string[];
  readonly equations: readonly ShapeEquation[];
  /** Shapes of values and declarations. */
  readonly known: ReadonlyMap<string, Shape>;
  /** Names of square matrices. */
  readonly square?: readonly string[];
  /**
   * Which name a key means in the equation with this right side; undefined for constants, entries
   * and letters. `at` is the name where it stands.
   */
  readonly resolve: (key: string, right: Syntax, at?: Syntax) => string | undefined;
  /** What size symbols stand for. */
  readonly sizes?: ReadonlyMap<string, Size>;
  readonly functions?: ReadonlyMap<string, DefinedFunction>;
  /** Names whose value is written as one row. */
  readonly rows?: ReadonlySet<string>;
  /** The forms of a function of the vocabulary that a key means in the equation. */
  readonly candidates?: (key: string, right: Syntax) => Candidates | undefined;
}

/** The shapes found, and the names that are scalars only because nothing else was known. */
export interface Inferred {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Size symbols that turned out to be another size: n is 3. */
  readonly sizes: ReadonlyMap<string, Size>;
  readonly assumedScalar: readonly string[];
  /**
   * Names with numbered entries that are scalars all the same, or that nothing but these entries
   * shows to be vectors: x where x_1 may be a name of its own.
   */
  readonly onlyNumbered: readonly string[];
  /** Calls of vocabulary items, each with its form and the sizes in it. */
  readonly opened: ReadonlyMap<Syntax, OpenedCall>;
}

/** A call of a vocabulary item and what was found of it. */
export interface OpenedCall {
  readonly candidate: Candidate;
  readonly sizes: ReadonlyMap<string, Size>;
}

/** Symbols for sizes that nothing names, in order. */
const symbols: readonly string[] = ["n", "m", "p", "q", "k", "l"];

/** Infers the shape of every name. */
export function inferShapes(given: Given): Inferred {
  const sheet = new Sheet(given);
  for (const [name, shape] of given.known) {
    sheet.form(name).fix(shape.map((size) => sheet.extent(size)));
  }
  for (const name of given.square ?? []) {
    const extent = sheet.anyExtent();
    sheet.form(name).fix([extent, extent]);
  }
  for (const name of given.names) sheet.form(name);
  for (const equation of given.equations) sheet.countIndices(equation);
  for (const equation of given.equations) sheet.equation(equation);
  const assumedScalar = sheet.solve();
  const shapes = sheet.result();
  const opened = sheet.openedCalls();
  const onlyNumbered = sheet.onlyNumbered();
  return { shapes, sizes: sheet.settledSizes(), assumedScalar, onlyNumbered, opened };
}

/** A relation between forms: true when it has said all it can. */
export type Constraint = () => boolean;

/** What a default offers: true when it changed something. */
export type Default = () => boolean;

/** How strong a default is; the strongest is tried first. */
export type Level = "transposed" | "dressed" | "added" | "argument" | "beside" | "numbered";

const levels: readonly Level[] = [
  ...(["transposed", "dressed", "added", "argument", "beside", "numbered"] as const),
];

/** The state of one inference. */
export class Sheet {
  private readonly given: Given;
  private readonly ledger = new Ledger();
  private readonly forms = new Map<string, Form>();
  private readonly extents = new Map<Size, Extent>();
  /** Extents of letters that run as far as their windows stay inside. */
  readonly windowed = new Set<Extent>();
  readonly openings = new Map<Syntax, Opening>();
  /** Names of which an entry is picked by its number. */
  private readonly numbered = new Set<string>();
  /** Forms that are vectors or matrices by default, since an entry is picked by its number. */
  private readonly byNumber: Form[] = [];
  /** Forms of small letters behind a capital, as x in W x. */
  private readonly besideCapital: Form[] = [];
  private right: Syntax | null = null;
  /** The fewest axes of names that are indexed. */
  private readonly ranks = new Map<string, number>();
  private constraints: Constraint[] = [];
  private readonly defaults = new Map<Level, Default[]>(levels.map((level) => [level, []]));
  private taken: ReadonlySet<string> | undefined;
  /** How many more bodies of functions are opened. */
  private calls = 2000;

  constructor(given: Given) {
    this.given = given;
  }

  /** A form of which nothing is known, or of known extents. */
  open(extents?: readonly Extent[]): Form {
    return new Form(this.ledger, extents);
  }

  /** An extent of which nothing is known. */
  anyExtent(): Extent {
    return new Extent(this.ledger);
  }

  /** The form of what a key means in the formula at hand; undefined when it is no quantity. */
  formOf(key: string, at?: Syntax): Form | undefined {
    const name = this.given.resolve(key, this.right!, at);
    return name === undefined ? undefined : this.form(name);
  }

  /** Whether the value of a name is written as one row. */
  isLoose(key: string, at: Syntax): boolean {
    const { rows, resolve } = this.given;
    // hardly a sheet has such names, and a long one is not to look up all of its names twice
    if (rows === undefined || rows.size === 0) return false;
    const name = resolve(key, this.right!, at);
    return name !== undefined && rows.has(name);
  }

  /** How many axes a name has at least, by how it is indexed anywhere: two for v in v_i^T v_j. */
  leastRank(key: string | undefined): number {
    const name = key === undefined ? undefined : this.given.resolve(key, this.right!);
    return (name === undefined ? undefined : this.ranks.get(name)) ?? 0;
  }

  /** Notes how names are indexed in an equation. */
  countIndices({ right }: ShapeEquation): void {
    for (const { key, rank } of indexings(right)) {
      const name = this.given.resolve(key, right);
      if (name !== undefined) this.ranks.set(name, Math.max(rank, this.ranks.get(name) ?? 0));
    }
  }

  /** The forms of a function of the vocabulary, while the budget of calls lasts. */
  candidatesNamed(key: string): Candidates | undefined {
    const found = this.given.candidates?.(key, this.right!);
    return found !== undefined && this.calls-- > 0 ? found : undefined;
  }

  /** A function of the sheet, while the budget of calls lasts. */
  functionNamed(key: string): DefinedFunction | undefined {
    const found = this.given.functions?.get(key);
    return found !== undefined && this.calls-- > 0 ? found : undefined;
  }

  form(name: string): Form {
    let form = this.forms.get(name);
    if (form === undefined) {
      form = this.open();
      this.forms.set(name, form);
      if (isDressed(name)) this.byCase("dressed", { form, flipped: false, guess: guessOf(name) });
    }
    return form;
  }

  /** One extent per size, so that a size symbol means the same everywhere. */
  extent(size: Size): Extent {
    const own = typeof size === "string" ? (this.given.sizes?.get(size) ?? size) : size;
    let extent = this.extents.get(own);
    if (extent === undefined) {
      extent = new Extent(this.ledger, own);
      this.extents.set(own, extent);
    }
    return extent;
  }

  always(constraint: Constraint): void {
    this.constraints.push(constraint);
  }

  /** Notes that an entry of a name is picked by its number. */
  number(key: string, at: Syntax): void {
    const name = this.given.resolve(key, this.right!, at);
    if (name !== undefined) this.numbered.add(name);
  }

  /** Notes that nothing but its numbered entries shows a part to be a vector or a matrix. */
  isOnlyNumbered({ form }: Part): boolean {
    this.byNumber.push(form);
    return true;
  }

  isBesideCapital({ form }: Part): void {
    this.besideCapital.push(form);
  }

  /** The names that are scalars although they have numbered entries, or may well be. */
  onlyNumbered(): string[] {
    return [...this.numbered].filter((name) => {
      const own = this.form(name);
      const isFed = this.besideCapital.some((form) => form.isSame(own));
      return own.rank === 0 || (this.byNumber.some((form) => form.isSame(own)) && !isFed);
    });
  }

  /** Says that something new is known, so that propagation goes on. */
  learn(): void {
    this.ledger.count++;
  }

  /** How often something was found to be a vector or a matrix. */
  get tensors(): number {
    return this.ledger.tensors;
  }

  assume(level: Level, offer: Default): void {
    this.defaults.get(level)!.push(offer);
  }

  /** By default a part is a matrix or a vector by the case of its letters. */
  byCase(level: Level, part: Part): void {
    if (part.guess) this.assume(level, () => this.settle(part));
  }

  /** Makes a form whose rank is open a matrix or a vector by the case of its letters. */
  settle({ form, guess }: Part): boolean {
    if (form.rank !== undefined || !guess) return false;
    form.fix(guess === 2 ? [this.anyExtent(), this.anyExtent()] : [this.anyExtent()]);
    return true;
  }

  equation({ name, indices, right }: ShapeEquation): void {
    const letters = new Map(indices.map((letter) => [letter, this.anyExtent()]));
    this.right = right;
    const none = new Map<string, never>();
    const outside = { sheet: this, letters: none, bound: none, sizes: none, calls: [] };
    const part = relate(right, { ...outside, letters: running(letters, right, outside) });
    const form = this.form(name);
    if (indices.length === 0) this.same({ form, flipped: false, guess: null }, part);
    else form.join(gathered([...letters.values()], part, outside).form);
  }

  /** Two parts of one shape; a row given to a name is the vector. */
  same(a: Part, b: Part): void {
    if (a.flipped === b.flipped) {
      a.form.join(b.form);
      return;
    }
    this.always(() => {
      const [x, y] = a.form.rank === undefined ? [b, a] : [a, b];
      if (x.form.rank === undefined) return false;
      y.form.fix([...x.form.axes].reverse());
      return true;
    });
  }

  /** Propagates, then tries defaults one at a time; returns the names left to be scalars. */
  solve(): string[] {
    const assumed: string[] = [];
    // what is defined follows from what is not; in A − λI the small letter is the scalar
    const defined = new Set(this.given.equations.map(({ name }) => name));
    const order = (name: string) => (isUpper(name) ? 2 : 0) + (defined.has(name) ? 1 : 0);
    const names = [...this.given.names].sort((a, b) => order(a) - order(b));
    let next = 0;
    for (;;) {
      this.propagate();
      if (levels.some((level) => this.defaults.get(level)!.some((offer) => offer()))) continue;
      while (next < names.length && this.form(names[next]!).rank !== undefined) next++;
      const open = names[next];
      if (open === undefined) return assumed;
      this.form(open).fix([]);
      assumed.push(open);
    }
  }

  propagate(): void {
    for (let before = -1; before !== this.ledger.count; ) {
      before = this.ledger.count;
      const waiting = this.constraints;
      this.constraints = []; // a constraint may open further ones
      const left = waiting.filter((constraint) => !constraint());
      // no spread: there may be more than a call takes arguments
      for (const one of left) this.constraints.push(one);
    }
  }

  /** Size symbols and the sizes they were found to be. */
  settledSizes(): Map<string, Size> {
    const settled = new Map<string, Size>();
    for (const [symbol, extent] of this.extents) {
      const { size } = extent.root();
      const other = typeof symbol === "string" && size !== undefined && size !== symbol;
      if (other) settled.set(symbol, size);
    }
    return settled;
  }

  /** The calls that were opened; sizes that stayed open get symbols too. */
  openedCalls(): Map<Syntax, OpenedCall> {
    return new Map(
      [...this.openings].map(([call, { candidate, sizes }]): [Syntax, OpenedCall] => {
        const found = [...sizes].map(([letter, extent]): [string, Size] => {
          return [letter, this.sizeOf(extent)];
        });
        return [call, { candidate, sizes: new Map(found) }];
      }),
    );
  }

  private sizeOf(extent: Extent): Size {
    const root = extent.root();
    root.size ??= this.freeSymbol();
    this.extents.set(root.size, root);
    return root.size;
  }

  private freeSymbol(): string {
    this.taken ??= new Set(this.given.names);
    const { taken } = this;
    const free = symbols.find((symbol) => !taken.has(symbol) && !this.extents.has(symbol));
    const number = this.extents.size;
    return free ?? (number < 10 ? `n_${number}` : `n_{${number}}`);
  }

  /** The shapes; sizes that stayed open get symbols that nothing else is called. */
  result(): Map<string, Shape> {
    const shapes = new Map<string, Shape>();
    // occurrences of 𝟏 have shapes too, but are no names of the sheet
    for (const name of new Set([...this.given.names, ...this.forms.keys()])) {
      const shape = this.form(name).axes.map((axis): Size => this.sizeOf(axis));
      shapes.set(name, shape);
    }
    return shapes;
  }
}
