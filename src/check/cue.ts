/**
 * @file Words before a formula, and what they make of it. One table: each row has its words, how
 * far before the formula they may stand, and what kind of relation they introduce:
 *
 * - `supposed`: whatever stands there is taken for granted, and nothing is claimed by it;
 * - `set`: a value that is given (`at $x = 2$`); a formula there may still be claimed;
 * - `asked`: a relation that something is to satisfy;
 * - `denied`: what is said not to hold;
 * - `constraint`: an equation that the quantities are to satisfy, if it can be one;
 * - `claimed`: a step, also where the relation might be an equation to be solved;
 * - `concluded`: what follows from what stands before it, "so $u = v$";
 * - `obtained`: what was worked out, "we get $y = 4$", and is no other y;
 * - `identity`: what is known of all values, and does not follow from what stands before;
 * - `conditional`: what follows if something holds that the sentence says in words;
 * - `premise`: the same of a sentence that begins so, "when the features are 0 or 1, …";
 * - `reasoned`: what has a reason in words, "because it does not slip, …";
 * - `rewritten`: what a formula is in another form, "expanding the square, $f(x) = …$";
 * - `changed`: what may be something else than before, "we use $L = …$ instead";
 * - `attribute`: what the words name of its left side, "the determinant of $A = 3$";
 * - `solving`: what follows from an equation, "setting the derivative to zero, we get …";
 * - `proviso`: the formula right before it is said to hold there only, "$y = x$ if $x > 0$";
 * - `ground`: what a claim before it rests on (`… where $y = x^2$`);
 * - `listed`: the first of a list of formulas with which its sentence ends, "at $x = 1$, $y = 2$.";
 * - `onward`: the sentence goes on after another formula;
 * - `alternative`: one of several that are possible, "$x = 0$ or $x = 1$";
 * - `modulo`: the formula itself says that it is a congruence.
 */

/** What a cue makes of a relation. */
export type Cue =
  | "supposed"
  | "set"
  | "asked"
  | "denied"
  | "constraint"
  | "claimed"
  | "concluded"
  | "obtained"
  | "identity"
  | "conditional"
  | "premise"
  | "reasoned"
  | "rewritten"
  | "attribute"
  | "changed"
  | "solving"
  | "proviso"
  | "ground"
  | "listed"
  | "onward"
  | "estimated"
  | "alternative"
  | "modulo"
  | "reduced";

/** In the text of a sentence, a formula. */
export const formulaMark = "\u25fb";

interface Row {
  readonly cue: Cue;
  readonly words: string;
  /** What may stand between the words and the formula. */
  readonly gap: string;
}

/** Signs around a formula: brackets, emphasis, quotes. */
const signs = `\\s*[(*_"'\`\u201c]*\\s*$`;

/** `if a = 1 and b = 2`: what holds for the first formula holds for the second. */
const joined = `(?:\\s*${formulaMark}\\s*(?:and|or|,\\s*and))*`;

const filler = "(?:\\s|that|the|all|both|each|every|where|we have|case|,|:)*";

/** Words that suppose of functions and numbers no more than every rule does. */
const harmless =
  "and|or|is|are|be|an?|the|any|some|all|both|with|of|for|every|differentiable|continuous|smooth|" +
  "real|numbers?|scalars?|constants?|functions?|derivatives?|power|form|point|inverse|that|value";

