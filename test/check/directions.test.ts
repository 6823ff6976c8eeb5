/**
 * @file Vectors of functions of several letters: gradients as lists, lengths, derivatives along
 * vectors. Each has a document that is accepted, one that is refuted and one that is left open.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("a gradient with a factor before its list", () => {
  const angles = (factor: string) =>
    `For $f(x, y) = e^{x^2 + y^2}$: |  | $$\\nabla f = ${factor}\\langle x, y \\rangle$$`;
  const tuple = (factor: string) =>
    `$f(x, y) = (x + y)^2$ |  | $$\\nabla f(x, y) = (2x + 2y, 2x + 2y) = ${factor}(1, 1)$$`;
  documents([
    ["in angle brackets", angles("2e^{x^2 + y^2}")],
    [
      "in angle brackets",
      angles("e^{x^2 + y^2}"),
      "3 ! other: \\begin{bmatrix} 2e^{x^2 + y^2} x \\\\ 2e^{x^2 + y^2} y \\end{bmatrix}",
    ],
    ["where the factor may be a vector", angles("x"), "3 -"],
    ["in round brackets", tuple("2(x + y)")],
    [
      "in round brackets",
      tuple("3(x + y)"),
      "3 ! other: \\begin{bmatrix} 2x + 2y \\\\ 2x + 2y \\end{bmatrix}",
    ],
    ["of a function at a place", "$g(x, y) = x y$ |  | $$g(1, 1) = (g)(1, 1)$$", "3 -"],
  ]);
});

describe("functions of one name with more arguments later on", () => {
  const later = (value: string) =>
    "$f(x, y) = x y$, $\\nabla f = (y, x)$. |  | Now $f(x, y, z) = x y z$. |  | " +
    `$$\\nabla f(1, 2, 3) = \\langle 6, 3, ${value} \\rangle$$`;
  documents([
    ["have their own gradients", later("2")],
    [
      "have their own gradients",
      later("3"),
      "5 ! arithmetic: \\begin{bmatrix} 6 \\\\ 3 \\\\ 2 \\end{bmatrix}",
    ],
    ["and none of other arguments", later("2").replace("(1, 2, 3)", "(1, 2, 3, 4)"), "5 -"],
  ]);
});

describe("bars around a vector", () => {
  const unit = (value: string) =>
    `$$\\mathbf{v} = (1, 2)$$ |  | $$\\mathbf{u} = \\frac{\\mathbf{v}}{|\\mathbf{v}|} = \\frac{(1, 2)}{${value}}$$`;
  documents([
    ["are its length below it", unit("\\sqrt{5}")],
    ["are its length below it", unit("\\sqrt{3}"), "3 ?"],
    ["are its length beside roots", "$\\mathbf{v} = (3, 4)$. $|\\mathbf{v}| = \\sqrt{9 + 16} = 5$"],
    [
      "are its length beside roots",
      "$\\mathbf{v} = (3, 4)$. $|\\mathbf{v}| = \\sqrt{9 + 15}$",
      "1 ?",
    ],
    [
      "are open elsewhere",
      "$\\mathbf{v} = (3, 4)$, $\\mathbf{w} = (1, 1)$. $|\\mathbf{v}| = \\mathbf{w} + \\mathbf{v}$",
      "1 ?",
    ],
  ]);
});

describe("a derivative along a vector", () => {
  const along = (value: string) =>
    "$f(x, y) = x^2 y$, $\\mathbf{u} = (3/5, 4/5)$. |  | " +
    `$$D_{\\mathbf{u}} f(1, 2) = \\nabla f(1, 2) \\cdot \\mathbf{u} = ${value}$$`;
  documents([
    ["is the gradient times that", along("\\frac{16}{5}")],
    ["is the gradient times that", along("\\frac{12}{5}"), "3 ! arithmetic: \\frac{16}{5}"],
    ["is none where D is something else", `$D = 3$. ${along("\\frac{16}{5}")}`, "3 ?"],
  ]);
});

describe("numbers in square brackets behind a list", () => {
  const haar = (value: string) =>
    `$x = [2, 4, 1, 3]$ |  | $$c = \\frac{x[0] + x[1]}{2} = \\frac{2 + ${value}}{2}$$`;
  documents([
    ["count its entries from 0", haar("4")],
    ["count its entries from 0", haar("3"), "3 ! arithmetic: \\frac{2 + 4}{2}"],
    [
      "are factors where none is 0",
      haar("4").replaceAll("[0]", "[2]").replace("x[1]", "x[3]"),
      "3 !",
    ],
  ]);
});

describe("labels of e", () => {
  const errors = (value: string) =>
    `$x^{(1)} = 1$, $y^{(1)} = 2$. |  | $e^{(1)} = x^{(1)} - y^{(1)} = ${value}$`;
  documents([
    ["name the errors of examples", errors("-1")],
    ["name the errors of examples", errors("1"), "3 ! sign: -1"],
    ["also where no other name has any", "$e^{(2)} = 7$"],
    ["are powers of what is no count", "$e^{(x)} = 7 e^x$", "1 ?"],
  ]);
});
