/**
 * @file The normaliser: it looks for a proof that two expressions are equal, by expressing every
 * part in the ring of the proof kernel (`proof/kernel.ts`) until both sides are elements of it.
 * It decides what to try: which rule, which factors, signs that follow from domains before
 * anything that depends on them. The kernel decides whether it follows.
 *
 * The normal form is that of rational functions over ℚ in the transcendental and algebraic
 * kernels that occur (Davenport, Siret, Tournier, *Computer Algebra*, section 2.6), with sine and
 * cosine as sums of e^{±ix}: products of angles then cost no expansion.
 */
import { type Arena, type Node, topological } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";
import { entriesOf } from "../proof/entries.ts";
import { boundsIn, obligations } from "../proof/induction.ts";
import { Kernel, numberIn } from "../proof/kernel.ts";
import type { Assumption, Factors, Proof, Rule, Step } from "../proof/proof.ts";
import { type Poly, type Ring, UNIT } from "../proof/ring.ts";
import { rewritings } from "../proof/rules.ts";
import { isWithin, notNegative, positive } from "../proof/sign.ts";
import { companion } from "../proof/wave.ts";
import { factorsOf } from "./factor.ts";

/** The most parts that are expressed. */
const partLimit = 4_000;

/**
 * A proof that the two are equal wherever both are defined; undefined when none is found. `known`
 * are the parts of both, each after its operands, where they were asked for.
 */
export function prove(
  left: Node,
  right: Node,
  arena: Arena,
  assumptions: readonly Assumption[] = [],
  known?: readonly Node[],
): Proof | undefined {
  const search = new Search([left, right], assumptions, arena, known);
  const direct = search.proof();
  if (direct !== undefined) return direct;
  if (assumptions.length === 0) {
    for (const symbol of boundsIn([left, right])) {
      const found = byDescent(left, right, symbol, arena);
      if (found !== undefined) return found;
    }
  }
  if (search.hasStacks && assumptions.length === 0) return byEntries(left, right, arena);
  const constants = search.isConstant ? new Kernel([left, right], [], arena) : undefined;
  const step: Step = { rule: "constants", node: left };
  if (!constants?.take(step)) return undefined;
  return { left, right, assumptions: [], steps: [step] };
}

/**
 * Whether two sides that differ do so by one term, as (a + b)² and a² + b², or by a factor, as
 * 8 s (t + 1) and 6 s (t + 1): an equation of these would only say that the term is 0. False where
 * the sides cannot be expressed.
 */
export function differByTerm(left: Node, right: Node, arena: Arena): boolean {
  const search = new Search([left, right], [], arena);
  if (!search.run()) return false;
  const { kernel } = search;
  const [a, b] = [kernel.form(left)!, kernel.form(right)!];
  if (kernel.ring.subtract(a, b).size === 1) return true;
  const [monomial, coefficient] = [...a][0] ?? [];
  const other = monomial === undefined ? undefined : b.get(monomial);
  if (a.size !== b.size || coefficient === undefined || other === undefined) return false;
  const factor = Q.divide(other, coefficient);
  return factor !== undefined && kernel.ring.subtract(kernel.ring.scale(a, factor), b).size === 0;
}

/** A proof for each entry of tensors that are written out. */
function byEntries(left: Node, right: Node, arena: Arena): Proof | undefined {
  const proofs: Proof[] = [];
  for (const [a, b] of entriesOf(left, right, arena) ?? []) {
    const proof = prove(a, b, arena);
    if (proof === undefined) return undefined;
    proofs.push(proof);
  }
  if (proofs.length === 0) return undefined;
  return { left, right, assumptions: [], steps: [], entries: proofs };
}

/** A proof of a claim about sums up to n, by peeling off their last terms or by induction. */
function byDescent(left: Node, right: Node, symbol: string, arena: Arena): Proof | undefined {
  for (const by of ["peeling", "induction"] as const) {
    const pairs = obligations(left, right, symbol, by, arena);
    const proofs: Proof[] = [];
    for (const pair of pairs ?? []) {
      const proof = new Search(pair, [], arena).proof();
      if (proof === undefined) break;
      proofs.push(proof);
    }
    if (pairs === undefined || proofs.length < pairs.length) continue;
    return { left, right, assumptions: [], steps: [], descent: { symbol, by, proofs } };
  }
  return undefined;
}

