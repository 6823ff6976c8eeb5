/**
 * @file The search for a condition that saves a claim. Conditions come from a finite catalogue:
 * signs of variables and of what stands at kinks, one or two at a time or all variables at once,
 * x ≠ 0, whole numbers, and of vectors and matrices that their entries sum to 1, one-hot,
 * symmetric, orthogonal; never a value such as x = 1. A condition saves the claim when the
 * sides agree at every point seen that satisfies it, some of them sought for it, and there to
 * many digits. It is proved under the condition where the kernel can.
 */
import { type Arena, isKind, type Node } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { prove } from "../normal/normalise.ts";
import type { Assumption, Proof } from "../proof/proof.ts";
import type { Wish } from "./climb.ts";
import type { Inquiry, Outcome } from "./inquiry.ts";
import { type Point, sampleOf } from "./point.ts";
import { specials, type TensorKind } from "./special.ts";
import type { Condition } from "./verdict.ts";

/** A condition that saves the claim. */
export interface Saving {
  readonly condition: Condition;
  readonly proof?: Proof;
}

/** How many points must agree under a condition. */
const enough = 4;

interface Candidate {
  readonly condition: Condition;
  readonly holds: (outcome: Outcome) => boolean;
  readonly wishes: readonly Wish[];
}

/** The weakest condition of the catalogue under which the sides agree. */
export function saving(
  inquiry: Inquiry,
  assumptions: readonly Assumption[],
  arena: Arena,
): Saving | undefined {
  const tensor = tensorCondition(inquiry);
  if (tensor !== undefined) return { condition: tensor };
  // a condition must be one under which something is true that is not so by chance
  const signs = inquiry.outcomes.filter(({ point, look, isSpecial }) => {
    return look === "agree" && !isSpecial && typeof inquiry.closely(point, 96) === "number";
  });
  if (signs.length === 0) return undefined;
  inquiry.scrutinise();
  const all = [...candidates(inquiry)].filter(({ holds }) => signs.some(holds));
  // the claim holds just where the condition does; else the condition only suffices
  const agreed = inquiry.outcomes.filter(({ look, isSpecial }) => look === "agree" && !isSpecial);
  const covering = all.filter(({ holds }) => agreed.every(holds));
  for (const candidate of new Set([...covering, ...all])) {
    if (!survives(candidate, inquiry)) continue;
    const proof = proofUnder(candidate.condition, inquiry, assumptions, arena);
    if (proof === undefined && failsFarther(candidate, inquiry)) continue;
    return { condition: candidate.condition, ...(proof && { proof }) };
  }
  return undefined;
}

/** How many variables are tried as special tensors, with how many samples each, of what size. */
const tensorLimits = { variables: 4, samples: 9, entries: 3_000 };

/** A condition on one vector or matrix under which the sides agree. */
function tensorCondition(inquiry: Inquiry): Condition | undefined {
  if (inquiry.size > tensorLimits.entries) return undefined;
  const tensors = inquiry.variables.filter(({ shape }) => shape.length > 0);
  for (const kind of Object.keys(specials) as TensorKind[]) {
    for (const node of tensors.slice(0, tensorLimits.variables)) {
      const points: Point[] = [];
      for (let k = 0; k < tensorLimits.samples; k++) {
        const plain = inquiry.row(k);
        const made = specials[kind](plain.values.get(node.data)!, k);
        if (made === undefined) continue;
        points.push({ ...plain, values: new Map([...plain.values, [node.data, made]]) });
      }
      if (points.length > 0 && agreesAt(inquiry, points)) return { kind, node };
    }
  }
  return undefined;
}

/** Whether the sides agree, to many digits, at those of the points where both are defined. */
function agreesAt(inquiry: Inquiry, points: readonly Point[]): boolean {
  let seen = 0;
  for (const point of points) {
    const { look } = inquiry.visit(point);
    if (look === "differ" && !inquiry.hasInverse) return false;
    if (look !== "agree" && look !== "differ") continue;
    const found = inquiry.agreement(point);
    if (typeof found !== "number") return false;
    // the inverse of a singular matrix differs from itself in doubles, and has no value
    if (look === "differ") continue;
    if (found < 170) return false;
    seen++;
  }
  return seen >= 3;
}

/** Whether the sides agree wherever the condition holds, also at points sought for it. */
function survives(candidate: Candidate, inquiry: Inquiry): boolean {
  const under = () => inquiry.informative.filter(candidate.holds);
  const fails = () => under().some(({ look }) => look === "differ");
  if (fails() || under().length === 0) return false;
  if (candidate.wishes.length > 0) {
    for (let k = 0; k < 3 * enough && under().length < 2 * enough; k++) {
      inquiry.seek(candidate.wishes, k);
    }
  }
  const points = under();
  if (fails() || points.length < enough) return false;
  return points.slice(0, enough).every(({ point }) => {
    const found = inquiry.agreement(point);
    return typeof found === "number" && found > 170;
  });
}

