/**
 * @file What a name means, with or without indices.
 *
 * - `x_1` is the quantity so named if there is one, else the entry of a defined vector x;
 * - `W_{2,2}` and `W_{22}` are entries of a defined matrix, `W_2` or `W_{2,:}` its second row and
 *   `W_{:,2}` its second column, each as a vector;
 * - `z_1^{(2)}` and `z^{(2)}_1` are the same;
 * - `[x_i y_j]_{ij}`, brackets with letters that do not run yet, is the matrix of these entries;
 *   where they index nothing, their range is written, `[1_{i=2}]_{1 \le i \le 3}`;
 * - `\delta_{ij}` in running letters is 1 where i = j and 0 elsewhere; I is the identity matrix,
 *   I_n the one of that size; π and e are the constants: each unless it is defined otherwise.
 */
import { isKind, type Shape, type Size, shapeText } from "../../expression/index.ts";
import type { Span } from "../../source/index.ts";
import { childrenOf } from "../read/children.ts";
import { nameKey } from "../read/index.ts";
import type { Syntax, SyntaxOf } from "../syntax.ts";
import { conditionOn } from "./condition.ts";
import { builders } from "./functions.ts";
import { affineIndex, entryOf, indexValue, isIndexList, rangeTo } from "./indices.ts";
import { sizeInBody } from "./ranges.ts";
import { type Rule, visit } from "./rule.ts";
import type { Context, IndexRange } from "./scope.ts";
import { plainValue, restShape, type Value } from "./value.ts";

/** The quantity, index or constant of this name; null when the name means nothing here. */
export function named(key: string, context: Context, at?: Span): Value | null {
  const { arena } = context;
  const parameter = context.bound.get(key);
  if (parameter !== undefined) return parameter;
  const range = context.indices.get(key);
  if (range !== undefined) return indexValue(arena, key, range);
  const binding = context.scope.lookup(key, at);
  if (binding?.kind === "quantity") {
    const value = plainValue(binding.node);
    return binding.loose === true ? { ...value, loose: true } : value;
  }
  if (binding?.kind === "size") return plainValue(arena.size(binding.size));
  if (binding !== undefined) return null;
  return constants[key]?.(context) ?? null;
}

const constants: Readonly<Record<string, (context: Context) => Value>> = {
  "\\pi": ({ arena }) => plainValue(arena.pi()),
  e: ({ arena }) => plainValue(arena.e()),
  I: ({ arena }) => ({ ...plainValue(arena.integer(1)), identity: true }),
};

/** What a name without indices means; reports one that means nothing. */
export function nameValue(syntax: Syntax, context: Context): Value | undefined {
  const key = nameKey(syntax);
  const value = key === undefined ? null : named(key, context, syntax);
  if (value !== null) return value;
  context.report("PG2002", syntax, { name: key ?? "this" });
  return undefined;
}

export const subscript: Rule<"subscript"> = (syntax, context) => {
  const key = nameKey(syntax);
  const whole = key === undefined ? null : named(key, context);
  if (whole !== null) return whole;
  const special = normOf(syntax, context) ?? entries(syntax, context) ?? constant(syntax, context);
  if (special !== undefined) return special.value;
  const baseKey = nameKey(syntax.base);
  const base = baseKey === undefined ? visit(syntax.base, context) : named(baseKey, context);
  if (base === undefined) return undefined;
  if (base === null || base.identity) return nameValue(syntax, context);
  return entry(syntax, base, baseKey ?? "this", context);
};

/** An entry or a slice of `base`. */
function entry(
  { indices: written, ...place }: SyntaxOf<"subscript">,
  base: Value,
  name: string,
  context: Context,
): Value | undefined {
  const rest = restShape(base);
  const indices = splitDigits(written, rest.length);
  if (rest.length === 0 || !isIndexList(indices, context.indices)) {
    return withoutRange(indices, rest, name, place, context);
  }
  if (indices.length <= rest.length) return entryOf(base, indices, context, name);
  const index = indices.map((one) => (one.kind === "number" ? one.text : "…")).join(", ");
  context.report("PG2008", place, { index, name, shape: shapeText(rest) });
  return undefined;
}

