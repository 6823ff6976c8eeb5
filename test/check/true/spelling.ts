/** @file How an author spells a name: letters by role, indices, layers, times, derivatives. */
import type { Name, Role } from "./name.ts";
import type { Style } from "./style.ts";

function lettersOf(style: Style): Readonly<Record<Role, string>> {
  const [before, after] = style.neuron as [string, string];
  const [weight, bias, outer, offset] = style.weights as [string, string, string, string];
  const [output, target] = style.output as [string, string];
  const { loss, rate } = style;
  return { input: "x", weight, bias, outer, offset, before, after, output, target, loss, rate };
}

/** Weights of a second layer that have the letter of the first are told apart by their layer. */
function needsLayer({ role, layer }: Name, style: Style): boolean {
  if (layer === undefined) return false;
  const isShared = style.weights[0] === style.weights[2];
  return style.layer !== "none" || (isShared && (role === "outer" || role === "offset"));
}

/** A name in LaTeX. */
export function spell(name: Name, style: Style): string {
  if (name.derivative !== undefined) return derivative(name.derivative, style);
  const base = name.letter ?? lettersOf(style)[name.role!];
  const isBold = name.isTensor && style.bold !== "" && /^[A-Za-z]$/.test(base);
  const own = isBold ? `${style.bold}{${base}}` : base;
  const [low, high] = base.includes("_") && name.index?.length ? mended(own, name, style) : [own];
  return `${low}${high ?? below(name, style)}${above(name, style)}`;
}

/** y_{true} has its index behind the word. */
function mended(own: string, name: Name, style: Style): [string, string] {
  const [front, word] = own.split("_") as [string, string];
  return [front, `_{${word!.replace(/[{}]/g, "")},${name.index!.join(style.indices[2] ?? "")}}`];
}

function below({ index, time }: Name, style: Style): string {
  if (time !== undefined && style.time.startsWith("_")) return timeMark(time, style);
  if (index === undefined || index.length === 0) return "";
  const joint = index.length < 2 ? "" : style.indices.includes(",") ? "," : "";
  const text = index.join(style.indices.includes(" ") ? " " : joint);
  return text.length > 1 || style.braces ? `_{${text}}` : `_${text}`;
}

function above(name: Name, style: Style): string {
  const { time, isNew } = name;
  const layer = needsLayer(name, style) ? layerMark(name.layer!, style) : "";
  const when = time !== undefined && !style.time.startsWith("_") ? timeMark(time, style) : "";
  const mark = isNew && !/arrow|:=/.test(style.renewed) ? style.renewed : "";
  // two marks above one name are none that anybody writes
  return mark === "" ? `${layer}${when}` : layer === "" ? `${when}${mark}` : merged(layer, mark);
}

/** w^{(1),new}: a layer and what is new in one superscript. */
function merged(layer: string, mark: string): string {
  const bare = (text: string) => text.replace(/^\^/, "").replace(/^\{(.*)\}$/, "$1");
  const word = mark === "'" ? "\\prime" : bare(mark) === "(1)" ? "new" : bare(mark);
  return `^{${bare(layer)}, ${word}}`;
}

const timeMark = (time: number, style: Style) => style.time.replace("1", `${time}`);

const layerMark = (layer: number, style: Style) =>
  style.layer === "none" ? `^{(${layer})}` : style.layer.replace("1", `${layer}`);

function derivative({ of, by }: { of: Name; by: Name }, style: Style): string {
  const [over, under] = [spell(of, style), spell(by, style)];
  const isLoss = of.role === "loss";
  switch (style.derivative) {
    case "dw":
      if (isLoss) return `d${under}`;
      return `\\frac{d${over}}{d${under}}`;
    case "nabla":
      return isLoss
        ? `\\nabla_{${under}} ${over}`
        : `\\frac{\\partial ${over}}{\\partial ${under}}`;
    case "delta":
      if (isLoss && by.role === "before") return `\\delta${below(by, style)}${above(by, style)}`;
      return `\\frac{\\partial ${over}}{\\partial ${under}}`;
    case "d":
      return `\\frac{d${over}}{d${under}}`;
    case "slash":
      return `\\partial ${over} / \\partial ${under}`;
    case "partial":
      return `\\frac{\\partial ${over}}{\\partial ${under}}`;
  }
}