class Search {
  readonly kernel: Kernel;
  private readonly arena: Arena;
  private readonly roots: readonly Node[];
  private readonly assumptions: readonly Assumption[];
  private readonly hasWaves: boolean;
  private readonly hasSigns: boolean;
  private readonly hasRewritings: boolean;
  private parts: readonly Node[];
  private readonly recipes = new Map<Poly, (readonly [Poly, number])[]>();

  /** Factors that were found, and how many polynomials had been seen then. */
  private readonly factored = new Map<Poly, { factors: Factors; bases: number }>();

  constructor(
    roots: readonly Node[],
    assumptions: readonly Assumption[],
    arena: Arena,
    known?: readonly Node[],
  ) {
    this.roots = roots;
    this.assumptions = assumptions;
    this.arena = arena;
    this.kernel = new Kernel(roots, assumptions, arena);
    this.parts = known ?? topological(roots);
    let [hasWaves, hasSigns, hasRewritings] = [false, false, false];
    for (let k = 0; k < this.parts.length; k++) {
      const { op } = this.parts[k]!;
      if (waves.has(op)) hasWaves = true;
      else if (signed.has(op)) hasSigns = true;
      if (rewritten.has(op)) hasRewritings = true;
    }
    this.hasWaves = hasWaves;
    this.hasSigns = hasSigns;
    this.hasRewritings = hasRewritings;
  }

  /** Whether a tensor is written out by its entries. */
  get hasStacks(): boolean {
    return this.parts.some(({ op }) => op === "stack");
  }

  /** Whether no variable occurs. */
  get isConstant(): boolean {
    const known = new Set(["number", "pi", "e"]);
    return this.parts.every(({ op, operands }) => operands.length > 0 || known.has(op));
  }

  /** The proof that the two are equal, if this finds one. */
  proof(): Proof | undefined {
    const { kernel, assumptions } = this;
    const [left, right] = this.roots as readonly [Node, Node];
    if (!this.run() || !kernel.concludes(left, right)) return undefined;
    return { left, right, assumptions, steps: kernel.steps };
  }

  /** Expresses both sides; false when something cannot be, or the work is too much. */
  run(): boolean {
    if (this.parts.length > partLimit) return false;
    this.unfold();
    for (const { node } of this.assumptions) {
      if (!this.establish(node)) return false;
      this.learn("assumption", node, node);
    }
    for (let k = 0; k < this.parts.length; k++) {
      const node = this.parts[k]!;
      if (!isGuarded(node) && !(this.hasSigns && divides(node))) continue;
      const argument = node.operands[node.op === "divide" ? 1 : 0];
      const isOpen = node.op === "power" && numberIn(node.operands[1]!) === undefined;
      if (!this.establish(argument!)) return false;
      if (isOpen && !this.establish(node.operands[1]!)) return false;
      this.learn("domain", node, argument!);
    }
    return this.roots.every((root) => this.establish(root));
  }

