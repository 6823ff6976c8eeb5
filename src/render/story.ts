/**
 * @file A solution told as a page would tell it: title, what is given, forward pass, picture,
 * backward pass, the chain rule for each derivative asked for, closed forms, updates, notes. The
 * story is data; text, Markdown, LaTeX and HTML each set the same blocks in their own type, so
 * that no two of them can tell it differently.
 *
 * Quantities that an earlier part has worked are given in a later one, with their values.
 */
import type { Node } from "../expression/index.ts";
import { nameSyntax, S, type Syntax, spell, writePlain } from "../notation/index.ts";
import { X } from "../number/index.ts";
import type {
  Derivation,
  Further,
  FurtherKind,
  Gradient,
  IndexForm,
  Link,
  Solution,
  Value,
  WorkedNode,
  WorkedPart,
} from "../work/index.ts";
import { decimals, inLayout, type Layout, layoutNote } from "../work/index.ts";
import { closedForms } from "./closed-forms.ts";
import { gradientShapes, shapeText } from "./shapes.ts";
import { shorten } from "./shorten.ts";
import { formOf, localLines, unfoldingTitle, unfoldingWords } from "./unfolding.ts";
import { type UpdateTelling, updateStory } from "./update-story.ts";
import { formula, type Inline, sentence, words } from "./words.ts";

/** `target = … = …` as it is printed, ending in decimals where the value is irrational. */
export interface Chain {
  readonly target: Syntax;
  readonly links: readonly Link[];
  readonly remark: readonly Inline[] | null;
  /** `[2, 2] = [2] · [2]ᵀ`, below a step with matrices. */
  readonly shapes: string | null;
}

/** Something known at the start of a part. */
export interface Given {
  readonly name: Syntax;
  readonly value: Syntax | null;
  readonly sign: Link["sign"];
  /** `2 × 3`; null for a scalar. */
  readonly shape: string | null;
}

/** One block of the page. */
export type Block =
  | {
      readonly kind: "heading";
      readonly level: 1 | 2 | 3 | 4;
      readonly inline: readonly Inline[];
      /** Says only what the formula below it says too. */
      readonly isMinor?: boolean;
    }
  | { readonly kind: "paragraph"; readonly inline: readonly Inline[] }
  | { readonly kind: "given"; readonly items: readonly Given[] }
  /** Lines of one pass, one under the other. */
  | {
      readonly kind: "pass";
      readonly name: "forward" | "backward" | "further" | "update";
      readonly chains: readonly Chain[];
    }
  /** One derivation with room around it. */
  | { readonly kind: "display"; readonly chain: Chain }
  | {
      readonly kind: "aside";
      readonly title: readonly Inline[];
      /** Whether it is opened only when it is asked for, on a page that can do that. */
      readonly isFolded: boolean;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: "notes"; readonly items: readonly (readonly Inline[])[] }
  /** The picture of a part's graph. */
  | { readonly kind: "picture"; readonly part: number };

/** What is told beyond the usual. */
export interface StoryOptions {
  /**
   * Matrix steps also entry by entry: why each transpose stands where it stands. Folded, it is
   * shown when a reader asks for it, on a page that can do that.
   */
  readonly indexForm?: boolean | "folded";
  /** How derivatives are set down; in the shape of their variables when left out. */
  readonly layout?: Layout;
}

/** The blocks of a solution, from title to notes. */
export function storyOf(given: Solution, options: StoryOptions = {}): Block[] {
  const solution = inLayout(given, options.layout ?? "gradient");
  const teller: Teller = {
    solution,
    options,
    closed: closedForms(solution),
    keys: solution.sheet.quantities.map(({ key }) => key),
  };
  const { parts } = solution;
  if (parts.length === 1) return partStory(teller, parts[0]!, 0, 1);
  const blocks: Block[] = [heading(1, words("Worked solution"))];
  for (const [index, part] of parts.entries()) {
    blocks.push(...partStory(teller, part, index, 2));
  }
  return blocks;
}

interface Teller {
  readonly solution: Solution;
  readonly options: StoryOptions;
  readonly closed: ReturnType<typeof closedForms>;
  readonly keys: readonly string[];
}

type Level = 1 | 2 | 3 | 4;

function heading(level: Level, ...inline: Inline[]): Block {
  return { kind: "heading", level, inline };
}

/** The title of a part: its own, or what is worked in it. */
function titleOf(part: WorkedPart): Inline[] {
  const own = [part.name, part.title].filter((text) => text !== "").join(". ");
  if (own !== "") return [words(own)];
  if (part.output === null) return [words("Forward pass")];
  return [words("The forward and the backward pass of "), formula(part.output.name)];
}

