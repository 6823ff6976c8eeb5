/**
 * @file The table of operations: one page for each name. The type is mapped over the names, so
 * that an operation without a page does not compile. To add an operation, add its name to
 * `names.ts`, write its page and list it here; nothing else in the floor needs to know it.
 */
import type { Table } from "../operation.ts";
import { abs } from "./abs.ts";
import { abstract } from "./abstract.ts";
import { add } from "./add.ts";
import { arccos } from "./arccos.ts";
import { arccot } from "./arccot.ts";
import { arccsc } from "./arccsc.ts";
import { arcosh } from "./arcosh.ts";
import { arcoth } from "./arcoth.ts";
import { arcsch } from "./arcsch.ts";
import { arcsec } from "./arcsec.ts";
import { arcsin } from "./arcsin.ts";
import { arctan } from "./arctan.ts";
import { arsech } from "./arsech.ts";
import { arsinh } from "./arsinh.ts";
import { artanh } from "./artanh.ts";
import { contraction } from "./contraction.ts";
import { cos } from "./cos.ts";
import { cosh } from "./cosh.ts";
import { cot } from "./cot.ts";
import { coth } from "./coth.ts";
import { csc } from "./csc.ts";
import { csch } from "./csch.ts";
import { determinant } from "./determinant.ts";
import { divide } from "./divide.ts";
import { e } from "./e.ts";
import { elu } from "./elu.ts";
import { equal } from "./equal.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { floor } from "./floor.ts";
import { gelu } from "./gelu.ts";
import { indicator } from "./indicator.ts";
import { inverse } from "./inverse.ts";
import { iota } from "./iota.ts";
import { leakyrelu } from "./leakyrelu.ts";
import { less } from "./less.ts";
import { lessequal } from "./lessequal.ts";
import { ln } from "./ln.ts";
import { log } from "./log.ts";
import { logsumexp } from "./logsumexp.ts";
import { matrixpower } from "./matrixpower.ts";
import { max } from "./max.ts";
import { maximum } from "./maximum.ts";
import { min } from "./min.ts";
import { minimum } from "./minimum.ts";
import { negate } from "./negate.ts";
import { norm } from "./norm.ts";
import { number } from "./number.ts";
import { pi } from "./pi.ts";
import { piecewise } from "./piecewise.ts";
import { power } from "./power.ts";
import { productover } from "./productover.ts";
import { relu } from "./relu.ts";
import { root } from "./root.ts";
import { sec } from "./sec.ts";
import { sech } from "./sech.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { silu } from "./silu.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { size } from "./size.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { sqrt } from "./sqrt.ts";
import { stack } from "./stack.ts";
import { tan } from "./tan.ts";
import { tanh } from "./tanh.ts";
import { variable } from "./variable.ts";

export type { OperationName } from "./names.ts";

/** Every operation's page, by its name. */
export const operations: Table = {
  number,
  variable,
  size,
  pi,
  e,
  indicator,
  iota,
  add,
  negate,
  contraction,
  divide,
  power,
  sqrt,
  root,
  abs,
  sign,
  floor,
  exp,
  ln,
  log,
  sin,
  cos,
  tan,
  cot,
  sec,
  csc,
  arcsin,
  arccos,
  arctan,
  arccot,
  arcsec,
  arccsc,
  sinh,
  cosh,
  tanh,
  coth,
  sech,
  csch,
  arsinh,
  arcosh,
  artanh,
  arcoth,
  arsech,
  arcsch,
  erf,
  sigmoid,
  softplus,
  relu,
  leakyrelu,
  elu,
  silu,
  gelu,
  max,
  min,
  less,
  lessequal,
  equal,
  piecewise,
  stack,
  inverse,
  matrixpower,
  determinant,
  norm,
  softmax,
  logsumexp,
  maximum,
  minimum,
  productover,
  abstract,
};
