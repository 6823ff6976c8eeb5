/** @file Exact constants as syntax: −½, π/4, −(π/2) ln(π/2), √3/2, 2e/(1 + e)². */
import { type Exact, type Presentation, X } from "../../number/index.ts";
import * as S from "../build.ts";
import type { Syntax } from "../syntax.ts";

/** The textbook form of an exact constant. */
export function spellExact(value: Exact): Syntax {
  return write(X.present(value));
}

function write(p: Presentation): Syntax {
  switch (p.kind) {
    case "integer":
      return S.number(p.value);
    case "pi":
      return S.name("\\pi");
    case "e":
      return S.name("e");
    case "negate":
      return S.negate(write(p.operand));
    case "sum":
      return S.sum(p.terms.map(write));
    case "product":
      return S.product(p.factors.map(write));
    case "fraction":
      return S.fraction(write(p.numerator), write(p.denominator));
    case "power":
      return S.power(write(p.base), write(p.exponent));
    case "root":
      return p.degree === 2n
        ? S.root(write(p.radicand))
        : S.root(write(p.radicand), S.number(p.degree));
    case "call":
      return S.call(p.function, p.arguments.map(write));
  }
}