  /** All parts, those that rewriting will bring included, in the order of their ids. */
  private unfold(): void {
    if (!this.hasRewritings) return;
    const seen = new Set(this.parts);
    const open = [...this.parts];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!rewritten.has(node.op)) continue;
      const right = this.kernel.rewritten(node);
      if (right === undefined) continue;
      this.kernel.take({ rule: "unfolding", node });
      for (const part of topological([right])) {
        if (seen.has(part)) continue;
        seen.add(part);
        open.push(part);
      }
      if (seen.size > partLimit) return;
    }
    this.parts = [...seen].sort((a, b) => a.id - b.id);
  }

  private learn(rule: "domain" | "assumption", node: Node, argument: Node): void {
    const form = this.kernel.form(argument);
    if (form === undefined || form.size === 0) return;
    const { ring } = this.kernel;
    const factors = this.factorsOf(form);
    if (factors === undefined) return;
    const whole = isEvenRoot(node) ? undivided(ring, form, factors) : factors;
    this.kernel.take({ rule, node, factors: whole });
    // the step has made bases of these very factors
    this.factored.set(form, { factors, bases: ring.bases.length });
  }

  /** Expresses a part and all that it needs. */
  private establish(root: Node): boolean {
    const open = [root];
    while (open.length > 0) {
      const node = open[open.length - 1]!;
      if (this.kernel.form(node) !== undefined) {
        open.pop();
        continue;
      }
      const count = open.length;
      for (const part of this.needs(node)) {
        if (this.kernel.form(part) === undefined) open.push(part);
      }
      if (open.length > count) {
        if (count > partLimit) return false;
        continue;
      }
      if (!this.express(node)) return false;
      open.pop();
    }
    return true;
  }

  /** What must be expressed before a node. */
  private needs(node: Node): readonly Node[] {
    if (rewritten.has(node.op)) {
      const right = this.kernel.rewritten(node);
      if (right !== undefined) return [right];
    }
    const beside = this.hasWaves ? companion(node, this.arena) : undefined;
    return beside === undefined ? node.operands : [...node.operands, beside];
  }

  /** Takes the first step that follows. */
  private express(node: Node): boolean {
    for (const rule of rulesFor(node)) {
      const step = this.stepOf(rule, node);
      if (step !== undefined && this.kernel.take(step)) {
        this.remember(node);
        return true;
      }
      if (this.kernel.ring.isSpent) return false;
    }
    return false;
  }

  /** The factors of an element; nothing may be left behind in the ring by looking for them. */
  private factorsOf(form: Poly): Factors | undefined {
    const { ring } = this.kernel;
    const known = this.factored.get(form);
    if (known?.bases === ring.bases.length) return known.factors;
    const count = ring.atoms.length;
    const factors = factorsOf(ring, form, this.recipes);
    if (ring.atoms.length === count) {
      if (factors !== undefined) this.factored.set(form, { factors, bases: ring.bases.length });
      return factors;
    }
    ring.forget(count);
    return undefined;
  }

  /** How a product was made, for when its factors are asked for. */
  private remember(node: Node): void {
    const { kernel } = this;
    const form = kernel.form(node)!;
    // what was multiplied by 1 is what it was
    if (form.size < 2 || node.operands.some((operand) => kernel.form(operand) === form)) return;
    const of = (k: number) => kernel.form(node.operands[k]!)!;
    if (node.op === "contraction" && node.operands.length > 1) {
      this.recipes.set(
        form,
        node.operands.map((_, k) => [of(k), 1] as const),
      );
    } else if (node.op === "power") {
      const q = numberIn(node.operands[1]!);
      const isSmall = q !== undefined && q.d === 1n && q.n < 1000n && q.n > -1000n;
      if (isSmall) this.recipes.set(form, [[of(0), Number(q.n)]]);
    } else if (node.op === "divide") {
      this.recipes.set(form, [
        [of(0), 1],
        [of(1), -1],
      ]);
    }
  }

  private stepOf(rule: Rule, node: Node): Step | undefined {
    const { kernel } = this;
    const looked = this.looksAt(rule, node);
    if (looked === null) return { rule, node };
    if (looked === undefined || looked.size === 0)
      return rule === "order" ? { rule, node } : undefined;
    const factors = this.factorsOf(looked);
    if (factors === undefined) return undefined;
    if (rule === "power" && isEvenRoot(node)) {
      return { rule, node, factors: undivided(kernel.ring, looked, factors) };
    }
    return {
      rule,
      node,
      factors: rule === "order" ? joined(kernel.ring, looked, factors) : factors,
    };
  }

  /** The form whose factors a rule looks at; null when it looks at none. */
  private looksAt(rule: Rule, node: Node): Poly | null | undefined {
    const { kernel } = this;
    const form = (k: number) => kernel.form(node.operands[k]!);
    switch (rule) {
      case "quotient":
        return form(node.op === "divide" ? 1 : 0);
      case "logarithm":
      case "power":
      case "absolute value":
        return form(0);
      case "order": {
        const [a, b] = [form(0), form(1)];
        return a && b && kernel.ring.subtract(b, a);
      }
      default:
        return null;
    }
  }
}

/** Operations that are written with simpler ones. */
const rewritten: ReadonlySet<string> = new Set(Object.keys(rewritings));

/** Functions that make e^{i…}. */
const waves: ReadonlySet<string> = new Set(["sin", "cos", "tan", "cot", "sec", "csc"]);

