/**
 * @file Bars with a point behind them. In \nabla f |_{(1, 2)} and f_x |_{(1, 2)} the numbers are
 * those of the variables of f(x, y), in dy/dx |_{(3, 4)} those of x and y.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with the variables beside the numbers of such points. */
export function withPlaces(reading: Reading): Reading {
  const definitions = reading.chains.flatMap(({ parts: [left] }, at) => {
    if (left?.kind !== "applied") return [];
    const head = nameKey(left.head);
    const names = left.arguments.flatMap((argument) => nameKey(argument) ?? []);
    const isPlain = head !== undefined && names.length === left.arguments.length;
    return isPlain ? [{ head, names, at }] : [];
  });
  const places = new Map(reading.chains.map(({ signSpans }, at) => [signSpans, at]));
  return withSides(reading, (side, { signSpans }) => {
    const place = places.get(signSpans) ?? -1;
    const known = new Map(
      definitions.flatMap(({ at, ...one }) => (at < place ? [[one.head, one.names]] : [])),
    );
    return placed(side, known);
  });
}

function placed(syntax: Syntax, known: ReadonlyMap<string, readonly string[]>): Syntax {
  const inner = mapParts(syntax, (part) => placed(part, known));
  if (inner.kind !== "evaluated" || inner.at.kind !== "group") return inner;
  const { body } = inner.at;
  if (body.kind !== "list") return inner;
  const names = namesIn(inner.body, body.items.length, known);
  if (names === undefined) return inner;
  const at = S.list(body.items.map((item, k) => S.equation(S.name(names[k]!), item)));
  return { ...inner, at };
}

/** The variables of the function in a formula; those of dy/dx without one. */
function namesIn(
  syntax: Syntax,
  count: number,
  known: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const own = functionsIn(syntax, known).find((names) => names.length === count);
  if (own !== undefined || count !== 2 || syntax.kind !== "derivative") return own;
  const [of, by] = [syntax.of, syntax.by[0]?.variable].map((one) =>
    one ? nameKey(one) : undefined,
  );
  return of === undefined || by === undefined || syntax.sign !== "d" ? undefined : [by, of];
}

function functionsIn(
  syntax: Syntax,
  known: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const names = known.get(nameKey(syntax) ?? "");
  return [
    ...(names === undefined ? [] : [names]),
    ...children(syntax).flatMap((part) => functionsIn(part, known)),
  ];
}
