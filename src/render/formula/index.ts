/** @file Formulas as SVG: setting, measuring, painting. */
export { abridgements } from "./abridge.ts";
export {
  definitions,
  type FormulaStyle,
  type FormulaSvg,
  type Formulas,
  type FormulasOptions,
  formulaToSvg,
  inlineSvg,
  openFormulas,
  paint,
} from "./formula.ts";
export { emptySetting, type Mark, type Setting } from "./setting.ts";