function partStory(teller: Teller, part: WorkedPart, index: number, level: 1 | 2): Block[] {
  const below = (level + 1) as Level;
  const blocks: Block[] = [heading(level, ...titleOf(part))];
  const problem = problemOf(teller, part);
  if (problem !== null) blocks.push({ kind: "display", chain: problem });
  const isKnown = ({ quantity }: WorkedNode): boolean => {
    return quantity.formula === null || quantity.part < index;
  };
  const given = part.nodes.filter(isKnown).map(givenOf);
  if (given.length > 0) blocks.push({ kind: "given", items: given });
  const note = layoutNote(part, teller.options.layout ?? "gradient");
  if (note !== null) blocks.push({ kind: "paragraph", inline: [words(note)] });

  const own = part.nodes.filter((node) => !isKnown(node));
  if (own.length > 0) {
    const chains = own.map(({ forward, value }) => chainOf(teller, forward, value));
    blocks.push(heading(below, words("Forward pass")), { kind: "pass", name: "forward", chains });
  }
  if (part.edges.length > 0) blocks.push({ kind: "picture", part: index });

  blocks.push(...backwardStory(teller, part, below));
  blocks.push(...gradientStory(teller, part, below));
  for (const further of part.further) blocks.push(...furtherStory(teller, further, below));
  for (const update of part.updates) {
    const telling: UpdateTelling = {
      heading: (deeper, ...inline) => heading((below + deeper) as Level, ...inline),
      chainOf: (derivation, value) => chainOf(teller, derivation, value),
    };
    blocks.push(...updateStory(update, telling));
  }
  if (part.notes.length > 0) {
    const items = part.notes.map((note) => sentence(note, teller.keys));
    blocks.push(heading(below, words("Notes")), { kind: "notes", items });
  }
  return blocks;
}

/**
 * The problem in one line, where the steps to the output were named by pengrad and not by the
 * author: steps that stand at the same place of the text come from one formula.
 */
function problemOf(teller: Teller, part: WorkedPart): Chain | null {
  const { output } = part;
  if (output?.formula == null || output.span === null) return null;
  const { from, to } = output.span;
  const steps = part.nodes.filter(({ quantity: { formula, span } }) => {
    return formula !== null && span?.from === from && span.to === to;
  });
  const closed = teller.closed.get(output.variable);
  if (steps.length < 2 || closed === undefined) return null;
  return {
    target: output.name,
    links: [{ rule: "problem", sign: "=", syntax: spell(closed, namesOf(teller)) }],
    remark: null,
    shapes: null,
  };
}

function namesOf({ solution }: Teller): Map<Node, Syntax> {
  return new Map(solution.sheet.quantities.map(({ variable, name }) => [variable, name]));
}

function givenOf({ quantity, forward, value }: WorkedNode): Given {
  const last = value === null ? undefined : forward.links.at(-1);
  return {
    name: quantity.name,
    value: last === undefined ? null : shorten(last.syntax),
    sign: last?.sign ?? "=",
    shape: quantity.shape.length === 0 ? null : shapeText(quantity.shape),
  };
}

function backwardStory(teller: Teller, part: WorkedPart, level: Level): Block[] {
  const { output } = part;
  const lines = part.nodes.flatMap(({ backward, adjoint }) => {
    return backward === null ? [] : [chainOf(teller, backward, adjoint?.value ?? null)];
  });
  if (output === null || lines.length === 0) return [];
  const start: Chain = {
    target: S.derivative(output.name, output.name),
    links: [{ rule: "start", sign: "=", syntax: S.number(1) }],
    remark: null,
    shapes: null,
  };
  const chains = [start, ...lines.reverse()];
  const unfolded = part.nodes.flatMap((node) => {
    const isTold = part.gradients.some(({ quantity }) => quantity === node.quantity);
    const form =
      isTold || node.quantity.formula === null ? null : formOf(part, node, teller.options.layout);
    return form === null || form.folds.length === 0
      ? []
      : [unfoldingStory(teller, node.backward!, form)];
  });
  return [
    heading(level, words("Backward pass")),
    { kind: "pass", name: "backward", chains },
    ...unfolded.reverse().flat(),
  ];
}

function gradientStory(teller: Teller, part: WorkedPart, level: Level): Block[] {
  if (part.gradients.length === 0) return [];
  const blocks: Block[] = [heading(level, words("Chain rule"))];
  const below = (level + 1) as Level;
  for (const gradient of part.gradients) {
    const title = [words("With respect to "), formula(gradient.name)];
    blocks.push({ kind: "heading", level: below, inline: title, isMinor: true });
    for (const line of gradient.lines ?? []) {
      blocks.push({ kind: "display", chain: chainOf(teller, line, null) });
    }
    const chain = chainOf(teller, gradient.chain, gradient.value);
    blocks.push({
      kind: "display",
      chain: { ...chain, shapes: gradientShapes(part, gradient, teller.options.layout) },
    });
    blocks.push(...unfoldingStory(teller, gradient.chain, gradient.indexForm));
  }
  const closed = part.gradients.filter(({ byAdjoints }) => byAdjoints !== true);
  blocks.push(heading(level, words("Closed forms")));
  for (const gradient of closed) blocks.push(...closedStory(gradient));
  const left = part.gradients.length - closed.length;
  if (left > 0) {
    const which = closed.length > 0 ? "The other" : left === 1 ? "The" : "All";
    const text = `${which} ${left} would repeat the whole network: the backward pass above says the same, each adjoint once.`;
    blocks.push({ kind: "paragraph", inline: [words(text)] });
  }
  return blocks;
}

