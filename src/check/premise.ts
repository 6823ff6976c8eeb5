/**
 * @file From which equation one is said to follow: the one right before it, where nothing but
 * words of inference and signs stand between them.
 *
 *     2x + 3 = 7 \implies 2x = 4        a sign says so
 *     2x + 3 = 7, so 2x = 4             words say so: "dividing by 2 gives", "hence"
 *     2x + 3 = 7 \\ 2x = 4              rows, where the second is no equation of the same form:
 *     x + y = 7 \\ x + 2y = 9           are to hold together
 *
 * What the words between bring in beside that, a name, a theorem, an item of a list, is not known
 * here, and nothing is said of what then follows.
 */
import type { Document } from "../document/index.ts";
import { nameKey, type Syntax, writeLatex } from "../notation/index.ts";
import { originOf } from "../source/index.ts";
import type { Reading } from "./chain.ts";
import type { Cue } from "./cue.ts";
import { isClosed, mentions } from "./names.ts";
import { isDerivative } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** What is asked of a document. */
export interface Text {
  readonly document: Document;
  readonly reading: Reading;
  readonly statements: readonly Statement[];
}

/** So many equations before a claim are looked at: it may follow from one further up. */
const reach = 4;

/** An equation, and whether anything says that another one follows from it. */
export interface Premise {
  readonly statement: Statement;
  readonly isSaid: boolean;
}

/** The equations from which one is said to follow, the nearest first; none if nothing says so. */
export function premisesOf(claim: Statement, text: Text): readonly Premise[] {
  const found: Premise[] = [];
  for (let own = claim; found.length < reach; ) {
    const before = premiseOf(own, text);
    if (before === null) break;
    found.push(before);
    own = text.statements[before.statement.id - before.statement.at]!;
  }
  return found;
}

/** The last equation before a chain, where the chain is said to follow from it. */
function premiseOf(claim: Statement, { document, reading, statements }: Text): Premise | null {
  const { at, chain } = claim;
  const said = statements[claim.id - 1];
  if (at > 0 || chain.continues || said === undefined || !isEquation(claim)) return null;
  if (!isEquation(said) || said.chain === chain || isValue(said)) return null;
  const { part, paragraph, item } = said.chain;
  if (part !== chain.part || item !== chain.item || chain.paragraph - paragraph > 1) return null;
  if ([...said.chain.cues].some((cue) => isUnsaid.has(cue))) return null;
  // x = x/2 + 1 says how x goes on
  const key = nameKey(said.left);
  if (key !== undefined && mentions(said.right, key)) return null;
  // 2v = 144 \text{ km/h}, so v = 20 \text{ m/s}
  const [own, other] = [said, claim].map((one) => unitsIn(one, reading.text.text));
  if (own !== other) return null;
  const [from, to] = [said, claim].map(({ span }) => originOf(reading.text, span));
  const between = document.source.slice(from!.to, to!.from);
  const link = linkIn(between);
  if (link === null) return null;
  // the planes w·x = b and w·x = −b
  const isJoined = /^[^\p{L}]*and[^\p{L}]*$/iu.test(between);
  if (isJoined && writeLatex(said.left) === writeLatex(claim.left)) return null;
  if (link === "said" || chain.implied) return { statement: said, isSaid: true };
  // formulas beside each other are a list
  const isBelow = chain.display ? said.chain.display : paragraph < chain.paragraph;
  const isSaidOfName = said.kind === "definition" || isNamed(said.left);
  if (!isBelow || isSaidOfName || formOf(said) === formOf(claim)) return null;
  return { statement: said, isSaid: false };
}

/** Whether an equation with such a left side tells what that is. */
const isNamed = (left: Syntax): boolean => nameKey(left) !== undefined || isDerivative(left);

/** The upright words of an equation, which may be units. */
function unitsIn({ left, right }: Statement, text: string): string {
  const written = text.slice(
    Math.min(left.from, right.from),
    Math.max(left.to, right.to) + wordReach,
  );
  const words = written.match(/\\(?:text|mathrm|mbox|textrm)\s*\{[^{}]*\}|\\%/g) ?? [];
  const units = words.map((word) => word.replace(/^\\[a-z]+\s*\{\s*|[\s}]+$/g, ""));
  return [...new Set(units.filter((word) => !inference.has(word)))].sort().join(" ");
}

/** How far behind a side its unit may stand. */
const wordReach = 16;

const isEquation = ({ sign, kind }: Statement): boolean =>
  sign === "=" && kind !== "unread" && kind !== "update";

/** x = 2, of which nothing else follows of x. */
const isValue = ({ left, closed }: Statement): boolean =>
  closed && (nameKey(left) !== undefined || isClosed(left));

/** Cues of what is not said to hold, or only up to something. */
const isUnsaid: ReadonlySet<Cue> = new Set(["denied", "modulo", "estimated"]);

/** How long what stands between two formulas may be. */
const lengthLimit = 120;

