/**
 * @file Scripts as text: the Python of each kind of formula, one row a formula; names; and whole
 * scripts as a person reads them. Nothing here needs Python but the check of syntax.
 */
import { describe, expect, test } from "vitest";
import { exampleNames, exampleText } from "../../../scripts/examples.js";
import { renderPytorch } from "../../../src/render/index.ts";
import { identifierOf } from "../../../src/render/pytorch/names.ts";
import { counterparts } from "../../../src/render/pytorch/update.ts";
import { solve } from "../../../src/work/index.ts";
import { optimisers } from "../../../src/worksheet/index.ts";
import { examples } from "../solutions.ts";
import { formulaProblem, formulas } from "./formulas.ts";
import { python, syntaxErrors } from "./python.ts";

/** The line of the script that defines q. */
function lineOf(formula: string): string {
  const solution = formulaProblem(formula);
  expect(solution.diagnostics.filter(({ code }) => code !== "PG3003")).toEqual([]);
  const line = renderPytorch(solution)
    .split("\n")
    .find((one) => one.startsWith("q = "));
  return line!.slice("q = ".length).replace(/ {2}#.*$/, "");
}

describe("a formula as a person writes it", () => {
  test.each(formulas)("%s is %s", (formula, line) => {
    expect(lineOf(formula)).toBe(line);
  });
});

test.each([
  ["x_1", "x1"],
  ["y_{true}", "y_true"],
  ["W^{(1)}", "W1"],
  ["W^{[1]}", "W1"],
  ["a^{(2)}_1", "a2_1"],
  ["z_{1,2}", "z1_2"],
  ["\\hat{y}", "y_hat"],
  ["\\hat{y}_2", "y_hat2"],
  ["\\mathbf{x}", "x"],
  ["\\tilde{\\mathbf{x}}", "x_tilde"],
  ["\\lambda", "lambda_"],
  ["\\theta_{ij}", "theta_ij"],
  ["\\mathcal{L}", "L"],
  ["loss", "loss"],
  ["\\frac{dL}{dz}", "dL_dz"],
  ["\\frac{\\partial L}{\\partial W^{(1)}}", "dL_dW_1"],
  ["\\nabla_W L", "nabla_W_L"],
  ["\\left.\\frac{dy}{dx}\\right|_{x = 2}", "dy_dx_at_x_2"],
  ["print", "print_"],
  ["z^{(l-1)}", "z_l_minus_1"],
  ["ß", "ß"],
])("the name %s is %s", (key, name) => {
  expect(identifierOf(key)).toBe(name);
});

test("every method of descent has its counterpart in torch.optim", () => {
  expect([...counterparts.keys()]).toEqual(optimisers.map(({ title }) => title));
});

describe("whole scripts", () => {
  const script = (text: string) => renderPytorch(solve(text));

  test("a layer with numbers, an entry asked for", () => {
    expect(renderPytorch(examples["layer"]!.solution)).toMatchInlineSnapshot(`
      """"The forward and the backward pass of L in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)


      def agrees(found, wanted):
          return torch.allclose(found, torch.tensor(wanted), rtol=1e-9, atol=1e-9)


      # Given
      W = torch.tensor([[2.0, -1.0], [1.0, 2.0]], requires_grad=True)
      x = torch.tensor([-2.0, 3.0], requires_grad=True)
      b = torch.tensor([1.0, 2.0], requires_grad=True)
      v = torch.tensor([3.0, 2.0], requires_grad=True)
      t = torch.tensor(22.0)

      # Forward pass
      z = W.T @ x + b  # z = W^T*x + b
      a = torch.relu(z)  # a = relu(z)
      y = v @ a  # y = v^T*a
      L = (y - t) ** 2  # L = (y - t)^2

      # Backward pass
      L.backward()

      print("z =", z.tolist())
      print("a =", a.tolist())
      print("y =", y.item())
      print("L =", L.item())
      print("dL/dW_{2,2} =", W.grad[1, 1].item())
      print("dL/dW =", W.grad.tolist())
      print("dL/db =", b.grad.tolist())
      print("dL/dv =", v.grad.tolist())
      print("dL/dx =", x.grad.tolist())

      # pengrad's own results
      assert agrees(z, [0.0, 10.0]), "z"
      assert agrees(a, [0.0, 10.0]), "a"
      assert agrees(y, 20.0), "y"
      assert agrees(L, 4.0), "L"
      assert agrees(W.grad[1, 1], -24.0), "dL/dW_{2,2}"
      assert agrees(W.grad, [[0.0, 16.0], [0.0, -24.0]]), "dL/dW"
      assert agrees(b.grad, [0.0, -8.0]), "dL/db"
      assert agrees(v.grad, [0.0, -40.0]), "dL/dv"
      assert agrees(x.grad, [8.0, -16.0]), "dL/dx"
      "
    `);
  });

  test("parts: names that come again, a quantity in between, no numbers in one part", () => {
    const sheet = `part A: a neuron
z = w x + b
y = sigmoid(z)
at w = 1, x = 2, b = -2
find dy/dz, dy/dw

part B: another of the same names, without numbers
z = u^T v
y = ln(z)

part C: the loss of part A's weight
L = (y - w)^2
find dL/dw, dL/du`;
    expect(script(sheet)).toMatchInlineSnapshot(`
      """"The forward and the backward pass in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)


      def agrees(found, wanted):
          return torch.allclose(found, torch.tensor(wanted), rtol=1e-9, atol=1e-9)


      # Part A: a neuron ----------------------------------------------------------

      # Given
      w = torch.tensor(1.0, requires_grad=True)
      x = torch.tensor(2.0)
      b = torch.tensor(-2.0)

      # Forward pass
      z = w * x + b  # z = w*x + b
      y = torch.sigmoid(z)  # y = sigmoid(z)

      # Backward pass
      dy_dz, dy_dw = torch.autograd.grad(y, [z, w], retain_graph=True)

      print("z =", z.item())
      print("y =", y.item())
      print("dy/dz =", dy_dz.item())
      print("dy/dw =", dy_dw.item())

      # pengrad's own results
      assert agrees(z, 0.0), "z"
      assert agrees(y, 0.5), "y"
      assert agrees(dy_dz, 0.25), "dy/dz"
      assert agrees(dy_dw, 0.5), "dy/dw"

      # Part B: another of the same names, without numbers ------------------------

      # Not given: random numbers stand in, so put your own here.
      torch.manual_seed(0)
      n = 2  # any size will do
      u = (torch.rand(n) + 0.5).requires_grad_()
      v = (torch.rand(n) + 0.5).requires_grad_()

      # Forward pass
      z = u @ v  # z = u^T*v
      y = torch.log(z)  # y = ln(z)

      # Backward pass
      dy_du, dy_dv = torch.autograd.grad(y, [u, v], retain_graph=True)

      print("u =", u.tolist())
      print("v =", v.tolist())
      print("z =", z.item())
      print("y =", y.item())
      print("dy/du =", dy_du.tolist())
      print("dy/dv =", dy_dv.tolist())

      # Part C: the loss of part A's weight ---------------------------------------

      # Forward pass
      L = (y - w) ** 2  # L = (y - w)^2

      # Backward pass
      dL_dw, dL_du = torch.autograd.grad(L, [w, u])

      print("L =", L.item())
      print("dL/dw =", dL_dw.item())
      print("dL/du =", dL_du.tolist())
      "
    `);
  });

  test("versions, sizes that are open, and an output that an input does not lead to", () => {
    const sheet = "c = a \\lambda + floor(b)\nc *= c\nL = c/n \\sum_{i=1}^n x_i + 1_{b > 0}";
    expect(script(sheet)).toMatchInlineSnapshot(`
      """"The forward and the backward pass of L in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)

      # Not given: random numbers stand in, so put your own here.
      torch.manual_seed(0)
      n = 2  # any size will do
      a = torch.randn((), requires_grad=True)
      lambda_ = torch.randn((), requires_grad=True)
      b = torch.randn((), requires_grad=True)
      x = torch.randn(n, requires_grad=True)

      # Forward pass
      c1 = a * lambda_ + torch.floor(b)  # c^{(1)} = a*lambda + floor(b)
      c2 = c1 ** 2  # c^{(2)} = c^{(1)}*c^{(1)}
      L = c2 / n * x.sum() + (b > 0).double()  # L = c^{(2)}/n*sum_{i=1}^{n} x_i + 1_{b > 0}

      # Backward pass
      L.backward()

      print("a =", a.item())
      print("lambda =", lambda_.item())
      print("b =", b.item())
      print("x =", x.tolist())
      print("c^{(1)} =", c1.item())
      print("c^{(2)} =", c2.item())
      print("L =", L.item())
      print("dL/da =", a.grad.item())
      print("dL/dlambda =", lambda_.grad.item())
      print("dL/db =", b.grad.item())
      print("dL/dx =", x.grad.tolist())
      "
    `);
  });

  test("a branch that is undefined where it is not taken", () => {
    const sheet = `a_i = \\begin{cases} x_i \\ln x_i & x_i > 0 \\\\ 0 & \\text{otherwise} \\end{cases}
L = \\sum_i a_i
at x = [1; 0; -1; 2]`;
    expect(script(sheet)).toMatchInlineSnapshot(`
      """"The forward and the backward pass of L in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)

      # Given
      x = torch.tensor([1.0, 0.0, -1.0, 2.0], requires_grad=True)

      # Forward pass
      # a = (\\begin{cases} x_i*ln(x_i) & x_i > 0 \\\\ 0 & \\text{otherwise} \\end{cases})_i
      holds = x > 0
      value = torch.zeros(4)
      value[holds] = x[holds] * torch.log(x[holds])
      value[~holds] = 0
      a = value
      L = a.sum()  # L = sum_{i} a_i

      # Backward pass
      L.backward()

      print("a =", a.tolist())
      print("L =", L.item())
      print("dL/dx =", x.grad.tolist())
      "
    `);
  });

  test("a function of which only the name is known, and its derivative", () => {
    expect(script("L = f(x, 2 x) + g'(x)")).toMatchInlineSnapshot(`
      """"The forward and the backward pass of L in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)


      def derivative(f, orders, *arguments):
          """The partial derivative of f, orders[k] times by argument k."""
          x = [a.clone() if a.requires_grad else a.clone().requires_grad_() for a in arguments]
          value = f(*x)
          for a, order in zip(x, orders):
              for _ in range(order):
                  [value] = torch.autograd.grad(value.sum(), [a], create_graph=True)
          return value


      def f(x1, x2):
          # the worksheet does not say what this function is: put its formula here
          return torch.sin(x1 + 2 * x2)


      def g(x1):
          # the worksheet does not say what this function is: put its formula here
          return torch.sin(x1)


      # Not given: random numbers stand in, so put your own here.
      torch.manual_seed(0)
      x = torch.randn((), requires_grad=True)

      # Forward pass
      u = 2 * x  # u = 2*x
      s = f(x, u)  # s = f(x, u)
      v = derivative(g, (1,), x)  # v = g'(x)
      L = s + v  # L = s + v

      # Backward pass
      L.backward()

      print("x =", x.item())
      print("u =", u.item())
      print("s =", s.item())
      print("v =", v.item())
      print("L =", L.item())
      print("dL/dx =", x.grad.item())
      "
    `);
  });

  test("an update whose method PyTorch keeps in another form", () => {
    const sheet = `L = (w x - t)^2
at w = 2, x = 3, t = 1
find dL/dw
update w by nesterov, eta = 0.01, beta = 0.5, steps = 2`;
    expect(script(sheet)).toMatchInlineSnapshot(`
      """"The forward and the backward pass of L in PyTorch, written by pengrad."""
      import torch

      torch.set_default_dtype(torch.float64)


      def agrees(found, wanted):
          return torch.allclose(found, torch.tensor(wanted), rtol=1e-9, atol=1e-9)


      # Given
      w = torch.tensor(2.0, requires_grad=True)
      x = torch.tensor(3.0)
      t = torch.tensor(1.0)

      # Forward pass
      u = w * x - t  # u = w*x - t
      L = u ** 2  # L = u^2

      # Backward pass
      L.backward()

      print("u =", u.item())
      print("L =", L.item())
      print("dL/dw =", w.grad.item())

      # pengrad's own results
      assert agrees(u, 5.0), "u"
      assert agrees(L, 25.0), "L"
      assert agrees(w.grad, 30.0), "dL/dw"


      # Update by Nesterov's accelerated gradient
      def forward(w):
          u = w * x - t  # u = w*x - t
          L = u ** 2  # L = u^2
          return L


      parameters = [p.detach().clone().requires_grad_() for p in (w,)]
      optimizer = torch.optim.SGD(parameters, lr=0.01, momentum=0.5, nesterov=True)
      # PyTorch's parameters are the points ahead, where the slopes are taken
      for count in range(1, 3):
          optimizer.zero_grad()
          forward(*parameters).backward()
          optimizer.step()
          settled = [p.detach() + 0.01 * 0.5 * optimizer.state[p]["momentum_buffer"] for p in parameters]
          print(f"step {count}:", "w =", settled[0].item())
          print(f"step {count}:", "L =", forward(*settled).item())

      assert agrees(settled[0], 1.331), "new w"
      assert agrees(forward(*settled), 8.958049), "new L"
      "
    `);
  });

  test("values that are not plain numbers", () => {
    const sheet = "y = a^T x\nat x = [\\pi/2; \\sqrt{2}], a = [1/3; 0.1]";
    expect(script(sheet)).toMatchInlineSnapshot(`
      """"The forward and the backward pass of y in PyTorch, written by pengrad."""
      import math

      import torch

      torch.set_default_dtype(torch.float64)


      def agrees(found, wanted):
          return torch.allclose(found, torch.tensor(wanted), rtol=1e-9, atol=1e-9)


      # Given
      a = torch.tensor([1 / 3, 0.1], requires_grad=True)
      x = torch.tensor([math.pi / 2, math.sqrt(2)], requires_grad=True)

      # Forward pass
      y = a @ x  # y = a^T*x

      # Backward pass
      y.backward()

      print("y =", y.item())
      print("dy/da =", a.grad.tolist())
      print("dy/dx =", x.grad.tolist())

      # pengrad's own results
      assert agrees(y, 0.6650201318356084), "y"
      assert agrees(a.grad, [1.5707963267948966, 1.4142135623730951]), "dy/da"
      assert agrees(x.grad, [0.3333333333333333, 0.1]), "dy/dx"
      "
    `);
  });
});

test.skipIf(python === null)(
  `every script is Python${python === null ? " (NOT RUN: no Python here)" : ""}`,
  () => {
    const solutions = [
      ...exampleNames().map((name) => solve(exampleText(name))),
      ...Object.values(examples).map(({ solution }) => solution),
    ];
    const wrong = syntaxErrors(solutions.map(renderPytorch)).filter((error) => error !== null);
    expect(wrong).toEqual([]);
  },
);
