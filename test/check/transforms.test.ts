/** Transforms that are integrals. */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("Laplace transforms", () => {
  const text = (claim: string) => `We use the Laplace transform. | $$${claim}$$`;
  documents([
    ["are integrals", text("\\mathcal{L}\\{e^{-3t} \\sin(4t)\\} = \\frac{4}{(p + 3)^2 + 16}")],
    [
      "and wrong as such",
      text("\\mathcal{L}\\{e^{-3t} \\sin(4t)\\} = \\frac{4}{(p + 3)^2 + 4}"),
      "2 ! arithmetic: \\frac{4}{(p + 3)^2 + 16}",
    ],
    ["of hyperbolic functions", text("\\mathcal{L}\\{\\cosh(at)\\} = \\frac{s}{s^2 - a^2}")],
    ["inverse ones", text("\\mathcal{L}^{-1}\\left\\{\\frac{1}{s - a}\\right\\} = e^{at}")],
    [
      "and sums of them",
      text(
        "\\mathcal{L}^{-1}\\left\\{\\frac{2}{s - 4}\\right\\} + 3 \\mathcal{L}^{-1}\\left\\{\\frac{1}{s + 2}\\right\\} = 2e^{4t} + 3e^{-2t}",
      ),
    ],
    ["of what is only named", text("\\mathcal{L}\\{y'\\} = s Y(s) - y(0)"), "2 ?"],
    [
      "elsewhere the sign is a loss",
      "$$\\mathcal{L}(w) = w^2$$ | $$\\mathcal{L}(3) = 6$$",
      "2 ! arithmetic: 9",
    ],
  ]);
});