/** What stands between two formulas: words of inference, nothing, or anything else. */
function linkIn(between: string): "said" | "bare" | null {
  if (between.length > lengthLimit || itemMark.test(between)) return null;
  const words = between
    .replace(/^[^\p{L}]*?(?:\$\$?|\\[\])])/u, " ")
    // "collecting terms with $\frac{dy}{dx}$"
    .replace(/\$[^$=<>]*\$|\\\([^=<>]*?\\\)/g, " ")
    .replace(/\\(?:begin|end|label|tag)\*?\{[^}]*\}(?:\{[^}]*\})?/g, " ")
    .replace(/\\(?:text|mathrm|textrm|mbox)\b/g, " ")
    .replace(/\\[a-zA-Z]+/g, " ")
    .replace(phrases, " ")
    .match(/\p{L}+/gu);
  if (words === null) {
    const isSaid = [implications, phrases].some((signs) => between.search(signs) >= 0);
    return isSaid ? "said" : "bare";
  }
  return words.every((word) => inference.has(word.toLowerCase())) ? "said" : null;
}

/** An item of a list, or a cell beside the equation. */
const itemMark = /\\item\b|^[>\s]*(?:\d+[.)]|[-*+]|\([a-z\d]\))\s/m;

const implications =
  /\\(?:implies|iff|therefore|Rightarrow|Longrightarrow|Leftrightarrow|Longleftrightarrow|to|rightarrow|longrightarrow)\b|[\u21d2\u21d4\u2192\u27f9\u27fa\u2234]/;

/** The same of several words, and of scripts that set none apart. */
const phrases = new RegExp(
  "solv(?:e|ing) for|terms? (?:with|in|of)|with respect to|" +
    "\u5408\u5e76|\u5173\u4e8e|\u540c\u7c7b|\u6574\u7406|\u5316\u7b80|\u79fb\u9879|\u4e24\u8fb9|\u540c\u65f6|\u9664\u4ee5|\u4e58\u4ee5|" +
    "\u5f97\u5230|\u53ef\u5f97|\u89e3\u5f97|\u4ece\u800c|\u56e0\u6b64|\u6240\u4ee5|\u4e8e\u662f|\u5f97|\u5373|\u6545|\u5219|\u6709|\u7684|\u9879|\u6211\u4eec|" +
    "\u3088\u3063\u3066|\u3057\u305f\u304c\u3063\u3066|\u3086\u3048\u306b|\u3059\u306a\u308f\u3061|\u3053\u308c\u3088\u308a|\u4e21\u8fba\u3092?|\u3067\u5272\u308b\u3068|\u6574\u7406\u3059\u308b\u3068|" +
    "\ub530\ub77c\uc11c|\uadf8\ub7ec\ubbc0\ub85c|\uc591\ubcc0\uc744|\ub098\ub204\uba74|\uc815\ub9ac\ud558\uba74|\uc989",
  "giu",
);

/** Words that say no more than that one equation follows from the other. */
const inference: ReadonlySet<string> = new Set(
  (
    "so hence thus therefore then thereby consequently implies implying yields yielding gives " +
    "giving get gets getting obtain obtains obtaining have find follows that which this it we i e " +
    "means and now in other words equivalently equivalent to from into is can be written rewritten " +
    "as dividing divide multiplying multiply subtracting subtract adding add both sides by on the " +
    "through everything rearranging rearrange rearranged simplifying simplify simplifies solving " +
    "solve isolating expanding collecting like equation finally next " +
    "also folgt daraus daher damit somit und ergibt sich deshalb wir erhalten umgestellt dann " +
    "donc d o\u00f9 alors ainsi on obtient soit a multiplions multipliant divisons divisant les " +
    "deux c\u00f4t\u00e9s membres par " +
    "entonces luego por lo tanto de donde obtenemos tenemos resulta despejando se que tiene " +
    "ent\u00e3o logo portanto assim temos da\u00ed " +
    "quindi dunque allora da cui otteniamo si ottiene ricava " +
    "\u043e\u0442\u043a\u0443\u0434\u0430 \u0441\u043b\u0435\u0434\u043e\u0432\u0430\u0442\u0435\u043b\u044c\u043d\u043e " +
    "\u0437\u043d\u0430\u0447\u0438\u0442 \u0442\u043e\u0433\u0434\u0430 \u043f\u043e\u044d\u0442\u043e\u043c\u0443 " +
    "\u043f\u043e\u043b\u0443\u0447\u0430\u0435\u043c \u0442\u043e \u0435\u0441\u0442\u044c \u0438"
  ).split(" "),
);

/** An equation without its numbers and signs. */
function formOf({ left, right }: Statement): string {
  const written = (side: Syntax): string => writeLatex(side);
  return `${written(left)}=${written(right)}`
    .replace(/\d+(?:\.\d+)?/g, "#")
    .replace(/[+-]/g, "\u00b1");
}
