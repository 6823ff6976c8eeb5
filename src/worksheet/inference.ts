/**
 * @file Shapes of names, inferred over a whole worksheet by unification. Every name and every
 * part of a formula gets a shape variable; formulas relate them; what is given (values,
 * declarations) fixes some, and the rest follows, forwards and backwards: in `Wᵀx + b` a known
 * W fixes x, and b has the shape of the sum.
 *
 * When nothing more follows, defaults are tried one at a time, weakest last, each followed by
 * all it entails: a transposed lower-case letter is a vector and an upper-case one a matrix; so
 * are bold letters; what is added to a tensor has its shape; a lower-case letter right of a
 * matrix is a vector; an upper-case letter left of a vector or matrix is a matrix; and last, a
 * name of which nothing is known is a scalar. The caller learns which names were settled that
 * way. Idea: Damas & Milner's unification, with ranks and sizes in place of types.
 */
import type { Shape, Size } from "../expression/index.ts";
import { affineIndex, children, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";

/** Counts every fact learnt, so that propagation knows when nothing more follows. */
let learnt = 0;

/** One extent, known or not. */
class Extent {
  private parent: Extent | null = null;
  size: Size | undefined;

  constructor(size?: Size) {
    this.size = size;
  }

  root(): Extent {
    let at: Extent = this;
    while (at.parent !== null) at = at.parent;
    return at;
  }

  /**
   * Makes both the same: n and 3 become 3, n and m one of them. Two different numbers stay apart;
   * elaboration reports them.
   */
  join(other: Extent): void {
    const [a, b] = [this.root(), other.root()];
    if (a === b || (typeof a.size === "number" && typeof b.size === "number")) return;
    learnt++;
    if (a.size === undefined || typeof b.size === "number") a.parent = b;
    else b.parent = a;
  }
}

/** The shape of a name or of a part of a formula. */
class Form {
  private parent: Form | null = null;
  extents: readonly Extent[] | undefined;

  constructor(extents?: readonly Extent[]) {
    this.extents = extents;
  }

  root(): Form {
    let at: Form = this;
    while (at.parent !== null) at = at.parent;
    return at;
  }

  get rank(): number | undefined {
    return this.root().extents?.length;
  }

  get axes(): readonly Extent[] {
    return this.root().extents ?? [];
  }

  fix(extents: readonly Extent[]): void {
    const root = this.root();
    if (root.extents === undefined) {
      root.extents = extents;
      learnt++;
    } else if (root.extents.length === extents.length) {
      for (const [axis, extent] of extents.entries()) root.extents[axis]!.join(extent);
    }
  }

  join(other: Form): void {
    const [a, b] = [this.root(), other.root()];
    if (a === b) return;
    learnt++;
    if (a.extents === undefined) a.parent = b;
    else if (b.extents === undefined) b.parent = a;
    else a.fix(b.extents);
  }
}

/** A part of a formula: a form, seen transposed or not. */
interface Part {
  readonly form: Form;
  readonly flipped: boolean;
  /** The letter it is, when it is a bare name; defaults go by it. */
  readonly letter: string | null;
}

/** A relation between forms: true when it has said all it can. */
type Constraint = () => boolean;

/** What a default offers: true when it changed something. */
type Default = () => boolean;

/** A formula that gives a name its shape. */
export interface ShapeEquation {
  readonly name: string;
  /** Index letters on the left, as in z_j = …; empty otherwise. */
  readonly indices: readonly string[];
  readonly right: Syntax;
}

/**
 * Which name a key means in the equation with this right side; undefined for constants, entries
 * and letters.
 */
export type Resolve = (key: string, right: Syntax) => string | undefined;

/** The shapes found, and the names that are scalars only because nothing else was known. */
export interface Inferred {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Size symbols that turned out to be another size: n is 3. */
  readonly sizes: ReadonlyMap<string, Size>;
  readonly assumedScalar: readonly string[];
}

/** Functions whose result is a scalar whatever they are given. */
const toScalar = new Set(["tr", "det", "norm", "sum", "mean", "logsumexp"]);

/** Functions that are of vectors, when nothing else is known of their argument. */
const ofVectors = new Set(["norm", "softmax", "logsumexp", "mean"]);

/** Infers the shape of every name in `names`, given `known` ones. */
export function inferShapes(
  names: readonly string[],
  equations: readonly ShapeEquation[],
  known: ReadonlyMap<string, Shape>,
  resolve: Resolve,
  sizes: ReadonlyMap<string, Size> = new Map(),
  symbols: readonly string[] = ["n", "m", "p", "q", "k", "l"],
): Inferred {
  const sheet = new Sheet(resolve, sizes);
  for (const [name, shape] of known) sheet.form(name).fix(shape.map((size) => sheet.extent(size)));
  for (const name of names) sheet.form(name);
  for (const equation of equations) sheet.equation(equation);
  const assumedScalar = sheet.solve(names);
  const shapes = sheet.result(names, symbols);
  return { shapes, sizes: sheet.settledSizes(), assumedScalar };
}

class Sheet {
  private readonly forms = new Map<string, Form>();
  private readonly extents = new Map<Size, Extent>();
  private readonly resolveIn: Resolve;
  /** What size symbols stand for. */
  private readonly sizes: ReadonlyMap<string, Size>;
  private right: Syntax | null = null;
  private constraints: Constraint[] = [];
  private readonly defaults: Default[][] = [[], [], [], [], []];

  constructor(resolve: Resolve, sizes: ReadonlyMap<string, Size>) {
    this.resolveIn = resolve;
    this.sizes = sizes;
  }

  private resolve(key: string): string | undefined {
    return this.resolveIn(key, this.right!);
  }

  form(name: string): Form {
    let form = this.forms.get(name);
    if (form === undefined) {
      form = new Form();
      this.forms.set(name, form);
      const letter = dressed(name);
      const own = form;
      if (letter !== null) this.defaults[1]!.push(() => settle(own, letter));
    }
    return form;
  }

  /** One extent per size, so that a size symbol means the same everywhere. */
  extent(size: Size): Extent {
    let extent = this.extents.get(size);
    if (extent === undefined) {
      extent = new Extent(size);
      this.extents.set(size, extent);
    }
    return extent;
  }

  equation({ name, indices, right }: ShapeEquation): void {
    const letters = new Map(indices.map((letter) => [letter, new Extent()]));
    this.right = right;
    const part = this.visit(right, letters);
    const form = this.form(name);
    if (indices.length > 0) form.fix([...letters.values()]);
    else this.same({ form, flipped: false, letter: null }, part);
  }

  /** Two parts of one shape; a row given to a name is the vector. */
  private same(a: Part, b: Part): void {
    if (a.flipped === b.flipped) {
      a.form.join(b.form);
      return;
    }
    this.constraints.push(() => {
      const [x, y] = a.form.rank === undefined ? [b, a] : [a, b];
      if (x.form.rank === undefined) return false;
      y.form.fix([...x.form.axes].reverse());
      return true;
    });
  }

  private visit(syntax: Syntax, letters: ReadonlyMap<string, Extent>): Part {
    const scalar = (): Part => ({ form: new Form([]), flipped: false, letter: null });
    switch (syntax.kind) {
      case "name":
      case "family":
        return this.named(syntax, letters);
      case "subscript":
        return this.subscripted(syntax, letters);
      case "transpose": {
        const base = this.visit(syntax.base, letters);
        if (base.letter !== null) this.defaults[0]!.push(() => settle(base.form, base.letter!));
        return { form: base.form, flipped: !base.flipped, letter: null };
      }
      case "sum":
        return this.joined(syntax.terms.map(({ term }) => this.visit(term, letters)));
      case "product":
        return this.product(syntax, letters);
      case "fraction": {
        const top = this.visit(syntax.numerator, letters);
        const bottom = this.visit(syntax.denominator, letters);
        return this.joined([top, bottom], false);
      }
      case "power": {
        const base = this.visit(syntax.base, letters);
        this.visit(syntax.exponent, letters);
        return { ...base, letter: null };
      }
      case "call": {
        const parts = syntax.arguments.map((argument) => this.visit(argument, letters));
        if (ofVectors.has(syntax.function)) this.assumeVector(parts[0]);
        if (toScalar.has(syntax.function)) return scalar();
        if (parts.length === 1 && /^(max|min)$/.test(syntax.function)) return scalar();
        if (syntax.function === "transpose") return { ...parts[0]!, flipped: !parts[0]!.flipped };
        if (syntax.function === "diag") return this.diagonal(parts[0]!);
        return parts.length === 1 ? { ...parts[0]!, letter: null } : this.joined(parts);
      }
      case "applied": {
        const head = nameKey(syntax.head);
        const parts = syntax.arguments.map((argument) => this.visit(argument, letters));
        if (head !== undefined && this.resolve(head) !== undefined && parts.length === 1) {
          return this.chain([this.named(syntax.head, letters), parts[0]!], [false]);
        }
        return parts.length === 0 ? scalar() : { ...parts[0]!, letter: null };
      }
      case "root":
        return { ...this.visit(syntax.radicand, letters), letter: null };
      case "group": {
        const body = this.visit(syntax.body, letters);
        if (syntax.delimiter !== "\\|") return { ...body, letter: null };
        this.assumeVector(body);
        return scalar();
      }
      case "decorated":
        return this.visit(syntax.body, letters);
      case "matrix":
        return this.literal(syntax, letters);
      case "cases":
        for (const { condition } of syntax.rows) if (condition) this.visit(condition, letters);
        return this.joined(syntax.rows.map(({ value }) => this.visit(value, letters)));
      case "big":
        return this.big(syntax, letters);
      case "number":
        return scalar();
      default:
        for (const child of children(syntax)) this.visit(child, letters);
        return scalar();
    }
  }

  /** By default, what stands in ‖·‖ or in a softmax is a vector. */
  private assumeVector(part: Part | undefined): void {
    if (part === undefined) return;
    this.defaults[3]!.push(() => {
      if (part.form.rank !== undefined) return false;
      part.form.fix([new Extent()]);
      return true;
    });
  }

  private named(syntax: Syntax, letters: ReadonlyMap<string, Extent>): Part {
    const key = nameKey(syntax);
    const name = key === undefined || letters.has(key) ? undefined : this.resolve(key);
    if (name === undefined) return { form: new Form([]), flipped: false, letter: null };
    return { form: this.form(name), flipped: false, letter: key! };
  }

  private subscripted(syntax: SyntaxOf<"subscript">, letters: ReadonlyMap<string, Extent>): Part {
    const key = nameKey(syntax);
    if (key !== undefined && this.resolve(key) !== undefined) return this.named(syntax, letters);
    const baseKey = nameKey(syntax.base);
    const base = baseKey === undefined ? undefined : this.resolve(baseKey);
    if (base === undefined) return { form: new Form([]), flipped: false, letter: null };
    const form = this.form(base);
    const extents = syntax.indices.map((index) => {
      const bare = index.kind === "name" ? letters.get(index.text) : undefined;
      return bare ?? new Extent();
    });
    const isRunning = extents.some((extent) => [...letters.values()].includes(extent));
    const digits = syntax.indices.length === 1 ? syntax.indices[0]! : null;
    const split = digits?.kind === "number" && digits.text.length > 1;
    const fix = (): boolean => {
      if (form.rank !== undefined) return false;
      form.fix(split ? [...(digits as { text: string }).text].map(() => new Extent()) : extents);
      return true;
    };
    if (isRunning) fix();
    else this.defaults[3]!.push(fix);
    this.constraints.push(() => {
      if (form.rank === undefined) return false;
      for (const [axis, extent] of extents.entries()) form.axes[axis]?.join(extent);
      return true;
    });
    const rest = new Form();
    this.constraints.push(() => {
      if (form.rank === undefined) return false;
      rest.fix(form.axes.slice(split ? form.rank : syntax.indices.length));
      return true;
    });
    return { form: rest, flipped: false, letter: null };
  }

  /**
   * Parts that act entry by entry: the result has the shape of those that are not scalars. With
   * `spreads`, a name of which nothing is known takes that shape by default.
   */
  private joined(parts: readonly Part[], spreads = true): Part {
    const [first] = parts;
    if (parts.length === 1) return { ...first!, letter: null };
    const result = new Form();
    let flipped = parts.every((part) => part.flipped);
    this.constraints.push(() => {
      const tensors = parts.filter(({ form }) => (form.rank ?? 0) > 0);
      if (tensors.length > 0) {
        const model = tensors.reduce((a, b) => (b.form.rank! > a.form.rank! ? b : a));
        const same = model.flipped === flipped || model.form.rank !== 2;
        result.fix(same ? model.form.axes : [...model.form.axes].reverse());
        for (const tensor of tensors) {
          if (tensor.form.rank === model.form.rank) {
            const straight = tensor.flipped === model.flipped || model.form.rank !== 2;
            tensor.form.fix(straight ? model.form.axes : [...model.form.axes].reverse());
          }
        }
      } else if (parts.every(({ form }) => form.rank === 0)) result.fix([]);
      return parts.every(({ form }) => form.rank !== undefined) && result.rank !== undefined;
    });
    if (spreads) {
      this.defaults[2]!.push(() => {
        if ((result.rank ?? 0) === 0) return false;
        const open = parts.find(({ form }) => form.rank === undefined);
        if (open === undefined) return false;
        open.form.fix(result.axes);
        return true;
      });
    }
    flipped = flipped && parts.length > 0;
    return { form: result, flipped, letter: null };
  }

  private product(syntax: SyntaxOf<"product">, letters: ReadonlyMap<string, Extent>): Part {
    const parts = syntax.factors.map((factor) => this.visit(factor, letters));
    const odot = syntax.joints.map((joint) => joint === "odot");
    if (odot.length > 0 && odot.every(Boolean)) return this.joined(parts);
    return this.chain(parts, odot);
  }

  /** Factors side by side, as in `elaborate/product.ts`: neighbours join end to end. */
  private chain(parts: readonly Part[], odot: readonly boolean[]): Part {
    const result = new Form();
    this.constraints.push(() => {
      if (parts.some(({ form }) => form.rank === undefined)) return false;
      result.fix(multiply(parts, odot));
      return true;
    });
    for (const [k, part] of parts.entries()) {
      if (part.letter === null) continue;
      const letter = part.letter;
      this.defaults[4]!.push(() => {
        if (part.form.rank !== undefined) return false;
        const [before, after] = [parts[k - 1]?.form.rank ?? 0, parts[k + 1]?.form.rank ?? 0];
        const upper = isUpper(letter);
        // a vector or matrix that is a product of letters: by their case
        if ((result.rank ?? 0) > 0 && !parts.some(({ form }) => (form.rank ?? 0) > 0)) {
          return settle(part.form, letter);
        }
        if (before === 2 && (upper || after === 0)) return settle(part.form, letter);
        return upper && after > 0 ? settle(part.form, letter) : false;
      });
    }
    return { form: result, flipped: false, letter: null };
  }

  private diagonal(part: Part): Part {
    const result = new Form();
    this.constraints.push(() => {
      const { rank, axes } = part.form;
      if (rank === undefined) return false;
      result.fix(rank === 1 ? [axes[0]!, axes[0]!] : axes.slice(0, 1));
      return true;
    });
    return { form: result, flipped: false, letter: null };
  }

  private literal(syntax: SyntaxOf<"matrix">, letters: ReadonlyMap<string, Extent>): Part {
    for (const entry of syntax.rows.flat()) this.visit(entry, letters).form.fix([]);
    const [rows, columns] = [syntax.rows.length, syntax.rows[0]?.length ?? 0];
    if (rows === 1 && columns === 1) return { form: new Form([]), flipped: false, letter: null };
    if (columns === 1) return { form: new Form([this.extent(rows)]), flipped: false, letter: null };
    if (rows === 1) return { form: new Form([this.extent(columns)]), flipped: true, letter: null };
    return {
      form: new Form([this.extent(rows), this.extent(columns)]),
      flipped: false,
      letter: null,
    };
  }

  private big(syntax: SyntaxOf<"big">, letters: ReadonlyMap<string, Extent>): Part {
    const inner = new Map(letters);
    for (const index of syntax.index) {
      const letter = nameKey(index);
      if (letter === undefined) continue;
      const own = letters.get(letter) ?? this.bigExtent(syntax);
      inner.set(letter, own);
    }
    return { ...this.visit(syntax.body, inner), letter: null };
  }

  /** The extent of Σ_{i=1}^n where the bounds are a number and a number or a bare name. */
  private bigExtent(syntax: SyntaxOf<"big">): Extent {
    const { lower, upper } = syntax;
    const from = lower === undefined ? 1 : affineIndex(lower, new Map())?.offset;
    if (upper === undefined || from === undefined) return new Extent();
    if (upper.kind === "number") return this.extent(Number(upper.text) - from + 1);
    const key = nameKey(upper);
    return key !== undefined && from === 1 ? this.extent(this.sizes.get(key) ?? key) : new Extent();
  }

  /** Propagates, then tries defaults one at a time; returns the names left to be scalars. */
  solve(names: readonly string[]): string[] {
    const assumed: string[] = [];
    for (;;) {
      this.propagate();
      if (this.defaults.some((level) => level.some((offer) => offer()))) continue;
      const open = names.find((name) => this.form(name).rank === undefined);
      if (open === undefined) return assumed;
      this.form(open).fix([]);
      assumed.push(open);
    }
  }

  private propagate(): void {
    for (let before = -1; before !== learnt; ) {
      before = learnt;
      this.constraints = this.constraints.filter((constraint) => !constraint());
    }
  }

  /** Size symbols and the sizes they were found to be. */
  settledSizes(): Map<string, Size> {
    const settled = new Map<string, Size>();
    for (const [symbol, extent] of this.extents) {
      const { size } = extent.root();
      if (typeof symbol === "string" && size !== undefined && size !== symbol)
        settled.set(symbol, size);
    }
    return settled;
  }

  result(names: readonly string[], symbols: readonly string[]): Map<string, Shape> {
    const free = symbols.filter((symbol) => !names.includes(symbol) && !this.extents.has(symbol));
    const shapes = new Map<string, Shape>();
    for (const name of names) {
      shapes.set(
        name,
        this.form(name).axes.map((axis) => {
          const root = axis.root();
          root.size ??= free.shift() ?? `n_{${this.extents.size}}`;
          this.extents.set(root.size, root);
          return root.size;
        }),
      );
    }
    return shapes;
  }
}

/** A letter as matrix or vector by its case. */
function settle(form: Form, letter: string): boolean {
  if (form.rank !== undefined) return false;
  form.fix(isUpper(letter) ? [new Extent(), new Extent()] : [new Extent()]);
  return true;
}

function isUpper(key: string): boolean {
  const bare = key.replace(/\\(mathbf|mathrm|hat|bar|tilde|vec)\{?/g, "");
  return /^(\\?[A-Z])/.test(bare);
}

/** The letter of a bold name or of one with an arrow; null for others. */
function dressed(name: string): string | null {
  return /^\\(mathbf|vec)\{/.test(name) ? name : null;
}

/** The extents of a product of parts whose ranks are known. */
function multiply(parts: readonly Part[], odot: readonly boolean[]): Extent[] {
  let left: Extent | null = null;
  let right: Extent | null = null;
  for (const [k, { form, flipped }] of parts.entries()) {
    const axes = flipped ? [...form.axes].reverse() : form.axes;
    if (axes.length === 0 || axes.length > 2) continue;
    if (k > 0 && odot[k - 1]) {
      if (left !== null) left.join(axes[0]!);
      else left = axes[0]!;
      if (axes.length === 2) right = axes[1]!;
      continue;
    }
    const isRow = axes.length === 1 && flipped;
    const [own, other] = isRow ? [null, axes[0]!] : [axes[0]!, axes[1] ?? null];
    if (right !== null) {
      if (own !== null) right.join(own);
      right = other;
    } else if (left !== null) {
      if (own === null) right = other;
      else left = null; // x · y, both columns
    } else {
      left = own;
      right = other;
    }
  }
  return [left, right].filter((extent) => extent !== null);
}
