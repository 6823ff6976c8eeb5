/**
 * @file A matrix step entry by entry: why each transpose stands where it stands. For z = Wᵀx + b,
 *
 *     z_k = Σ_l W_{lk} x_l + b_k
 *     dz_k/dW_{ij} = Σ_l δ_{li} δ_{kj} x_l = x_i δ_{kj}
 *     dL/dW_{ij} = Σ_k dL/dz_k · dz_k/dW_{ij}          the chain rule
 *                = Σ_k dL/dz_k · x_i δ_{kj}            the local derivative put in
 *                = x_i dL/dz_j                         the sum has the one term k = j
 *                = (x (dL/dz)ᵀ)_{ij}                   folded back, see `folding.ts`
 *
 * Nothing is derived twice. The last entry and the matrix form are two spellings of the node that
 * the pullback made; the local derivative is the tensor of coefficients of that same pullback
 * (`calculus/coefficients.ts`); only the line with a δ for each factor W is written from the
 * formula, since the graph sums a δ away as soon as it is made.
 */
import { tidy } from "../algebra/index.ts";
import { jacobian } from "../calculus/index.ts";
import { isKind, type Node, topological } from "../expression/index.ts";
import {
  children,
  Letters,
  mapParts,
  type Names,
  nameKey,
  S,
  type Syntax,
  spell,
  spellEntry,
  treeSize,
} from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { adjointName } from "./adjoints.ts";
import { branchings, type ChainSetting, trimLinks } from "./chain.ts";
import { foldBack } from "./folding.ts";
import { isNamed, lettersOf, usersIn } from "./lookups.ts";
import { byProductRule } from "./product-rule.ts";
import type { Collapse, Derivation, IndexForm, Link, LocalForm } from "./solution.ts";

/** A formula, or its derivative, with a larger tree than this is not written by entries. */
const sizeLimit = 60;

/** What all parts of one index form share. */
interface Frame {
  readonly setting: ChainSetting;
  readonly target: Quantity;
  /** i, j: the letters of the target's entry. */
  readonly indices: readonly Syntax[];
  /** k, l: the letters that run over a user's entries, as many as any user has axes. */
  readonly running: readonly Syntax[];
  /** Letters that nothing has yet, for sums; those given are taken too. */
  readonly fresh: (taken?: readonly Syntax[]) => Letters;
}

/** The index form of dL/d(target), whose node is `adjoint`; null for scalars. */
export function indexFormOf(
  setting: ChainSetting,
  target: Quantity,
  adjoint: Node,
): IndexForm | null {
  if (target.shape.length === 0) return null;
  const users = usersIn(setting.quantities, target).filter(({ formula }) => formula !== null);
  const frame = frameOf(setting, target, users);
  const { indices, fresh } = frame;
  const isDirect = users.length === 1 && users[0] === setting.output;
  const forms = users.map((user) => localForm(frame, user));
  const links: Link[] = [];
  if (isDirect) links.push(...(forms[0]!.derivative?.links ?? []));
  else if (users.length > 0) links.push(...chainLinks(frame, users, forms));
  const folding = foldBack(adjoint, {
    indices,
    spell: (node) => spell(node, setting.names),
    fresh,
    lettersOf: runningLetters(frame, users),
  });
  links.push(...folding.links);
  const sign = S.derivative(setting.output.name, entryOf(target, indices));
  const writable = links.map((link) => ({ ...link, syntax: withDeltas(setting, link.syntax) }));
  return {
    locals: forms.map((form) => (isDirect ? { ...form, derivative: null } : form)),
    line: { target: sign, links: trimLinks(sign, writable), remark: null },
    collapses: isDirect ? [] : collapsesIn(frame, forms),
    folds: folding.folds,
  };
}

/** In dL/dz_k the letters are those that the chain rule gave it. */
function runningLetters(
  { setting, running }: Frame,
  users: readonly Quantity[],
): (node: Node) => readonly Syntax[] {
  const known = new Map(users.map((user) => [adjointName(setting.output, user), running]));
  return (node) => (isKind(node, "variable") ? known.get(node.data) : undefined) ?? [];
}