/** Says why `x_i` is no entry: it is a scalar's, or i does not run. */
function withoutRange(
  indices: readonly Syntax[],
  rest: Shape,
  name: string,
  place: Omit<SyntaxOf<"subscript">, "indices">,
  context: Context,
): undefined {
  const open = indices.find((index) => affineIndex(index, context.indices) === undefined);
  const key = nameKey({ ...place, indices });
  if (rest.length > 0 && open?.kind === "name") {
    context.report("PG2006", open, { name: open.text });
  } else if (key !== undefined) context.report("PG2002", place, { name: key });
  else {
    const hint = "A vector or a matrix takes indices: whole numbers, or letters that run.";
    context.report("PG2005", place, { what: `An index on ${name}`, hint });
  }
  return undefined;
}

/** `W_{22}` on a matrix is `W_{2,2}`: as many digits as axes. */
function splitDigits(indices: readonly Syntax[], rank: number): readonly Syntax[] {
  const [only] = indices;
  if (indices.length !== 1 || only!.kind !== "number" || only!.text.length !== rank) return indices;
  if (!/^[1-9]+$/.test(only!.text)) return indices;
  return [...only!.text].map((digit, k) => ({
    ...only!,
    text: digit,
    from: only!.from + k,
    to: only!.from + k + 1,
  }));
}

interface Found {
  readonly value: Value | undefined;
}

/** `\|x\|_1`, `\|x\|_2`, `norm(A)_F`: the index names the norm. */
function normOf(syntax: SyntaxOf<"subscript">, context: Context): Found | undefined {
  const { base, indices } = syntax;
  const bars = base.kind === "group" && base.delimiter === "\\|" ? base.body : undefined;
  const word = base.kind === "call" && base.function === "norm" ? base.arguments[0] : undefined;
  const inside = bars ?? word;
  if (inside === undefined || indices.length !== 1) return undefined;
  const body = visit(inside, context);
  if (body === undefined) return { value: undefined };
  const call = normCall(syntax, inside, indices[0]);
  return { value: builders["norm"]!(call, [body], context) };
}

/** `\|body\|` as a call of the function norm. */
export function normCall(place: Syntax, body: Syntax, order?: Syntax): SyntaxOf<"call"> {
  const { from, to } = place;
  const head = { from, to };
  const index = order === undefined ? {} : { subscript: order };
  return {
    kind: "call",
    function: "norm",
    head,
    arguments: [body],
    brackets: null,
    from,
    to,
    ...index,
  };
}

/** Brackets around the entries of a tensor. */
const brackets: ReadonlySet<string> = new Set(["[", "("]);

/** A letter that runs over a tensor's entries: bare, or with its range, `1 \le i \le n`. */
function entryLetter(
  index: Syntax,
  body: Syntax,
  context: Context,
): { readonly letter: string; readonly size: Size | undefined } | undefined {
  if (index.kind === "name") {
    if (index.text === ":" || context.indices.has(index.text)) return undefined;
    return { letter: index.text, size: sizeInBody(index.text, body, context) };
  }
  if (index.kind !== "relation" || index.signs.some((sign) => sign !== "\\le")) return undefined;
  const [first, letter, last] = index.parts;
  if (index.parts.length !== 3 || letter!.kind !== "name") return undefined;
  if (first!.kind !== "number" || first!.text !== "1") return undefined;
  const end = visit(last!, context);
  return { letter: letter!.text, size: end && rangeTo(1, end.node)?.size };
}

