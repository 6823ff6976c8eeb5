/** @file A loop program's statements with other addresses in them, or along another loop. */
import type { Affine } from "./array.ts";
import type { Bound, Matrix, Place, Statement } from "./loops.ts";

/** What stands in the place of an address, and of a form in bounds and conditions. */
interface Change {
  readonly place: (place: Place) => Place;
  readonly form: (form: Affine) => Affine;
}

/** The statements with every address and form changed; what has none of them is the same. */
export function rewritten(body: readonly Statement[], change: Change): readonly Statement[] {
  let made: Statement[] | undefined;
  for (let k = 0; k < body.length; k++) {
    const s = body[k]!;
    const other = changed(s, change);
    if (other === s) continue;
    made ??= body.slice();
    made[k] = other;
  }
  return made ?? body;
}

function changed(s: Statement, change: Change): Statement {
  switch (s.kind) {
    case "load": {
      const from = change.place(s.from);
      return from === s.from ? s : { kind: "load", to: s.to, from };
    }
    case "store": {
      const to = change.place(s.to);
      return to === s.to ? s : { kind: "store", to, from: s.from };
    }
    case "accumulate": {
      const to = change.place(s.to);
      return to === s.to ? s : { kind: "accumulate", to, by: s.by, from: s.from };
    }
    case "loop": {
      const [from, to] = [bounds(s.from, change), bounds(s.to, change)];
      const body = rewritten(s.body, change);
      return from === s.from && to === s.to && body === s.body ? s : { ...s, from, to, body };
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
}

/** Ends of a loop; the same where no form is another. */
function bounds(ends: readonly Bound[], change: Change): readonly Bound[] {
  let made: Bound[] | undefined;
  for (let k = 0; k < ends.length; k++) {
    const end = ends[k]!;
    if (end === "points") continue;
    const form = change.form(end.form);
    if (form === end.form) continue;
    made ??= [...ends];
    made[k] = { form, by: end.by };
  }
  return made ?? ends;
}

/** Whether a form has a label. */
function isIn(label: number, { terms }: Affine): boolean {
  for (let k = 0; k < terms.length; k++) if (terms[k]![0] === label) return true;
  return false;
}

/** The statements, running along `to` where they ran along `from`. */
export function renamed(
  body: readonly Statement[],
  from: number,
  to: number,
): readonly Statement[] {
  if (from === to) return body;
  const form = (own: Affine): Affine => {
    if (!isIn(from, own)) return own;
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
): readonly Statement[] {
  const place = (at: Place): Place => {
    if (!buffers.has(at.buffer) || !isIn(label, at.at)) return at;
    const { terms, offset } = at.at;
    const others = terms.filter(([other]) => other !== label);
    return { buffer: at.buffer, at: { terms: others, offset } };
  };
  return rewritten(body, { place, form: (form) => form });
}
