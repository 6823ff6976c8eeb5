/**
 * @file How conditions confine loops. A condition becomes a bound of the innermost loop that it
 * mentions, j ≤ i the last index of the loop over j; what cannot, i ≠ j, stays a guard in it.
 */
import type { Condition, Extent } from "./array.ts";
import type { Bound, Statement } from "./loops.ts";

/** A loop to be: its bounds, and what is asked inside it before anything is done. */
interface Frame {
  readonly label: number;
  from: readonly Bound[];
  to: readonly Bound[];
  guards: readonly Condition[];
}

/** Loops over labels, outermost first, with the bounds that conditions give them. */
export class Frames {
  private readonly frames: readonly Frame[];
  /** Conditions that mention none of the loops. */
  private readonly outside: Condition[] = [];

  constructor(
    labels: readonly number[],
    extents: readonly Extent[],
    conditions: readonly Condition[],
  ) {
    this.frames = labels.map((label, k) => {
      const extent = extents[k]!;
      const last: Bound =
        extent === "points" ? "points" : { form: { terms: none, offset: extent - 1 }, by: 1 };
      return { label, from: fromFirst, to: [last], guards: none };
    });
    for (const condition of conditions) this.confine(condition);
  }

  private confine({ form, sign }: Condition): void {
    const mentioned = new Set(form.terms.map(([label]) => label));
    const frame = this.frames.findLast(({ label }) => mentioned.has(label));
    if (frame === undefined || sign === "!=") {
      if (frame === undefined) this.outside.push({ form, sign });
      else frame.guards = [...frame.guards, { form, sign }];
      return;
    }
    const c = form.terms.find(([label]) => label === frame.label)![1];
    const rest = form.terms.filter(([label]) => label !== frame.label);
    const edge = (shift: number): Bound => {
      // c·i + rest + shift ≤ 0 with c > 0 is i ≤ −(rest + shift)/c
      const sense = c > 0 ? -1 : 1;
      const terms = rest.map(([label, k]) => [label, sense * k] as const);
      return { form: { terms, offset: sense * (form.offset + shift) }, by: Math.abs(c) };
    };
    const shift = sign === "<" ? 1 : 0;
    if (sign === "=" || c > 0) frame.to = [...frame.to, edge(shift)];
    if (sign === "=" || c < 0) frame.from = [...frame.from, edge(shift)];
  }

  /** The loops around `bodies`, of which number k belongs into loop k before the next one. */
  around(bodies: readonly (readonly Statement[])[]): readonly Statement[] {
    let inside: readonly Statement[] = none;
    for (let k = this.frames.length - 1; k >= 0; k--) {
      const { label, from, to, guards } = this.frames[k]!;
      const own = bodies[k]!;
      const body = guarded(inside.length === 0 ? own : [...own, ...inside], guards);
      inside = [{ kind: "loop", label, from, to, body }];
    }
    return inside;
  }

  /** Statements that are run only where the conditions hold that no loop has. */
  guard(body: readonly Statement[]): readonly Statement[] {
    return guarded(body, this.outside);
  }
}

const none: readonly never[] = [];

const fromFirst: readonly Bound[] = [{ form: { terms: none, offset: 0 }, by: 1 }];

function guarded(
  body: readonly Statement[],
  conditions: readonly Condition[],
): readonly Statement[] {
  if (conditions.length === 0) return body;
  return [{ kind: "when", conditions, body }];
}