/** Whether a part is defined only where its first operand has a sign. */
function isGuarded(node: Node): boolean {
  if (node.op === "ln") return true;
  if (node.op !== "power") return false;
  const q = numberIn(node.operands[1]!);
  return q === undefined || q.d % 2n === 0n;
}

/** Operations that ask for signs. */
const signed: ReadonlySet<string> = new Set([
  "abs",
  "sign",
  "less",
  "lessequal",
  "equal",
  "relu",
  "leakyrelu",
  "elu",
  "max",
  "min",
]);

/** Whether a part divides by an operand, which then is not 0. */
function divides(node: Node): boolean {
  if (node.op === "divide") return true;
  return node.op === "power" && (numberIn(node.operands[1]!)?.n ?? 0n) < 0n;
}

/** u^{n/d} with an even d, for which u need not be more than ≥ 0. */
function isEvenRoot(node: Node): boolean {
  return node.op === "power" && (numberIn(node.operands[1]!)?.d ?? 1n) % 2n === 0n;
}

/**
 * Under an even root u ≥ 0 says nothing of the signs of several factors of u: then u is one
 * factor, of known sign.
 */
function undivided(ring: Ring, u: Poly, factors: Factors): Factors {
  const isOpen = (id: number, e: number) => {
    return e % (2 * UNIT) !== 0 && !isWithin(ring.signs[id]!, notNegative);
  };
  const atoms = factors.monomial.atoms.filter((id, k) =>
    isOpen(id, factors.monomial.exponents[k]!),
  );
  const bases = factors.bases.filter(([f, k]) => {
    const known = ring.baseAt(f);
    return k % 2 !== 0 && !isWithin(known ? ring.signs[known.id]! : ring.signOf(f), notNegative);
  });
  if (atoms.length + bases.length <= 1) return factors;
  const size = Q.absolute(factors.coefficient);
  return {
    coefficient: size,
    monomial: ring.one,
    bases: [[ring.scale(u, Q.inverse(size)!), 1]],
  };
}

/** Several open factors of a difference are taken as one polynomial, which has one sign. */
function joined(ring: Ring, gap: Poly, factors: Factors): Factors {
  const { monomial, bases } = factors;
  const isOpen = (id: number) => ring.signs[id] !== positive;
  const single = monomial.exponents.every((e) => e === UNIT);
  const open = bases.length + monomial.atoms.filter(isOpen).length;
  if (open <= 1 && single && bases.every(([, k]) => k === 1)) return factors;
  const sign = Q.fromInteger(Q.sign(factors.coefficient));
  const size = Q.absolute(factors.coefficient);
  return {
    coefficient: factors.coefficient,
    monomial: ring.one,
    bases: [[ring.scale(gap, Q.multiply(sign, Q.inverse(size)!)), 1]],
  };
}

/** The rules to try on a node, in order. */
function rulesFor(node: Node): readonly Rule[] {
  if (node.op === "power") {
    const q = numberIn(node.operands[1]!);
    if (q === undefined || q.d !== 1n) return ["power", "congruence"];
    return q.n >= 0n ? wholePower : quotient;
  }
  return rules.get(node.op) ?? (node.operands.length === 0 ? arithmetic : congruence);
}

const arithmetic: readonly Rule[] = ["arithmetic"];
const congruence: readonly Rule[] = ["congruence"];
const quotient: readonly Rule[] = ["quotient", "congruence"];
const wholePower: readonly Rule[] = ["arithmetic", "power", "congruence"];

const rules: ReadonlyMap<string, readonly Rule[]> = new Map<string, readonly Rule[]>([
  ...Object.keys(rewritings).map((op): [string, Rule[]] => [op, ["rewriting", "congruence"]]),
  ["divide", quotient],
  ["exp", ["exponential", "congruence"]],
  ["sin", ["circular", "congruence"]],
  ["cos", ["circular", "congruence"]],
  ["ln", ["logarithm", "congruence"]],
  ["abs", ["absolute value", "congruence"]],
  ["less", ["order", "congruence"]],
  ["softmax", ["reduction", "congruence"]],
  ["logsumexp", ["reduction", "congruence"]],
  ["norm", ["reduction", "congruence"]],
  ["add", arithmetic],
  ["negate", arithmetic],
  ["contraction", arithmetic],
]);
