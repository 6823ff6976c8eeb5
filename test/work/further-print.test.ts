/**
 * Jacobians, Hessians, higher derivatives and products as they are written: every line of the
 * section, read as a strict mathematician would. Values stand in `further-values.test.ts`.
 */
import { describe, expect, test } from "vitest";
import { furtherOf, told } from "./further.ts";

/** A problem, and the lines of its sections. */
type Row = readonly [problem: string, ...lines: string[]];

const jacobians: readonly Row[] = [
  ["z = A x; A: [m, n]; find dz/dx", "dz/dx = A"],
  [
    "z = W tanh(V x + b); W: [m, h]; V: [h, n]; find dz/dx",
    "dz/ds = W",
    "dz/du = dz/ds*diag(1 - s^2)",
    "dz/dx = dz/du*V = W*diag(1 - tanh^2(V*x + b))*V",
  ],
  [
    "p = softmax(z); z: [n]; find dp/dz",
    "dp/dz = diag(p) - p*p^T = diag(softmax(z)) - softmax(z)*(softmax(z))^T",
  ],
  [
    "n = norm(x); u = x/n; x: [k]; find du/dx",
    "du/dn = -x/n^2",
    "du/dx = du/dn*(x/n)^T + 1/n*I_k = 1/norm(x)*I_k - 1/(norm(x))^3*x*x^T",
  ],
  [
    "h_1 = tanh(W x); h_2 = tanh(U h_1 + V x); W: [n, d]; x: [d]; find dh_2/dx",
    "dh2/dh1 = diag(1 - h2^2)*U",
    "dh2/dx = dh2/dh1*diag(1 - h1^2)*W + diag(1 - h2^2)*V",
    "closed: diag(c1)*V + diag(c1)*U*diag(1 - h1^2)*W",
    "h_1: tanh(W*x)",
    "c_1: 1 - tanh^2(U*h1 + V*x)",
  ],
  [
    "z = [x_1^2 x_2; 5 x_1 + sin(x_2)]; x: [2]; find dz/dx",
    "dz/dx = [\\partial z1/\\partial x1, \\partial z1/\\partial x2; \\partial z2/\\partial x1, \\partial z2/\\partial x2] = [2*x2*x1, x1^2; 5, cos(x2)]",
  ],
  [
    "x = r cos t; y = r sin t; find \\frac{\\partial(x, y)}{\\partial(r, t)}",
    "\\partial(x, y)/\\partial(r, t) = [\\partial x/\\partial r, \\partial x/\\partial t; \\partial y/\\partial r, \\partial y/\\partial t] = [cos(t), -r*sin(t); sin(t), r*cos(t)]",
  ],
  [
    "Y = A X B; A: [m, n]; X: [n, p]; B: [p, q]; find dY/dX",
    "dY_ij/dX_kl = A_ik*B_lj",
    "dY/dX = (A_ik*B_lj)_ijkl",
  ],
  [
    "z = W x; a = tanh(z); W: [m, n]; x: [n]; find da/dW",
    "da/dz = diag(1 - a^2)",
    "da_i/dW_jk = da_i/dz_j*x_k",
    "da/dW = ((I_m)_ij*(1 - tanh^2(W*x))_i*x_k)_ijk",
  ],
  [
    "s = x^T x; z = s x; x: [n]; find dz/dx, dz/ds",
    "dz/ds = x",
    "dz/dx = 2*dz/ds*x^T + s*I_n = (x^T*x)*I_n + 2*x*x^T",
    "dz/ds = x",
  ],
  ["z = W x; W: [2, 3]; x: [3]; find dz_2/dx_1", "dz2/dx1 = W_{2,1}"],
];

const hessians: readonly Row[] = [
  [
    "r = A x - b; L = r^T r; A: [m, n]; find \\nabla_x^2 L",
    "g = dL/dx = 2*A^T*r",
    "dg/dr = 2*A^T",
    "\\nabla^2_x L = dg/dx = dg/dr*A = 2*A^T*A",
  ],
  [
    "z = X w; p = sigma(z); L = -(y^T ln(p) + (1 - y)^T ln(1 - p)); X: [n, d]; y: [n]; find \\nabla_w^2 L",
    "g = dL/dw = X^T*(((1 - y)/(1 - p) - y/p) .* (p .* (1 - p))) = X^T*(p - y)",
    "dg/dp = X^T",
    "dg/dz = dg/dp*diag(p .* (1 - p))",
    "\\nabla^2_w L = dg/dw = dg/dz*X = X^T*diag(sigma(X*w) .* (1 - sigma(X*w)))*X",
  ],
  [
    "L = 1/2 x^T A x - b^T x; x: [n]; b: [n]; A: [n, n]; find hessian(L, x)",
    "g = dL/dx = 1/2*(A*x + A^T*x) - b",
    "\\nabla^2_x L = dg/dx = 1/2*A^T + 1/2*A",
  ],
  [
    "f = x^2 y + exp(x); find hessian(f)",
    "\\partial f/\\partial x = e^x + 2*y*x",
    "\\partial f/\\partial y = x^2",
    "\\nabla^2 f = [\\partial^2 f/\\partial x^2, \\partial^2 f/\\partial x \\partial y; \\partial^2 f/\\partial y \\partial x, \\partial^2 f/\\partial y^2] = [2*y + e^x, 2*x; 2*x, 0]",
  ],
  [
    "L = w^T A w + c b^T w; w: [n]; b: [n]; A: [n, n]; find \\frac{\\partial^2 L}{\\partial w \\partial b}",
    "g = dL/dw = c*b + A*w + A^T*w",
    "\\partial^2 L/\\partial w \\partial b = dg/db = c*I_n",
  ],
];