/**
 * Whether the sides differ where the condition holds still, but one variable is some times as large
 * as at a point where they agree: θ > 0 is not cos θ > 0.
 */
function failsFarther(candidate: Candidate, inquiry: Inquiry): boolean {
  const points = inquiry.informative.filter((one) => {
    return one.look === "agree" && candidate.holds(one);
  });
  return points.slice(0, enough).some(({ point }) => {
    return inquiry.variables.some(({ data: name }) => {
      return stretches.some((times) => {
        const own = point.values.get(name)!;
        const entries = own.entries.map(({ q }) => sampleOf(Q.multiply(q, Q.fromInteger(times))));
        const values = new Map([...point.values, [name, { ...own, entries }]]);
        const found = inquiry.visit({ ...point, values });
        return found.look === "differ" && candidate.holds(found);
      });
    });
  });
}

/** How many times as large variables are made. */
const stretches = [3, 7] as const;

function* candidates(inquiry: Inquiry): Generator<Candidate> {
  const scalars = inquiry.variables.filter(({ shape }) => shape.length === 0);
  const items: Node[] = [...new Set<Node>([...scalars, ...inquiry.kinks])].slice(0, 10);
  const single = (node: Node, sign: "!=" | ">=" | "<=" | ">" | "<"): Candidate => ({
    condition: { kind: "sign", node, sign },
    holds: ({ point }) => meets(inquiry.valueAt(node, point), sign),
    wishes: sign === "!=" ? [] : [{ node, sign: sign.startsWith(">") ? ">0" : "<0" }],
  });
  const nulls = new Set(
    items.filter((node) => {
      return inquiry.informative.some(({ point }) => inquiry.valueAt(node, point) === 0);
    }),
  );
  const signs = (node: Node) => (nulls.has(node) ? ([">=", "<="] as const) : ([">", "<"] as const));
  for (const node of items) yield single(node, "!=");
  for (const node of scalars) for (const sign of signs(node)) yield single(node, sign);
  for (const node of scalars) yield whole(node);
  for (const node of items) for (const sign of signs(node)) yield single(node, sign);
  for (const node of items) for (const sign of [">", "<"] as const) yield single(node, sign);
  for (const [k, first] of items.entries()) {
    for (const second of items.slice(k + 1)) {
      for (const s of signs(first)) {
        for (const t of signs(second)) yield both([single(first, s), single(second, t)]);
      }
      for (const [s, t] of pairs) yield both([single(first, s), single(second, t)]);
    }
  }
  if (scalars.length > 2) {
    yield both(scalars.map((node) => single(node, ">=")));
    yield both(scalars.map((node) => single(node, ">")));
  }
}

const pairs = [
  [">", ">"],
  ["<", "<"],
  [">", "<"],
  ["<", ">"],
] as const;

function both(parts: readonly Candidate[]): Candidate {
  return {
    condition: { kind: "all", parts: parts.map(({ condition }) => condition) },
    holds: (outcome) => parts.every((part) => part.holds(outcome)),
    wishes: parts.flatMap(({ wishes }) => wishes),
  };
}

function whole(node: Node<"variable">): Candidate {
  return {
    condition: { kind: "integer", node },
    holds: ({ point }) => {
      const sample = point.values.get(node.data)!.entries[0]!;
      return !sample.isAngle && sample.q.d === 1n;
    },
    wishes: [],
  };
}

function meets(value: number, sign: "!=" | ">=" | "<=" | ">" | "<"): boolean {
  switch (sign) {
    case "!=":
      return value !== 0 && !Number.isNaN(value);
    case ">=":
      return value >= 0;
    case "<=":
      return value <= 0;
    case ">":
      return value > 0;
    case "<":
      return value < 0;
  }
}

/** A proof under the condition, where it can be assumed by the kernel. */
function proofUnder(
  condition: Condition,
  inquiry: Inquiry,
  assumptions: readonly Assumption[],
  arena: Arena,
): Proof | undefined {
  const more = assumptionsOf(condition, arena);
  if (more === undefined || inquiry.functions.size > 0) return undefined;
  return prove(inquiry.left, inquiry.right, arena, [...assumptions, ...more]);
}

/** The condition as assumptions of the kernel. */
export function assumptionsOf(condition: Condition, arena: Arena): Assumption[] | undefined {
  if (condition.kind === "all") {
    const parts = condition.parts.map((part) => assumptionsOf(part, arena));
    return parts.includes(undefined) ? undefined : (parts as Assumption[][]).flat();
  }
  if (condition.kind !== "sign") return undefined;
  const { node, sign } = condition;
  const flipped = sign === "<" || sign === "<=";
  const own = flipped ? arena.negate(node) : node;
  if (isKind(own, "number")) return undefined;
  return [{ node: own, sign: assumed[sign] }];
}

const assumed = { ">": ">0", "<": ">0", ">=": ">=0", "<=": ">=0", "!=": "!=0" } as const;