const rows: readonly Row[] = [
  {
    // "in steady state, $P_t = P_{t-1}$"
    cue: "supposed",
    words: "(?:in|at) (?:the |a )?(?:steady[- ]state|equilibrium|stationarity|convergence)",
    gap: `\\s*,?\\s*(?:we have|where|with)?`,
  },
  {
    // "**Wrong**: $f' = …$" shows what is not to be done
    cue: "denied",
    // and "❌ $f' = …$", "(wrong in the test): $f' = …$"
    words: "wrong|incorrect|falsch|faux|incorrecto|errado|sbagliato|erreur|ошибка|неверно",
    gap: `[^.;:!?${formulaMark}]{0,24}:[*_\\s]*`,
  },
  {
    cue: "denied",
    words: "\u2717|\u2718|\u274c|\ud83d\udeab",
    gap: `[^.;:!?${formulaMark}]{0,24}`,
  },
  {
    cue: "denied",
    words:
      "not true|untrue|not the case|not hold|wrong\\w*|incorrect\\w*|mistake\\w*|mistaken\\w*|" +
      "instead of|rather than|tempt\\w+|fallacy|false|not equal",
    gap: `[^.;,:!?${formulaMark}]{0,60}${joined}`,
  },
  {
    cue: "asked",
    words: "for (?:what|which)|what|solve|solving|look\\w* for|where is|when is|such that",
    gap: `[^.;,:!?${formulaMark}]{0,24}(?:${formulaMark}[^.;,:!?${formulaMark}]{0,16})?`,
  },
  {
    cue: "asked",
    words: "find(?:ing|s)?|determine|choose|choosing|pick",
    gap: `(?:[^.;,:!?${formulaMark}]{0,24}${formulaMark})?\\s*(?:such that|so that|with|where|for which|satisfying)`,
  },
  {
    // data, of which a formula says something near it
    cue: "asked",
    words: "fit(?:s|ting|ted)?|calibrat\\w+",
    gap: `(?:\\s|to|the|data|points?|values?|with|:)*(?:${formulaMark}\\s*(?:,|and|, and)\\s*)*`,
  },
  {
    cue: "supposed",
    words: "if|unless|whether|suppos\\w+|assum\\w+|provided|imagine|pretend|given|consider(?:ing)?",
    gap: `(?:\\s+that)?${joined}`,
  },
  {
    // "Se verifica si $A v = \\lambda v$", "ob $x = 2$ eine L\u00f6sung ist"
    cue: "supposed",
    words:
      "si|se|wenn|falls|ob|angenommen|supo(?:ngamos|niendo|nha(?:mos)?)|supp(?:oniamo|osons|onendo)",
    gap: `,?(?:\\s+(?:que|che|dass|wir))?${joined}`,
  },
  {
    // "by convention, $\\operatorname{sgn}(0) = 1$"
    cue: "supposed",
    words: "by convention|par convention|per Konvention|por convenci[óo]n|per convenzione",
    gap: "\\s*,?\\s*(?:we have|on a)?",
  },
  {
    // what a problem gives, and what it asks for
    cue: "supposed",
    words: "已知|若|如果|假设|假設|假如",
    gap: joined,
  },
  {
    cue: "set",
    words:
      "if|when|whenever|for|at|assum\\w+|suppos\\w+|provided|unless|such that|so that|while|until|" +
      "setting|set|solv\\w+|satisf\\w+|require\\w*|want|point|(?:at|for|in) (?:the |these )?points|" +
      "whether|iff|case",
    gap: filler,
  },
  {
    // a line, and nothing that is said of y
    cue: "asked",
    words: "(?:perpendicular|parallel|orthogonal) to|symmetric about|symmetrical about",
    gap: "\\s*(?:the|line|lines)*\\s*",
  },
  {
    cue: "constraint",
    words:
      "(?:\\w*constraint|condition|restriction|requirement|equation|nebenbedingung)(?:e?s|en)?",
    gap: "\\s*(?:(?:is|are|reads?|becomes?|gives?|means?|says?|ist|lautet|that|then|now|,|:)\\s*)*",
  },
  {
    cue: "claimed",
    words:
      "since|because|as|thus|hence|therefore|so|then|gives?|get|obtain|identity|fact|recall|note|know|" +
      "equals?|yields?|follows?|have|becomes?|simplif\\w+|find|is|are|means?|shows?|see",
    gap: "\\s*(?:that|us|to|:|,)*",
  },
  {
    // "we define the hyperbolic tangent as", of what is a function already
    cue: "claimed",
    words: "defin(?:e[sd]?|ing|itions?)",
    gap: `[^.;!?${formulaMark}]{0,48}`,
  },
  {
    cue: "concluded",
    words:
      "so|thus|hence|therefore|implies|follows?|conclude|donc|also|daher|folglich|luego|portanto|" +
      "quindi|\u6240\u4ee5|\u56e0\u6b64|\u6545",
    gap: "\\s*(?:that|we have|must|:|,|\uff0c)*",
  },
  {
    cue: "obtained",
    words:
      "so|thus|hence|therefore|gets?|obtain(?:s|ed|ing)?|gives?|giving|yields?|yielding|becomes|" +
      "results? in|comput(?:es?|ed|ing)|evaluates? to|amounts? to",
    gap: `\\s*(?:that|us|:|,)*${joined}`,
  },
  {
    cue: "rewritten",
    words:
      "(?:re-?)writ(?:e|es|ten|ing)|rewrote|re-?express\\w*|expand(?:s|ed|ing)?|simplif\\w+|" +
      "multiply(?:ing)? (?:it )?out|factor(?:ed|ing|i[sz]\\w+)|complet\\w+ the square|" +
      "in other words|rearrang\\w+|collect\\w* terms|" +
      "umform\\w*|umgeformt|vereinfach\\w*|ausmultiplizier\\w*|ausklammern|" +
      "r\u00e9\u00e9cri\\w+|d\u00e9velopp\\w+|factoris\\w+|reescrib\\w+|desarroll\\w+|reescrev\\w+|" +
      "riscriv\\w+|semplific\\w+|\u5c55\u5f00|\u5316\u7b80|\u6574\u7406|\u6539\u5199|\u5c55\u958b|" +
      "\uc804\uac1c|\u0440\u0430\u0441\u043a\u0440\u044b\\S+|\u0443\u043f\u0440\u043e\u0441\u0442\\S+|\u043f\u0435\u0440\u0435\u043f\u0438\u0441\\S+",
    gap: "[^.;!?]{0,60}",
  },
  {
    // "after two iterations of Newton's method, $\\log 2 \\approx 0.751$"
    cue: "estimated",
    words:
      "iterat\\w+|newton\\w*|bisection|secant|simpson\\w*|trapez\\w+|midpoint|monte[- ]carlo|" +
      "euler's method|runge|estimat\\w+|approximat(?:e[sd]?|ing|ions?)|interpolat\\w+|" +
      "n\u00e4herung\\w*|aproxima(?:r|ci\u00f3n|\u00e7\u00e3o)|approximazione|\u8fed\u4ee3|\u8fd1\u4f3c",
    gap: "[^.;!?]*",
  },
  {
    // "the reduced row echelon form, $\\begin{pmatrix}2 & 1\\\\0 & 3\\end{pmatrix} = I$"
    cue: "reduced",
    words:
      "row[- ](?:reduc\\w+|equivalen\\w+|operations?)|echelon|rref|gauss\\w*|eliminat\\w+|" +
      "zeilen(?:stufen|umform)\\w*|escalonad\\w+|\u00e9chelonn\\w+|ridott\\w+",
    gap: "[^.;!?]*",
  },
  {
    cue: "attribute",
    words:
      "(?:determinant\\w*|d\u00e9terminant|trace|traza|spur|norm\\w*|rank|rang|inverse|transpose|" +
      "(?:anti)?derivative|derivada|ableitung|d\u00e9riv\u00e9e|gradient\\w*|slope|" +
      "mean|average|variance|length|magnitude|square|root) " +
      "(?:of|von|der|des|de|da|do|del)",
    gap: "\\s*(?:(?:the|this|our|its|a|an|matrix|vector|function)\\s+)*",
  },
  {
    cue: "changed",
    words:
      "instead|now,? (?:let|take|consider|suppose|use|with|the|for)|another|other(?!\\s+words)|" +
      "new|version|variant|modif\\w+|chang\\w+|replac\\w+|" +
      "alternativ\\w+|ignor\\w+|drop\\w*|omit\\w*|neglect\\w*|constants?|approx\\w+|simplified|" +
      "minimi\\w+|maximi\\w+|optimi\\w+|second|example|exercise|problem|taylor|series|around|" +
      "terms of|function of|substitut\\w+|variables?|regular\\w+|averag\\w+|weight\\w*|scal\\w+",
    gap: "[^.;!?]*",
  },
  {
    cue: "identity",
    words: "since|because|identit\\w+|fact|recall|note",
    gap: "\\s*(?:that|:|,)*",
  },
  {
    cue: "proviso",
    words: `(?<=${formulaMark}[^A-Za-z.;]*)(?:if|when(?:ever)?|for|where|provided|as long as)`,
    gap: "(?:\\s|that|all|any|every)*",
  },
  {
    cue: "ground",
    words: "where|since|as|because|with|for|using|defining|letting|if|when|mit|da|weil|wobei|wo",
    gap: "\\s*",
  },
  {
    cue: "conditional",
    // "if we take the derivative, then" says what is done
    words: "(?:if|whenever|unless|suppos\\w*|assum\\w*|provided)(?!\\s+(?:we|you|one|I)\\b)",
    // what formulas alone suppose is known
    gap: `(?!(?:\\s|${formulaMark}|,|(?:${harmless})\\b)*then\\b)[^.;:!?]*\\bthen\\b[^.;:!?]*`,
  },
  {
    // "the linear part alone gives $v = 2$"
    cue: "conditional",
    words: "(?:alone|on its own|by itself)(?: would)? (?:gives?|yields?|be|is|has|have)",
    gap: "[^.;:!?]*",
  },
];