/** `[x_i y_j]_{ij}`: the tensor of these entries. */
function entries(syntax: SyntaxOf<"subscript">, context: Context): Found | undefined {
  const { base, indices } = syntax;
  if (base.kind !== "group" || !brackets.has(base.delimiter)) return undefined;
  const running = indices.map((index) => entryLetter(index, base.body, context));
  if (running.includes(undefined)) return undefined;
  const ranges = new Map<string, IndexRange>(context.indices);
  const letters: string[] = [];
  for (const [k, one] of running.entries()) {
    const { letter, size } = one!;
    if (size === undefined) {
      context.report("PG2006", indices[k]!, { name: letter });
      return { value: undefined };
    }
    letters.push(letter);
    ranges.set(letter, { size, first: 1 });
  }
  const body = visit(base.body, { ...context, indices: ranges });
  return { value: body && inOrder(body, letters, ranges, context) };
}

/** A value with the axes named by `letters` made the axes of a tensor, in their order. */
function inOrder(
  body: Value,
  letters: readonly string[],
  ranges: ReadonlyMap<string, IndexRange>,
  { arena }: Context,
): Value {
  const free = body.free.filter((letter) => !letters.includes(letter));
  const label = new Map([...free, ...letters].map((name, k): [string, number] => [name, k]));
  const sizes = new Map<number, Size>();
  for (const name of letters) sizes.set(label.get(name)!, ranges.get(name)!.size);
  const rest = restShape(body).map((_, axis) => label.size + axis);
  const axes = [...body.free.map((name) => label.get(name)!), ...rest];
  const output = [...label.values(), ...rest];
  const node = arena.contract({ operands: [body.node], axes: [axes], output, sizes });
  return { node, free, row: false };
}

/** `\delta_{ij}` and `I_n`, where δ and I are not defined. */
function constant(syntax: SyntaxOf<"subscript">, context: Context): Found | undefined {
  const { base, indices } = syntax;
  const key = nameKey(base);
  if (key === "\\delta" && indices.length === 2 && named(key, context) === null) {
    const value = conditionOn(indices[0]!, "=", indices[1]!, context);
    return value && { value };
  }
  const filling = filledWith(key, context);
  const isIdentity = key === "I" && named(key, context)?.identity === true;
  if (indices.length !== 1 || (filling === undefined && !isIdentity)) return undefined;
  const [index] = indices;
  const size = index!.kind === "number" ? Number(index!.text) : sizeNamed(nameKey(index!), context);
  if (size === undefined || size === 0) return undefined;
  const { arena } = context;
  if (isIdentity) return { value: plainValue(arena.identity(size)) };
  return { value: plainValue(arena.filled(arena.integer(filling!), [size])) };
}

/** 1 and 0 for the vectors \mathbf{1} and \mathbf{0}, where they are no quantities. */
function filledWith(key: string | undefined, { scope }: Context): number | undefined {
  const number = key === "\\mathbf{1}" ? 1 : key === "\\mathbf{0}" ? 0 : undefined;
  const binding = number === undefined ? undefined : scope.lookup(key!);
  return binding?.kind === "quantity" && isKind(binding.node, "variable") ? undefined : number;
}

function sizeNamed(key: string | undefined, { scope }: Context): string | number | undefined {
  const binding = key === undefined ? undefined : scope.lookup(key);
  return binding?.kind === "size" ? binding.size : undefined;
}

/** `z_1^{(2)}` is the entry `z^{(2)}_1` where that family has a vector. */
export const family: Rule<"family"> = (syntax, context) => {
  const key = nameKey(syntax);
  const { base } = syntax;
  if (usesLetter(syntax.index, context.indices)) {
    const hint = "Take a vector or a matrix, and index it.";
    context.report("PG2005", syntax, { what: "A label that runs", hint });
    return undefined;
  }
  if (base.kind !== "subscript" || (key !== undefined && named(key, context) !== null)) {
    return nameValue(syntax, context);
  }
  return subscript({ ...base, base: { ...syntax, base: base.base } }, context);
};

/** Whether an index letter that runs occurs in `syntax`. */
function usesLetter(syntax: Syntax, letters: ReadonlyMap<string, IndexRange>): boolean {
  if (syntax.kind === "name" && letters.has(syntax.text)) return true;
  return childrenOf(syntax).some((child) => usesLetter(child, letters));
}
