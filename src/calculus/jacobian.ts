/**
 * @file Everything of higher rank and order, by the one differentiator. The vector–Jacobian
 * product x̄ = Jᵀȳ is linear in ȳ; so
 *
 *     J[o, i] = ∂y_o/∂x_i      is its tensor of coefficients (see `coefficients.ts`),
 *     J v                      is the pullback of v through x̄(ȳ): the transpose transposed,
 *     ∂²y/∂x²                  is the Jacobian of the gradient.
 *
 * A Jacobian has the axes of the output first and then those of the variable (numerator layout).
 *
 * Source: Griewank & Walther, *Evaluating Derivatives*, 2nd ed., sections 3.2 and 5.1; the
 * forward product as two reverse ones: Townsend, *A new trick for calculating Jacobian vector
 * products* (2017).
 */
import type { Arena, Node, Shape } from "../expression/index.ts";
import { identityOver, lift } from "./coefficients.ts";
import { differentiate, pullBack } from "./gradient.ts";

/** An adjoint that only holds a place; no text can spell its name. */
function placeholder(shape: Shape, arena: Arena): Node<"variable"> {
  return arena.variable("\0adjoint", shape);
}

/**
 * Many vector–Jacobian products at once: `seed` of shape [lead…, output…] is pulled back to
 * tensors of shape [lead…, x…], one for each x of `wrt`, in one sweep.
 */
export function pullBackAll(output: Node, seed: Node, wrt: readonly Node[], arena: Arena): Node[] {
  if (seed.shape.length === output.shape.length) return pullBack(output, seed, wrt, arena);
  const adjoint = placeholder(output.shape, arena);
  return pullBack(output, adjoint, wrt, arena).map((product) => {
    return lift(product, adjoint, seed, arena);
  });
}

/** dy/dx for each x of `wrt`, of shape [y…, x…]; 0 where y does not depend on x. */
export function jacobians(output: Node, wrt: readonly Node[], arena: Arena): Node[] {
  return pullBackAll(output, identityOver(output.shape, arena), wrt, arena);
}

/** dy/dx of shape [y…, x…]. */
export function jacobian(output: Node, wrt: Node, arena: Arena): Node {
  return jacobians(output, [wrt], arena)[0]!;
}

/** ∂²y/∂x∂x' of shape [y…, x…, x'…]; x' is x when left out. */
export function hessian(output: Node, wrt: Node, arena: Arena, then: Node = wrt): Node {
  return jacobian(jacobian(output, wrt, arena), then, arena);
}

/** wᵀ dy/dx: the vector–Jacobian product, of the shape of x. */
export function vjp(output: Node, wrt: Node, direction: Node, arena: Arena): Node {
  return pullBack(output, direction, [wrt], arena)[0]!;
}

/** dy/dx v: the Jacobian–vector product, of the shape of y. */
export function jvp(output: Node, wrt: Node, direction: Node, arena: Arena): Node {
  const adjoint = placeholder(output.shape, arena);
  const [pulled] = pullBack(output, adjoint, [wrt], arena);
  return pullBack(pulled!, direction, [adjoint], arena)[0]!;
}

/** ∇²y v without the matrix: the gradient's derivative in the direction v, O(n) nodes. */
export function hessianVector(output: Node, wrt: Node, direction: Node, arena: Arena): Node {
  const [gradient] = differentiate(output, [wrt], arena);
  return jvp(gradient!, wrt, direction, arena);
}