/** What a sentence supposes before a comma. */
const premise =
  /(?:^|[,;:]\s*|\b(?:and|but|so)\s+)(?:if|when\w*|for|assuming|supposing|given|with)\b[^,;:]*\p{L}{3}[^,;:]*,/iu;

/** A reason without a formula before the one at hand. */
const reason = new RegExp(
  `\\b(?:because|since|as (?:it|they|the)|weil|da)\\b[^;:${formulaMark}]*\\p{L}{3}[^;:${formulaMark}]*,[^${formulaMark}]*$`,
  "iu",
);

/** A sentence that has begun before the formula at hand. */
const begun = new RegExp(`${formulaMark}|^[\\s,]*(?:\\p{Ll}|$)`, "u");

const table = rows.map(({ cue, words, gap }) => {
  return { cue, form: new RegExp(`(?:^|[^A-Za-z])(?:${words})${gap}${signs}`, "i") };
});

/** Words behind what leads to a contradiction. */
const contradiction =
  /^\s*[)*_"']*\s*,?\s*(?:(?:which|and (?:this|that)|but (?:this|that)|this|that|so)\s+)?(?:(?:is|are|would be|gives|yields)\s+)?(?:of course\s+|\w+ly\s+)?(?:an?\s+)?(?:contradict\w+|impossib\w+|absurd\w*)/i;

