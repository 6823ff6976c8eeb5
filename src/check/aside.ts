/**
 * @file What a formula is said to be in brackets behind it: a = b c (= d) is a = b c = d.
 */
import type { Syntax, SyntaxOf } from "../notation/index.ts";
import { hangs } from "./parts.ts";

type Links = Pick<SyntaxOf<"relation">, "parts" | "signs" | "signSpans">;

/** The links of a relation with what stands in such brackets as parts of it. */
export function withAsides(relation: Links): Links {
  const parts: Syntax[] = [];
  const signs: Links["signs"][number][] = [];
  const signSpans: Links["signSpans"][number][] = [];
  for (const [k, part] of relation.parts.entries()) {
    if (k > 0) {
      signs.push(relation.signs[k - 1]!);
      signSpans.push(relation.signSpans[k - 1]!);
    }
    const found = asideOf(part);
    parts.push(found?.rest ?? part);
    if (found === null) continue;
    parts.push(...found.aside.parts.slice(1));
    signs.push(...found.aside.signs);
    signSpans.push(...found.aside.signSpans);
  }
  return { parts, signs, signSpans };
}

interface Aside {
  readonly rest: Syntax;
  readonly aside: SyntaxOf<"relation">;
}

/** A formula that ends in such brackets; null for any other. */
function asideOf(syntax: Syntax): Aside | null {
  switch (syntax.kind) {
    case "applied": {
      const [only, more] = syntax.arguments;
      const aside = more === undefined ? hanging(only) : null;
      return aside && { rest: syntax.head, aside };
    }
    case "product": {
      const before = syntax.factors.slice(0, -1);
      const last = syntax.factors.at(-1)!;
      const aside = last.kind === "group" ? hanging(last.body) : null;
      const { joints } = syntax;
      if (aside !== null) {
        const to = before.at(-1)!.to;
        const rest = { ...syntax, factors: before, joints: joints.slice(0, -1), to };
        return { rest: before.length === 1 ? before[0]! : rest, aside };
      }
      const inner = asideOf(last);
      const to = inner?.rest.to ?? syntax.to;
      return inner && { ...inner, rest: { ...syntax, factors: [...before, inner.rest], to } };
    }
    case "sum": {
      const last = syntax.terms.at(-1)!;
      const inner = asideOf(last.term);
      if (inner === null) return null;
      const terms = [...syntax.terms.slice(0, -1), { ...last, term: inner.rest }];
      return { ...inner, rest: { ...syntax, terms, to: inner.rest.to } };
    }
    default:
      return null;
  }
}

/** An equation that begins with its sign. */
function hanging(syntax: Syntax | undefined): SyntaxOf<"relation"> | null {
  return hangs(syntax) && syntax.signs.every((sign) => sign === "=") ? syntax : null;
}