/** What a section on a further derivative is called; the formula of its sign follows. */
const furtherTitles: Readonly<Record<FurtherKind, (further: Further) => string>> = {
  jacobian: ({ closed }) => (closed.shape.length === 0 ? "Derivative" : "Jacobian"),
  hessian: ({ by }) =>
    new Set(by.map((list) => list.join())).size > 1 ? "Hessian block" : "Hessian",
  higher: ({ by }) => {
    const ordinal = ordinals[by.length - 1] ?? `${by.length}th`;
    const isMixed = new Set(by.map((list) => list.join())).size > 1;
    return isMixed ? `Mixed ${ordinal} derivative` : `${ordinal} derivative`;
  },
  jvp: () => "Jacobian–vector product",
  vjp: () => "Vector–Jacobian product",
  hvp: () => "Hessian–vector product",
};

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

function furtherTitle(further: Further): string {
  const title = furtherTitles[further.kind](further);
  return `${title[0]!.toUpperCase()}${title.slice(1)} `;
}

function furtherStory(teller: Teller, further: Further, level: Level): Block[] {
  const { lines, chain, closedMain, where, value, remarks } = further;
  const blocks: Block[] = [heading(level, words(furtherTitle(further)), formula(chain.target))];
  if (lines.length > 0) {
    const chains = lines.map((line) => chainOf(teller, line, null));
    blocks.push({ kind: "pass", name: "further", chains });
  }
  blocks.push({ kind: "display", chain: chainOf(teller, chain, value) });
  const said = chain.links.some(({ syntax }) => writePlain(syntax) === writePlain(closedMain));
  if (!said) blocks.push(...closedStory({ chain, closedMain, where }));
  for (const remark of remarks) {
    blocks.push({ kind: "paragraph", inline: sentence(remark, teller.keys) });
  }
  return blocks;
}

/** A step entry by entry, set apart from the line that it unfolds. */
function unfoldingStory(teller: Teller, line: Derivation, form: IndexForm | null): Block[] {
  const { indexForm = false } = teller.options;
  if (indexForm === false || form === null) return [];
  const lines = [...localLines(form), form.line].filter(({ links }) => links.length > 0);
  const displays = lines.map((one): Block => {
    return { kind: "display", chain: chainOf(teller, one, null) };
  });
  const told = unfoldingWords(form).map((inline): Block => ({ kind: "paragraph", inline }));
  const isFolded = indexForm === "folded";
  return [{ kind: "aside", title: unfoldingTitle(line), isFolded, blocks: [...displays, ...told] }];
}

function closedStory({
  chain,
  closedMain,
  where,
}: Pick<Gradient, "chain" | "closedMain" | "where">): Block[] {
  const main: Chain = {
    target: chain.target,
    links: [{ rule: "closed form", sign: "=", syntax: shorten(closedMain) }],
    remark: null,
    shapes: null,
  };
  const parts = where.map(({ name, syntax }): Block => {
    const links: Link[] = [{ rule: "where", sign: "=", syntax: shorten(syntax) }];
    const target = nameSyntax(name);
    return { kind: "display", chain: { target, links, remark: null, shapes: null } };
  });
  const display: Block = { kind: "display", chain: main };
  if (parts.length === 0) return [display];
  return [display, { kind: "paragraph", inline: [words("where")] }, ...parts];
}

/** A derivation as it is printed. */
function chainOf(teller: Teller, derivation: Derivation, value: Value | null): Chain {
  const links = derivation.links.map((link) => ({ ...link, syntax: shorten(link.syntax) }));
  const tail = decimalsOf(value, links.at(-1));
  const { target, remark } = derivation;
  return {
    target,
    links: tail === null ? links : [...links, tail],
    remark: remark === null ? null : sentence(remark, teller.keys),
    shapes: null,
  };
}

/** `≈ 1.5708` after an exact value that is no finite decimal; null where there is no need. */
function decimalsOf(value: Value | null, last: Link | undefined): Link | null {
  if (value?.exact == null || last === undefined || last.sign !== "=") return null;
  const isWhole = value.exact.entries.every((entry) => {
    const q = X.rationalOf(entry);
    return q !== undefined && terminates(q.d);
  });
  const syntax = isWhole ? null : decimals(value);
  return syntax === null ? null : { rule: "decimals", sign: "\\approx", syntax: shorten(syntax) };
}

/** Whether 1/d is a finite decimal: d = 2^a 5^b. Denominators of many digits count as not. */
function terminates(d: bigint): boolean {
  if (d > 10n ** 30n) return false;
  let rest = d;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}