const higher: readonly Row[] = [
  ["y = x^3; find d^2y/dx^2", "g = dy/dx = 3*x^2", "d^2 y/dx^2 = dg/dx = 6*x"],
  [
    "y = sin(x^2); find d^2y/dx^2",
    "g = dy/dx = 2*cos(u)*x",
    "d^2 y/dx^2 = dg/dx = dg/du*du/dx + \\partial g/\\partial x = -2*x*sin(u)*2*x + 2*cos(u) = 2*cos(x^2) - 4*x^2*sin(x^2)",
  ],
  [
    "y = cos((x1/x2)^x3); find d^2y/dx1^2",
    "g = dy/dx1 = -sin(s)*x3*u^(x3 - 1)/x2",
    "d^2 y/dx1^2 = dg/dx1 = dg/ds*ds/du*du/dx1 + \\partial g/\\partial u*du/dx1 = -1/x2*x3*u^(x3 - 1)*cos(s)*x3*u^(x3 - 1)*(1/x2) - 1/x2*sin(s)*x3*(x3 - 1)*u^(x3 - 2)*(1/x2) = (-sin((x1/x2)^x3)*x3*(x3 - 1)*(x1/x2)^(x3 - 2)/x2 - x3^2*((x1/x2)^(x3 - 1))^2*cos((x1/x2)^x3)/x2)/x2",
  ],
  [
    "y = x^2 ln x; find d^3y/dx^3",
    "g = dy/dx = 2*s*x + u/x",
    "h = dg/dx = 2 + 2*x/x - u/u + 2*s = 3 + 2*s",
    "d^3 y/dx^3 = dh/dx = dh/ds*ds/dx = 2*(1/x) = 2/x",
  ],
  [
    "f = x^2 y + sin(y); find \\frac{\\partial^2 f}{\\partial x \\partial y}",
    "g = df/dx = 2*y*x",
    "\\partial^2 f/\\partial x \\partial y = dg/dy = 2*x",
  ],
  ["y = x^2; find d^3y/dx^3", "g = dy/dx = 2*x", "h = dg/dx = 2", "d^3 y/dx^3 = dh/dx = 0"],
  [
    "y = exp(-x); find \\frac{d}{dx}\\frac{dy}{dx}",
    "g = dy/dx = -y",
    "d^2 y/dx^2 = dg/dx = dg/dy*dy/dx = -1*(-y) = e^(-x)",
  ],
  [
    "z = x \\odot x; x: [n]; find d^2z/dx^2",
    "g = dz/dx = 2*diag(x)",
    "dg_ij/dx_k = 2*(I_n)_ik*(I_n)_ij",
    "d^2 z/dx^2 = dg/dx = (2*(I_n)_ik*(I_n)_ij)_ijk",
  ],
];

const products: readonly Row[] = [
  [
    "z = V tanh(W x); V: [m, h]; W: [h, n]; x: [n]; find jvp(z, x, v)",
    "\\dot{x} = v",
    "\\dot{u} = W*\\dot{x}",
    "\\dot{s} = \\dot{u} .* (1 - s^2)",
    "dz/dx*v = \\dot{z} = V*\\dot{s}",
    "closed: V*((W*v) .* (1 - tanh^2(W*x)))",
  ],
  [
    "z = V tanh(W x); V: [m, h]; W: [h, n]; x: [n]; find vjp(z, x, w)",
    "\\bar{z} = w",
    "\\bar{s} = V^T*\\bar{z}",
    "\\bar{u} = \\bar{s} .* (1 - s^2)",
    "(dz/dx)^T*w = \\bar{x} = W^T*\\bar{u}",
    "closed: W^T*((V^T*w) .* (1 - tanh^2(W*x)))",
  ],
  [
    "L = \\|A x - b\\|^2; A: [m, n]; x: [n]; b: [m]; find hvp(L, x, v)",
    "g = dL/dx = 2*A^T*u",
    "\\dot{x} = v",
    "\\dot{u} = A*\\dot{x}",
    "(\\nabla^2_x L)*v = \\dot{g} = 2*A^T*\\dot{u}",
    "closed: 2*A^T*A*v",
  ],
  [
    "z = W x; W: [m, n]; x: [n]; y: [n]; L = z^T z; find jvp(z, x, x - 2 y)",
    "\\dot{x} = x - 2*y",
    "dz/dx*(x - 2*y) = \\dot{z} = W*\\dot{x}",
    "closed: W*(x - 2*y)",
  ],
];

describe.each([
  ["Jacobians", jacobians],
  ["Hessians", hessians],
  ["higher derivatives", higher],
  ["products", products],
] as const)("%s", (_, rows) => {
  test.each(rows)("%s", (problem, ...lines) => {
    expect(furtherOf(problem).flatMap(told)).toEqual(lines);
  });
});
