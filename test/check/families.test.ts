/**
 * Families of vectors of which nothing says how many there are, and losses of which a text gives the
 * derivatives alone: each row a document that is right, one with a mistake, or one that is left open.
 */
import { describe } from "vitest";
import { documents } from "./verdicts.ts";

describe("families of vectors by their members", () => {
  const score = "\\exp(u_w^T v_c)";
  const sum = "\\sum_{w \\in V} \\exp(u_w^T v_c)";
  const loss = `$$J = -u_o^T v_c + \\log ${sum}$$ |  | $$\\hat{y}_w = \\frac{${score}}{\\sum_{x \\in V} \\exp(u_x^T v_c)}$$ |  | `;
  documents([
    [
      "by the vector that all have",
      `${loss}$$\\frac{\\partial J}{\\partial v_c} = -u_o + \\sum_{w \\in V} \\hat{y}_w u_w$$`,
    ],
    ["by one of them", `${loss}$$\\frac{\\partial J}{\\partial u_o} = (\\hat{y}_o - 1) v_c$$`],
    ["by any of the others", `${loss}$$\\frac{\\partial J}{\\partial u_k} = \\hat{y}_k v_c$$`],
    [
      "with a sign that is wrong however they are named",
      `${loss}$$\\frac{\\partial J}{\\partial u_o} = (1 - \\hat{y}_o) v_c$$`,
      "5 ! sign: -(1 - \\hat{y}_o) v_c",
    ],
    [
      "what holds of one of them may not be said of another",
      `${loss}$$\\frac{\\partial J}{\\partial u_k} = (\\hat{y}_k - 1) v_c$$`,
    ],
    [
      "beside others of which it is none",
      "$$J = -\\log \\sigma(u_o^T v_c) - \\sum_{k=1}^K \\log \\sigma(-u_k^T v_c)$$ |  | $$\\frac{\\partial J}{\\partial u_o} = (\\sigma(u_o^T v_c) - 1) v_c$$",
    ],
    [
      "in one step of algebra",
      `$$-\\frac{\\partial}{\\partial v_c} \\log \\frac{\\exp(u_o^T v_c)}{${sum}} = -\\frac{\\partial}{\\partial v_c} \\left(u_o^T v_c - \\log ${sum}\\right)$$`,
    ],
  ]);
});

describe("what a loss is, by its derivatives", () => {
  const line =
    "$$\\nabla_v J = \\frac{\\partial}{\\partial v} \\left(-u^T v + \\log(1 + \\exp(u^T v))\\right)$$ |  | ";
  documents([
    [
      "is known from there on",
      `${line}$$\\frac{\\partial J}{\\partial v} = \\sigma(u^T v) u - u$$`,
    ],
    [
      "and may be differentiated wrongly",
      `${line}$$\\frac{\\partial J}{\\partial v} = \\sigma(u^T v) u + u$$`,
      "3 ! sign: \\sigma(u^T v) u - u",
    ],
    [
      "is no definition of what is defined",
      "Let $q = x^3$. |  | $$\\frac{dq}{dx} = \\frac{d}{dx} \\left(x^2\\right)$$",
      "3 ! chain-rule: \\frac{dq}{dx}",
    ],
    [
      "by another name nothing is said of it",
      `${line}$$\\frac{\\partial H}{\\partial v} = \\sigma(u^T v) u - u$$`,
      "3 ?",
    ],
  ]);
});

describe("gates by one entry of each", () => {
  const cell =
    "$c^t = a^t \\odot i^t + c^{t-1} \\odot f^t$, $a^t = \\tanh(\\hat{a}^t)$, $h^t = \\tanh(c^t) \\odot o^t$. | ";
  documents([
    [
      "that a loss depends on by another name",
      `${cell}$$\\frac{\\partial E}{\\partial h^t} \\cdot \\frac{\\partial h^t}{\\partial o^t} = \\frac{\\partial E}{\\partial h^t} \\odot \\tanh(c^t)$$`,
    ],
    [
      "a square is lost",
      `${cell}$$\\frac{\\partial E}{\\partial \\hat{a}^t} = \\frac{\\partial E}{\\partial a^t} \\odot [1 - \\tanh(\\hat{a}^t)]$$`,
      "2 ! exponent: \\frac{\\partial E}{\\partial a^t} \\odot [1 - \\tanh^2(\\hat{a}^t)]",
    ],
    [
      "of matrices nothing is known by that",
      "$\\mathbf{z} = \\mathbf{W} \\mathbf{a}$. | $$\\frac{\\partial L}{\\partial \\mathbf{W}} = \\frac{\\partial L}{\\partial \\mathbf{z}} \\odot \\mathbf{a}$$",
      "2 ?",
    ],
  ]);
});

describe("a loss that nothing ties to its names", () => {
  const net = "$z = w x$, $L = -\\log q$, $\\delta := \\frac{\\partial L}{\\partial z}$. | ";
  documents([
    [
      "says nothing of a formula that is 0 as well",
      `${net}$$\\frac{\\partial L}{\\partial w} = \\delta^2 x$$`,
      "2 ?",
    ],
    [
      "but that it is 0 by a name that is not in it",
      "$L = q^2$. | $$\\frac{\\partial L}{\\partial w} = 0$$",
    ],
  ]);
});
