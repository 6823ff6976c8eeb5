/** @file What an edit puts right, in words: "a minus sign is lost". */
import type { Edit } from "./edit.ts";

/** What an edit puts right, in words. */
export function wordsOf({ kind, what, text, said = text }: Edit): string {
  switch (kind) {
    case "sign":
      return text.includes("-") ? "a minus sign is lost" : "a minus sign too many";
    case "extra-factor":
      return `an extra factor ${what.trim()}`;
    case "missing-factor":
      return `the factor ${what} is missing`;
    case "extra-term":
      return `an extra term ${what.trim()}`;
    case "missing-term":
      return `the term ${/-\s*$/.test(text.split(what)[0]!) ? "-" : ""}${what} is missing`;
    case "chain-rule":
      return what === text || text.includes(what)
        ? `the inner derivative ${what} is missing`
        : `${what} should be ${text}`;
    case "exponent": {
      const exponent = /^\^(?:\{(.*)\}|(\w))$/.exec(text);
      if (exponent === null && text !== "" && what !== "" && what !== "^2") {
        return `${what.trim()} should be ${text.replace(/^\{(.*)\}$/, "$1")}`;
      }
      if (exponent === null) return text === "" ? "an exponent too many" : "the exponent is wrong";
      return `the exponent should be ${exponent[1] ?? exponent[2]}`;
    }
    case "index":
      return `${what} should be ${text}`;
    case "transpose":
      return what === "order" ? "the order of the factors is wrong" : "a transpose is wrong";
    case "arithmetic":
      return `${what.trim()} should be ${said}`;
    case "other":
      return text === `(${what})`
        ? `brackets are missing around ${what}`
        : `${what.trim()} should be ${text}`;
    case "function":
    case "name":
      return `${what.trim()} should be ${text}`;
    default:
      return "another form is meant";
  }
}