/** The δs of the local derivatives that hold a letter of the sums, each once. */
function collapsesIn({ running, setting }: Frame, forms: readonly LocalForm[]): Collapse[] {
  const letters = new Set(running.map(nameKey));
  const found = new Map<string, Collapse>();
  const isTaken = isNamed(setting.quantities, "\\delta");
  const visit = (syntax: Syntax): void => {
    const pair = deltaOf(syntax);
    const isOurs = syntax.kind === "indicator" || !isTaken;
    if (pair !== null && isOurs && letters.has(nameKey(pair[0]))) {
      found.set(pair.map(nameKey).join(), { delta: syntax, running: pair[0], kept: pair[1] });
    }
    for (const part of children(syntax)) visit(part);
  };
  for (const { derivative } of forms) {
    const last = derivative?.links.at(-1);
    if (last !== undefined) visit(last.syntax);
  }
  return [...found.values()];
}

/** The two letters of δ_{kj} or 1[k = j]; null for anything else. */
function deltaOf(syntax: Syntax): readonly [Syntax, Syntax] | null {
  if (syntax.kind === "indicator") {
    const { condition } = syntax;
    if (condition.kind !== "relation" || condition.signs.join() !== "=") return null;
    return pairOfLetters(condition.parts);
  }
  const isDelta = syntax.kind === "subscript" && nameKey(syntax.base) === "\\delta";
  return isDelta ? pairOfLetters(syntax.indices) : null;
}

function pairOfLetters(parts: readonly Syntax[]): readonly [Syntax, Syntax] | null {
  const [a, b, more] = parts;
  if (a?.kind !== "name" || b?.kind !== "name" || more !== undefined) return null;
  return [a, b];
}

function frameOf(setting: ChainSetting, target: Quantity, users: readonly Quantity[]): Frame {
  const used = [...lettersOf(setting.quantities)];
  const letters = new Letters(used);
  const indices = target.shape.map(() => letters.take());
  const rank = Math.max(0, ...users.map(({ shape }) => shape.length));
  const running = Array.from({ length: rank }, () => letters.take());
  const taken = [...used, ...[...indices, ...running].map((letter) => nameKey(letter) ?? "")];
  const own = [...used, ...indices.map((letter) => nameKey(letter) ?? "")];
  const fresh: Frame["fresh"] = (more) => {
    return new Letters(
      more === undefined ? taken : [...own, ...more.map((one) => nameKey(one) ?? "")],
    );
  };
  return { setting, target, indices, running, fresh };
}

/** W_{ij}; a scalar is its own entry. */
function entryOf({ name }: Quantity, indices: readonly Syntax[]): Syntax {
  return indices.length === 0 ? name : S.subscripted(name, ...indices);
}

/** dz_k/dW_{ij}, or ∂ where z depends on W in another way too. */
function localSign({ setting, target, indices, running }: Frame, user: Quantity): Syntax {
  const of = entryOf(user, running.slice(0, user.shape.length));
  const by = entryOf(target, indices);
  const branches = branchings(setting)({ from: target, to: user });
  return branches ? S.partial(of, by) : S.derivative(of, by);
}

/** Σ_k dL/dz_k · dz_k/dW_{ij}, summed over the users; then the local derivatives put in. */
function chainLinks(frame: Frame, users: readonly Quantity[], forms: readonly LocalForm[]): Link[] {
  const { output } = frame.setting;
  const path = (user: Quantity, local: Syntax): Syntax => {
    const running = frame.running.slice(0, user.shape.length);
    const outer = S.derivative(output.name, entryOf(user, running));
    const step = user === output ? local : S.product([outer, bracketed(local)], "cdot");
    return running.length === 0 ? step : S.big("sum", { index: running }, step);
  };
  const signs = users.map((user) => path(user, localSign(frame, user)));
  const links: Link[] = [{ rule: "chain rule, entry by entry", sign: "=", syntax: S.sum(signs) }];
  const locals = forms.map(({ derivative }) => derivative?.links.at(-1)?.syntax);
  if (locals.every((local) => local !== undefined)) {
    const put = users.map((user, k) => path(user, locals[k]!));
    links.push({ rule: "local derivatives, entry by entry", sign: "=", syntax: S.sum(put) });
  }
  return links;
}

