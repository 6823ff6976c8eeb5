/** @file A loop program's statements with other addresses in them, or along another loop. */
import type { Affine } from "./array.ts";
import type { Bound, Matrix, Place, Statement } from "./loops.ts";

/** What stands in the place of an address, and of a form in bounds and conditions. */
interface Change {
  readonly place: (place: Place) => Place;
  readonly form: (form: Affine) => Affine;
}

/** The statements with every address and form changed. */
export function rewritten(body: readonly Statement[], change: Change): Statement[] {
  const bound = (at: Bound): Bound =>
    at === "points" ? at : { ...at, form: change.form(at.form) };
  return body.map((s): Statement => {
    switch (s.kind) {
      case "load": {
        const from = change.place(s.from);
        return from === s.from ? s : { ...s, from };
      }
      case "store":
      case "accumulate": {
        const to = change.place(s.to);
        return to === s.to ? s : { ...s, to };
      }
      case "loop": {
        const [from, to] = [s.from.map(bound), s.to.map(bound)];
        return { ...s, from, to, body: rewritten(s.body, change) };
      }
      case "when": {
        const conditions = s.conditions.map((at) => ({ ...at, form: change.form(at.form) }));
        return { ...s, conditions, body: rewritten(s.body, change) };
      }
      case "fill":
        return { ...s, to: change.place(s.to) };
      case "product": {
        const moved = (matrix: Matrix): Matrix => ({
          ...matrix,
          place: change.place(matrix.place),
        });
        return { ...s, a: moved(s.a), b: moved(s.b), c: moved(s.c) };
      }
      default:
        return s;
    }
  });
}

/** The statements, running along `to` where they ran along `from`. */
export function renamed(body: readonly Statement[], from: number, to: number): Statement[] {
  if (from === to) return [...body];
  const form = (own: Affine): Affine => {
    if (!own.terms.some(([label]) => label === from)) return own;
    const terms = own.terms.map(([label, c]) => [label === from ? to : label, c] as const);
    return { terms, offset: own.offset };
  };
  const place = (own: Place): Place => {
    const at = form(own.at);
    return at === own.at ? own : { buffer: own.buffer, at };
  };
  return rewritten(body, { form, place });
}

/** The statements, in which some buffers are no longer addressed by a loop's index. */
export function withoutLabel(
  body: readonly Statement[],
  label: number,
  buffers: ReadonlySet<number>,
): Statement[] {
  const place = (at: Place): Place => {
    if (!buffers.has(at.buffer)) return at;
    const { terms, offset } = at.at;
    return { ...at, at: { terms: terms.filter(([other]) => other !== label), offset } };
  };
  return rewritten(body, { place, form: (form) => form });
}
