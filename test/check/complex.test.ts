/** Claims about complex numbers, which hold or are left open. */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

const z = "Let $z = x + iy$ be a complex number. | ";

describe("i as the imaginary unit", () => {
  documents([
    ["Euler's formula", "$e^{i\\theta} = \\cos\\theta + i\\sin\\theta$"],
    ["with a sign lost", "$e^{-i\\theta} = \\cos\\theta + i\\sin\\theta$", "1 ?"],
    ["a quotient", "$\\frac{1}{1+i} = \\frac{1-i}{2}$"],
    ["a power", "$(1+i)^4 = -4$"],
    ["the root of a negative number", "$\\sqrt{-4} = 2i$"],
    ["a wave of a complex argument", "$\\cos(ix) = \\cosh x$"],
    ["an absolute value", `${z}$|\\sin z|^2 = \\sin^2 x + \\sinh^2 y$`],
    ["and a wrong one", `${z}$|\\sin z|^2 = \\sin^2 x - \\sinh^2 y$`, "2 ?"],
    ["z and its bar", "$z \\bar{z} + i = |z|^2 + i$"],
    ["an integral over a period", "$\\int_0^{2\\pi} e^{ix} \\, dx = 0$"],
    ["j of engineers", "$\\frac{1}{j\\omega C} = -\\frac{j}{\\omega C}$"],
    ["i that has a value is a number", "Let $i = 3$. | $i^2 = -1$", "2 ?"],
    ["i that runs is none", "$\\sum_{i=1}^{2} i^2 = -2$", "1 ! arithmetic: 5"],
  ]);
});

describe("real and imaginary parts", () => {
  documents([
    ["of e^{ix}", "$\\Re(e^{ix}) = \\cos x$"],
    ["in words", "$\\operatorname{Im}\\{e^{ix}\\} = \\text{Im}(e^{ix}) = \\sin x$"],
    ["the wrong one", "$\\Re(e^{ix}) = \\sin x$", "1 ?"],
    ["a Reynolds number is a name", "Let $\\mathrm{Re} = 3$. | $2 \\mathrm{Re} = 7$", "2 ?"],
  ]);
});
