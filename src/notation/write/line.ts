/**
 * @file The syntax tree on one line: what plain text and the terminal's Unicode have in common.
 *
 * Both write a fraction with a slash, a derivative as dy/dx, a matrix in square brackets with
 * semicolons, and a call with round brackets; they differ in letters, signs, scripts and in what
 * may stand side by side. Those differences are a `LineStyle`; where brackets go is decided here,
 * for both, by the binding powers.
 */
import type {
  BigSyntax,
  CallSyntax,
  DerivativeSyntax,
  GroupSyntax,
  NameSyntax,
  RelationSign,
  SumSyntax,
  Syntax,
  SyntaxKind,
  SyntaxOf,
} from "../syntax.ts";
import {
  canGoBare,
  chainLevels,
  digits,
  encloseMatrix,
  endsEarly,
  isIndexable,
  type Level,
  leadsQuotient,
  level,
  otherwise,
  type Piece,
  piece,
  type Seam,
  unwrapped,
  writeFactors,
} from "./precedence.ts";

type SumSign = SumSyntax["terms"][number]["sign"];

/** What makes one notation on a line: its letters, signs and scripts. */
export interface LineStyle {
  readonly number: (text: string) => Piece;
  readonly name: (node: NameSyntax) => Piece;
  readonly functionName: (operation: string) => string;
  readonly signs: Readonly<Record<SumSign, string>>;
  readonly relations: Readonly<Record<RelationSign, string>>;
  readonly seam: Seam;
  /** The script above, its caret included: `^2`, `²`. */
  readonly raised: (script: Piece) => string;
  /** The indices below: `_{2,2}`, `₂,₂`; `base` is what they stand at. */
  readonly lowered: (base: Syntax, indices: readonly Piece[], written: readonly Syntax[]) => string;
  /** What a transpose is of, the level that it demands, and its script. */
  readonly transposed: (base: Syntax) => readonly [base: Syntax, demand: Level, script: string];
  readonly family: (open: string, index: Piece, close: string) => string;
  readonly primes: (count: number) => string;
  /** The signs of a derivative, and of a differential that stands alone. */
  readonly derivative: Readonly<Record<"d" | "\\partial", string>>;
  readonly differential: Readonly<Record<"d" | "\\partial", string>>;
  readonly nabla: string;
  /** Between several variables of differentiation. */
  readonly betweenVariables: string;
  /** dy/dx is one thing for the plain reader, and a quotient for the eye. */
  readonly derivativeLevel: Level;
  readonly bigSigns: Readonly<Record<BigSyntax["operator"], string>>;
  readonly limit: string;
  readonly integral: string;
  readonly bounds: (lower: Piece | null, upper: Piece | null) => string;
  /** Rows of entries; `isNested` says that some entry is a matrix itself. */
  readonly matrix: (rows: readonly (readonly Piece[])[], isNested: boolean) => string;
  readonly groups: Readonly<Record<GroupSyntax["delimiter"], (inner: Piece) => Piece>>;
  readonly wrapped: Readonly<Record<string, (inner: Piece) => Piece>>;
  readonly root: (radicand: Piece, degree: Piece | null) => Piece;
  readonly cases: (
    rows: readonly { readonly value: Piece; readonly when: Piece | null }[],
  ) => Piece;
  readonly evaluated: (body: Piece, where: Piece) => Piece;
  readonly indicator: (condition: Piece) => Piece;
  readonly text: (text: string) => string;
  readonly decorated: (decoration: string, body: Piece, note: Piece | null) => Piece;
  readonly dots: string;
  /** Which functions may stand before their argument without brackets. */
  readonly bare: boolean;
  /** Whether sums and relations in scripts are set without spaces. */
  readonly tightScripts: boolean;
  /** Whether a quotient may be factor i of a product, and whether `a/b/c` is written so. */
  readonly quotientFactor: (i: number) => boolean;
  readonly quotientChain: boolean;
  /** Whether a product may stand before a slash without brackets. */
  readonly leadingProduct: (text: string) => boolean;
}

interface Pen {
  readonly tight: boolean;
  readonly closed: boolean;
}