/** A sum among factors stands in brackets; so does Σ, which would take in what follows. */
function bracketed(syntax: Syntax): Syntax {
  return syntax.kind === "sum" || syntax.kind === "big" ? S.group(syntax) : syntax;
}

/** What a user says by entries, and its derivative by the target's entry. */
function localForm(frame: Frame, user: Quantity): LocalForm {
  const { setting, target, indices, fresh } = frame;
  const formula = user.formula!;
  const running = frame.running.slice(0, user.shape.length);
  // the formula is written out, not as the name that it defines
  const opened: Names = {
    get: (node) => (node === formula ? undefined : setting.names.get(node)),
  };
  const small = treeSize(formula, sizeLimit + 1) <= sizeLimit;
  const said = small ? openedEntry(formula, running, opened, fresh()) : null;
  const definition = said && lineOf(setting, entryOf(user, running), "definition", [said]);
  const jacobians = tidy(jacobian(formula, target.variable, setting.arena), setting.arena);
  if (treeSize(jacobians, sizeLimit + 1) > sizeLimit) return { user, definition, derivative: null };
  const named = (node: Node): Syntax => spell(node, setting.names);
  const written = spellEntry(jacobians, [...running, ...indices], named, fresh());
  const factors = small && mentions(formula, target.variable);
  const deltas = factors
    ? byProductRule(formula, target.variable, running, indices, opened, fresh, setting.arena)
    : null;
  const links = deltas === null ? [written] : [deltas, written];
  const derivative = lineOf(setting, localSign(frame, user), "local derivative", links);
  return { user, definition, derivative };
}

function mentions(formula: Node, variable: Node): boolean {
  return topological([formula]).includes(variable);
}

function lineOf(
  setting: ChainSetting,
  target: Syntax,
  rule: string,
  steps: readonly Syntax[],
): Derivation {
  const links = steps.map((step): Link => {
    return { rule, sign: "=", syntax: withDeltas(setting, step) };
  });
  return { target, links: trimLinks(target, links), remark: null };
}

/**
 * δ_{kj} for (I_n)_{kj}, as people write an entry of the identity; 1[k = j] where the author has
 * a δ of their own.
 */
function withDeltas(setting: ChainSetting, syntax: Syntax): Syntax {
  const isTaken = isNamed(setting.quantities, "\\delta");
  const visit = (part: Syntax): Syntax => {
    if (part.kind !== "subscript" || !isIdentity(part.base)) return mapParts(part, visit);
    const [i, j] = part.indices;
    const letters = i!.kind === "name" && j!.kind === "name";
    if (isTaken || !letters) return S.indicator(S.relation([i!, j!]));
    return S.subscripted("\\delta", i!, j!);
  };
  return visit(syntax);
}

/** Whether a base of indices is (I_n). */
function isIdentity(base: Syntax): boolean {
  const bare = base.kind === "group" ? base.body : base;
  const isOne = bare.kind === "subscript" && nameKey(bare.base) === "I";
  return isOne && base.kind === "group" && bare.indices.length === 1;
}

/** The entry of a formula; in a scalar the sums inside sums and products are opened too. */
function openedEntry(
  node: Node,
  indices: readonly Syntax[],
  names: Names,
  letters: Letters,
): Syntax {
  const named = names.get(node);
  if (node.shape.length > 0 || named !== undefined) {
    return spellEntry(node, indices, (part) => spell(part, names), letters);
  }
  if (node.op === "negate") return S.negate(openedEntry(node.operands[0]!, [], names, letters));
  const parts = (): Syntax[] => {
    return node.operands.map((operand) => openedEntry(operand, [], names, letters));
  };
  if (node.op === "add") return S.sum(parts());
  if (isKind(node, "contraction") && node.data.sizes.length === 0) {
    return S.product(parts().map(bracketed));
  }
  return spellEntry(node, [], (part) => spell(part, names), letters);
}
