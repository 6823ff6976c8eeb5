/**
 * @file The names of all operations. The table in `index.ts` is a mapped type over them: a name
 * without a page does not compile, and a page without a name is an error too.
 */

type Leaf = "number" | "variable" | "size" | "pi" | "e" | "indicator" | "iota";

type Arithmetic = "add" | "negate" | "contraction" | "divide" | "power";

type Elementary =
  | "sqrt"
  | "root"
  | "abs"
  | "sign"
  | "floor"
  | "exp"
  | "ln"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "cot"
  | "sec"
  | "csc"
  | "arcsin"
  | "arccos"
  | "arctan"
  | "arccot"
  | "arcsec"
  | "arccsc"
  | "sinh"
  | "cosh"
  | "tanh"
  | "coth"
  | "sech"
  | "csch"
  | "arsinh"
  | "arcosh"
  | "artanh"
  | "arcoth"
  | "arsech"
  | "arcsch"
  | "erf";

type Activation = "sigmoid" | "softplus" | "relu" | "leakyrelu" | "elu" | "silu" | "gelu";

type Choice = "max" | "min" | "less" | "lessequal" | "equal" | "piecewise";

type Tensorial =
  | "stack"
  | "inverse"
  | "matrixpower"
  | "determinant"
  | "norm"
  | "softmax"
  | "logsumexp"
  | "maximum"
  | "minimum"
  | "productover"
  | "abstract";

/** The name of an operation of the table. */
export type OperationName = Leaf | Arithmetic | Elementary | Activation | Choice | Tensorial;