/** `(x)`. */
export function round(inner: Piece): Piece {
  return piece(`(${inner.text})`, level.atom, { head: "bracket" });
}

/** Makes the writer of a style. */
export function lineWriter(style: LineStyle): (syntax: Syntax) => Piece {
  const loose: Pen = { tight: false, closed: false };
  const looseClosed: Pen = { tight: false, closed: true };
  const tightOpen: Pen = { tight: style.tightScripts, closed: false };
  const tightClosed: Pen = { tight: style.tightScripts, closed: true };

  const write = (node: Syntax, pen: Pen): Piece =>
    (writers[node.kind] as (node: Syntax, pen: Pen) => Piece)(node, pen);

  /** The pen for a position, as tight as before: only a low demand leaves a bare call open. */
  const penFor = (demand: Level, { tight }: Pen): Pen => {
    if (demand > level.bare) return tight ? tightClosed : looseClosed;
    return tight ? tightOpen : loose;
  };

  /** A node in a position that demands a level: with brackets where it binds more loosely. */
  const at = (demand: Level, node: Syntax, pen: Pen): Piece => {
    const written = write(node, penFor(demand, pen));
    return written.level < demand ? round(written) : written;
  };

  const inside = (node: Syntax, pen: Pen): Piece => write(node, penFor(level.list, pen));

  /** A script's content, whose round brackets the script itself replaces. */
  const scriptOf = (node: Syntax): Piece => write(unwrapped(node), tightOpen);

  const argumentList = (nodes: readonly Syntax[], pen: Pen): Piece => {
    const [only, second] = nodes;
    if (only !== undefined && second === undefined) return inside(unwrapped(only), pen);
    return piece(nodes.map((node) => at(level.implication, node, pen).text).join(", "), level.list);
  };

  const lowered = (base: Syntax, indices: readonly Syntax[]): string =>
    style.lowered(base, indices.map(scriptOf), indices);

  /** What stands before a slash: a factor, a product where the style has it, a quotient. */
  const numeratorPiece = (node: Syntax, pen: Pen): Piece => {
    const leads = leadsQuotient(node, style.bare);
    const written = leads ? write(node, pen) : write(node, penFor(level.factor, pen));
    if (written.level >= level.factor) return written;
    if (written.level === level.quotient && style.quotientChain) return written;
    const isProduct = leads && written.level === level.product;
    return isProduct && style.leadingProduct(written.text) ? written : round(written);
  };

  const callPiece = (node: CallSyntax, pen: Pen): Piece => {
    const other = otherwise(node);
    if (other !== undefined) return write(other, pen);
    const wrap = style.wrapped[node.function];
    const isAlone = node.power === undefined && node.subscript === undefined;
    const inner = argumentList(node.arguments, pen);
    if (wrap !== undefined && isAlone && node.arguments.length === 1) return wrap(inner);
    const below = node.subscript === undefined ? "" : lowered(node, [node.subscript]);
    const above = node.power === undefined ? "" : style.raised(scriptOf(node.power));
    const head = style.functionName(node.function) + below + above;
    if (style.bare && !pen.closed && canGoBare(node, false)) {
      return piece(`${head} ${inner.text}`, level.bare);
    }
    return piece(`${head}(${inner.text})`, level.factor);
  };

  /** `dy`, `d(x + y)`, `d²y`. */
  const differentiated = (
    sign: "d" | "\\partial",
    of: Piece,
    order: number,
    signs = style.derivative,
  ): string => {
    const above = order === 1 ? "" : style.raised(piece(String(order), level.atom, digits));
    const mark = signs[sign] + above;
    if (of.head === "bracket") return mark + of.text;
    // A command and an order keep their distance from letters: `\partial x`, `d^2 y`.
    const gap = /^\\[a-z]+$|\^\d+$/i.test(mark) && /^[a-z]/i.test(of.text) ? " " : "";
    return of.head === "letter" ? mark + gap + of.text : `${mark}(${of.text})`;
  };

  const derivativePiece = (node: DerivativeSyntax, pen: Pen): Piece => {
    const order = node.by.reduce((total, by) => total + by.order, 0);
    const each = node.by.map(({ variable, order: n }) => {
      const x = differentiated(node.sign, at(level.subscripted, variable, pen), 1);
      return n === 1 ? x : x + style.raised(piece(String(n), level.atom, digits));
    });
    const below = each.join(style.betweenVariables);
    const above =
      order === 1
        ? style.derivative[node.sign]
        : style.derivative[node.sign] + style.raised(piece(String(order), level.atom, digits));
    if (node.of === null) return piece(`${above}/${below}`, level.prefix);
    if (node.style === "operator") {
      return piece(
        `${above}/${below} ${round(inside(unwrapped(node.of), pen)).text}`,
        level.prefix,
      );
    }
    const of = at(level.subscripted, node.of, pen);
    const text = `${differentiated(node.sign, of, order)}/${below}`;
    return piece(text, style.derivativeLevel, { head: "slash", tail: "slash" });
  };

  const lowerOf = (node: BigSyntax): Piece | null => {
    const index = node.index.map((i) => at(level.implication, i, tightOpen).text).join(",");
    if (node.lower === undefined) return index === "" ? null : piece(index, level.atom);
    const lower = scriptOf(node.lower);
    const isWhole = index === "" || node.lower.kind === "relation";
    return isWhole ? lower : piece(`${index}=${lower.text}`, level.relation);
  };

  const writers: { readonly [K in SyntaxKind]: (node: SyntaxOf<K>, pen: Pen) => Piece } = {
    number: (node) => style.number(node.text),
    name: style.name,
    subscript: (node, pen) => {
      const indices = lowered(node.base, node.indices);
      if (isIndexable(node.base)) {
        const member = write(node.base, pen);
        return { ...member, text: member.text + indices };
      }
      const base = at(level.atom, node.base, pen);
      const tail = base.tail === "name" ? "name" : "other";
      return { ...base, text: base.text + indices, level: level.subscripted, tail };
    },
    family: (node, pen) => {
      const base = at(level.subscripted, node.base, pen);
      const close = node.bracket === "(" ? ")" : "]";
      const text = base.text + style.family(node.bracket, inside(node.index, tightOpen), close);
      return { ...base, text, level: level.superscripted };
    },
    power: (node, pen) => {
      const base = at(level.subscripted, node.base, pen);
      const text = base.text + style.raised(scriptOf(node.exponent));
      return piece(text, level.superscripted, { head: base.head });
    },
    transpose: (node, pen) => {
      const [base, demand, script] = style.transposed(node.base);
      const b = at(demand, base, pen);
      return piece(b.text + script, level.superscripted, { head: b.head });
    },
    prime: (node, pen) => {
      const base = at(level.subscripted, node.base, pen);
      const text = base.text + style.primes(node.count);
      // What is primed is a function, whatever stands under the index.
      const tail = node.base.kind === "subscript" ? "name" : base.tail;
      return { ...base, text, level: level.superscripted, tail };
    },
    sum: (node, pen) => {
      const texts: string[] = [];
      const gap = pen.tight ? "" : " ";
      for (const { sign, term } of node.terms) {
        const written = at(level.product, term, pen);
        if (texts.length > 0) texts.push(gap + style.signs[sign] + gap);
        else if (sign === "+" && node.terms.length === 1) return written;
        else if (sign !== "+") texts.push(style.signs[sign], sign === "-" ? "" : gap);
        texts.push(written.text);
      }
      return texts.length === 0 ? style.number("0") : piece(texts.join(""), level.sum);
    },
    product: (node, pen) =>
      writeFactors(
        node,
        (factor, i, demand) => {
          const p = write(factor, penFor(demand, pen));
          const fits = p.level >= demand || (p.level === level.quotient && style.quotientFactor(i));
          return fits ? p : round(p);
        },
        style.seam,
      ),
    fraction: (node, pen) => {
      const a = numeratorPiece(node.numerator, pen);
      const below = at(level.factor, node.denominator, pen);
      const b = below.head === "slash" ? round(below) : below;
      return piece(`${a.text}/${b.text}`, level.quotient, { head: a.head });
    },
    call: callPiece,
    applied: (node, pen) => {
      const head = at(level.superscripted, node.head, pen);
      const text = `${head.text}(${argumentList(node.arguments, pen).text})`;
      return piece(text, level.factor, { head: head.head, tail: "name" });
    },
    root: (node, pen) => {
      const degree = node.degree === undefined ? null : scriptOf(node.degree);
      return style.root(inside(unwrapped(node.radicand), pen), degree);
    },
    group: (node, pen) =>
      encloseMatrix(node)
        ? write(node.body, pen)
        : style.groups[node.delimiter](inside(node.body, pen)),
    list: (node, pen) =>
      piece(node.items.map((item) => at(level.implication, item, pen).text).join(", "), level.list),
    matrix: (node, pen) => {
      const rows = node.rows.map((row) => row.map((x) => at(level.implication, x, pen)));
      const isNested = node.rows.some((row) => row.some((x) => unwrapped(x).kind === "matrix"));
      return piece(style.matrix(rows, isNested), level.atom);
    },
    cases: (node, pen) =>
      style.cases(
        node.rows.map(({ value, condition }) => ({
          value: at(level.implication, value, pen),
          when: condition === null ? null : at(level.implication, condition, pen),
        })),
      ),
    big: (node, pen) => {
      const upper = node.upper === undefined ? null : scriptOf(node.upper);
      const head = style.bigSigns[node.operator] + style.bounds(lowerOf(node), upper);
      const written = at(level.product, node.body, pen);
      const body = endsEarly(node, written) ? round(written) : written;
      return piece(`${head} ${body.text}`, level.prefix);
    },
    limit: (node, pen) => {
      const parts = [node.variable, node.target].map((part) => inside(part, tightOpen).text);
      const place = piece(parts.join(style.relations["\\to"]) + (node.side ?? ""), level.relation);
      const body = at(level.product, node.body, pen);
      return piece(`${style.limit}${style.bounds(place, null)} ${body.text}`, level.prefix);
    },
    integral: (node, pen) => {
      const [lower, upper] = [node.lower, node.upper].map((bound) => {
        return bound === undefined ? null : scriptOf(bound);
      });
      const body = at(level.product, node.body, pen).text;
      const variable = at(level.atom, node.variable, pen).text;
      const head = style.integral + style.bounds(lower!, upper!);
      return piece(`${head} ${body} d${variable}`, level.prefix);
    },
    derivative: derivativePiece,
    gradient: (node, pen) => {
      const order = piece(String(node.order), level.atom, digits);
      const above = node.order === 1 ? "" : style.raised(order);
      const nabla = style.nabla + above + (node.by === null ? "" : lowered(node, [node.by]));
      if (node.of === null) return piece(nabla, level.atom);
      const of = at(level.factor, node.of, pen);
      const gap = style.nabla === nabla && nabla.length === 1 && of.head === "letter" ? "" : " ";
      return piece(nabla + gap + of.text, level.prefix);
    },
    differential: (node, pen) => {
      const of = at(level.subscripted, node.of, pen);
      const text = differentiated(node.sign, of, 1, style.differential);
      return piece(text, level.factor, { head: "letter" });
    },
    evaluated: (node, pen) => style.evaluated(write(node.body, pen), scriptOf(node.at)),
    indicator: (node) => style.indicator(inside(unwrapped(node.condition), loose)),
    relation: (node, pen) => {
      const [own, needed] = chainLevels(node.signs);
      const texts: string[] = [];
      const gap = pen.tight ? "" : " ";
      node.parts.forEach((part, i) => {
        if (i > 0) texts.push(gap + style.relations[node.signs[i - 1] ?? "="] + gap);
        texts.push(at(needed, part, pen).text);
      });
      return piece(texts.join(""), own);
    },
    text: (node) => piece(style.text(node.text), level.atom),
    decorated: (node, pen) =>
      style.decorated(
        node.decoration,
        write(node.body, pen),
        node.note === undefined ? null : inside(node.note, pen),
      ),
    dots: () => piece(style.dots, level.atom),
    error: (node, pen) => {
      const parts = node.parts.map((part) => at(level.prefix, part, pen).text);
      return piece(parts.length === 0 ? "?" : parts.join(" "), level.factor);
    },
  };
  return (syntax) => write(syntax, loose);
}
