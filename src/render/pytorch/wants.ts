/**
 * @file What the formulas of a script want beside the tensors of PyTorch: modules, functions that
 * the script defines, and stand-ins for functions of which the sheet has only the name. Each is
 * there once, under a name that nothing else has.
 */
import { type Identifiers, identifierOf } from "./names.ts";
import { ownFunctions, prelude, standIn } from "./prelude.ts";
import type { Import } from "./recipe.ts";

export class Wants {
  private readonly identifiers: Identifiers;
  private readonly imports = new Map<Import, string>();
  private readonly functions = new Map<string, { name: string; count: number }>();

  constructor(identifiers: Identifiers) {
    this.identifiers = identifiers;
  }

  /** The name of a module or function, which the script has from now on. */
  readonly need = (wanted: Import): string => {
    const known = this.imports.get(wanted);
    if (known !== undefined) return known;
    const name = wanted === "math" ? "math" : this.identifiers.take(prelude[wanted].wanted);
    this.imports.set(wanted, name);
    return name;
  };

  /** The name of the stand-in for a function of so many arguments. */
  readonly unknown = (name: string, count: number): string => {
    const known = this.functions.get(name);
    if (known !== undefined) return known.name;
    const made = this.identifiers.take(identifierOf(name));
    this.functions.set(name, { name: made, count });
    return made;
  };

  /** The import of the module mathematics is in, then that of PyTorch, with its functions. */
  importLines(): string[] {
    const line = (wanted: Import) => {
      const name = this.imports.get(wanted);
      return name === undefined ? [] : [prelude[wanted].text(name)];
    };
    const math = line("math");
    return [...math, ...(math.length > 0 ? [""] : []), "import torch", ...line("functional")];
  }

  /** The texts of all functions that are wanted. */
  definitions(): string[] {
    const own = ownFunctions.flatMap((wanted) => {
      const name = this.imports.get(wanted);
      return name === undefined ? [] : [prelude[wanted].text(name)];
    });
    const unknown = [...this.functions.values()].map(({ name, count }) => standIn(name, count));
    return [...own, ...unknown];
  }
}