/** Words behind a formula that take it back, or make a question of it. */
const behind: readonly { readonly cue: Cue; readonly form: RegExp }[] = [
  { cue: "asked", form: /^\s*[)*_"']*\s*\?/ },
  {
    // "with $dL/dh = 1$ given", and no "is given by"
    cue: "supposed",
    form: /^\s*[)*_"']*\s*\(?(?:(?:is|are|be)\s+)?(?:given|(?:vor)?gegeben|dado|donn\u00e9)\s*(?:[.,;:)]|and\b|$)/i,
  },
  { cue: "denied", form: contradiction },
  {
    cue: "denied",
    form: /^\s*,?\s*(?:which\s+|and (?:this|that)\s+|but (?:this|that)\s+|this\s+)?(?:(?:is|are|would be)\s+(?:of course\s+|\w+ly\s+)?(?:not true|false|wrong|incorrect|not correct|nonsense)|does not hold|fails|\((?:wrong|incorrect|false)\b|[\u2717\u2718\u274c])/i,
  },
];

/** What is done before an equation that follows from it, and holds for some values only. */
const solving =
  /\b(?:set(?:ting|s)?\b[^.;]*(?:\bzero|\bequal|\b0\b|\u25fb)|solv\w+|critical|stationary|equilibri\w+|intersect\w*|vanish\w*|satisf\w+|first[- ]order|equat(?:e|ing)\b)/i;

/** "or" between two formulas. */
const or = "(?:or(?:\\s+else)?|oder|ou|o bien|\u0438\u043b\u0438|\u6216)";
const orBehind = new RegExp(`^\\s*[,;]?\\s*${or}\\s*$`, "i");
const orBefore = new RegExp(
  `\\beither\\b[^${formulaMark}]*$|${formulaMark}\\s*[,;]?\\s*${or}\\s*$`,
  "i",
);

/** Whether a formula is one of several that are possible, by the words before and behind it. */
export const isAlternative = (before: string, after: string): boolean =>
  orBehind.test(after) || orBefore.test(before);

/** "if ◻, and ◻ if ◻": what has a condition of its own is no further condition. */
const joinedBehind = new RegExp(`${formulaMark}\\s*,?\\s*(?:and|or)${signs}`, "i");
const conditionBehind = /^\s*[)*_"']*,?\s*(?:if|when|whenever)\b/i;

/** "For ◻, ◻ and ◻ we get": each of the formulas is given. */
const listedBefore = new RegExp(
  "(?:^|[^A-Za-z])(?:for|at|with|if|when|given|taking|setting|f\u00fcr|bei|mit|para|pour)" +
    `\\s[^.;:!?${formulaMark}]{0,24}(?:${formulaMark}\\s*(?:,|;|and|, and|und|et|y)\\s*)+$`,
  "i",
);
const clauseBehind =
  /^\s*,?\s*(?:we|one|you|i|this|it|that|then|the|wir|man|ist|gilt|on|se|resulta|tenemos)\b/i;

/** "at ◻, ◻ and ◻.": a list of values with which its sentence ends is given from there on. */
const listGoesOn = /^\s*[)*_"']*\s*(?:,|;|(?:,\s*)?(?:and|und|et|y|e)\b)\s*$/i;
const sentenceEnds = /^\s*[)*_"']*\s*(?:[.:]|$)/;

/** What the words before and behind a formula make of it. */
export function cuesOf(
  sentence: string,
  { after, clause }: { readonly after: string; readonly clause: string },
): ReadonlySet<Cue> {
  const found = new Set<Cue>();
  if (listedBefore.test(sentence) && clauseBehind.test(clause)) found.add("set");
  for (const { cue, form } of table) if (form.test(sentence)) found.add(cue);
  if (joinedBehind.test(sentence) && conditionBehind.test(after)) {
    found.delete("supposed");
    found.delete("set");
  }
  const isSupposed = found.has("supposed") || found.has("asked");
  if (listGoesOn.test(after) && sentenceEnds.test(clause) && !isSupposed) found.add("listed");
  for (const { cue, form } of behind) if (form.test(after)) found.add(cue);
  // "then $x = 0$ and $y = 0$, which contradicts …"
  if (contradiction.test(clause)) found.add("denied");
  // "the constraint is x + y = 1" claims nothing of x and y
  if (found.has("constraint")) found.delete("claimed");
  if (solving.test(sentence)) found.add("solving");
  if (premise.test(sentence.trim())) found.add("premise");
  if (reason.test(sentence)) found.add("reasoned");
  if (begun.test(sentence)) found.add("onward");
  if (isAlternative(sentence, after)) found.add("alternative");
  return found;
}

/** Words with which a chain goes on behind them: "simplifying, $= 2x$". */
const joining =
  "so|thus|hence|therefore|then|which|this|that|it|and|or|i\\.?e|now|next|again|finally|by|since|" +
  "because|where|with|we|let|setting|equals?|is|are|us(?:e|ing)|get|obtain|gives?|giving|yields?|" +
  "becom\\w+|reduc\\w+|simpl\\w+|expan\\w+|factor\\w+|cancel\\w+|combin\\w+|appl\\w+|" +
  "substitut\\w+|plug\\w*|rewrit\\w+|rearrang\\w+|multipl\\w+|divid\\w+|add\\w*|subtract\\w*|" +
  "collect\\w*|evaluat\\w+|differentiat\\w+|comput\\w+|replac\\w+|integrat\\w+|continu\\w+";

const joint = new RegExp(`(?:^|[^\\p{L}])(?:${joining})(?![\\p{L}])`, "iu");

/** What is named last, behind a word that begins something new: "so derivative $= 3$". */
const subject = new RegExp(
  "(?:^|[^\\p{L}])(?:so|thus|hence|therefore|then|and|where|with)\\s+(?:(?:the|an?|its)\\s+)?" +
    `(?!(?:${joining})(?![\\p{L}]))\\p{L}{3,}\\s*$`,
  "iu",
);

/**
 * Whether words between two formulas, the second of which begins with its sign, may say what it
 * goes on from: in "direction $u$, rate $= 5$" that is the rate.
 */
export function isSetApart(words: string, display: boolean): boolean {
  // "an eigenvalue $0$, $\approx 0.047$"
  // nor does a cell of a table go on with the one before it
  if (!/\p{L}/u.test(words)) return !display && /[,|]/.test(words);
  // "dropped by a factor of $\approx 4.9$": what stands right before a sign counts
  const near = display ? words : (/\p{L}+\P{L}*$/u.exec(words)?.[0] ?? "");
  return !joint.test(near) || subject.test(words);
}
