/**
 * @file An `update` line as PyTorch has it: the parameters as tensors of their own (those of the
 * sheet keep their values), an optimiser of torch.optim over them, and a loop of steps.
 *
 *     def forward(W, b):
 *         …
 *         return L
 *
 *     parameters = [p.detach().clone().requires_grad_() for p in (W, b)]
 *     optimizer = torch.optim.SGD(parameters, lr=0.5)
 *     for count in range(1, 4):
 *         optimizer.zero_grad()
 *         forward(*parameters).backward()
 *         optimizer.step()
 *
 * torch.optim.SGD with nesterov=True keeps the point ahead of θ, that is θ − ηβv, in the place of
 * θ; the script takes θ back out of it.
 */
import { numericOf, type Value, type WorkedUpdate } from "../../work/index.ts";
import { doubleText } from "./piece.ts";

/** How a method is made in PyTorch, from its settings in the order of its own list. */
interface Counterpart {
  readonly optimiser: string;
  readonly settings: (values: readonly string[]) => string;
  /** θ from the parameter p that the optimiser keeps; p itself when left out. */
  readonly settled?: (values: readonly string[], optimizer: string) => string;
}

const adamSettings = ([eta, beta1, beta2, epsilon]: readonly string[]) =>
  `lr=${eta}, betas=(${beta1}, ${beta2}), eps=${epsilon}`;

/** The methods of descent by their titles. */
export const counterparts: ReadonlyMap<string, Counterpart> = new Map<string, Counterpart>([
  ["gradient descent", { optimiser: "SGD", settings: ([eta]) => `lr=${eta}` }],
  [
    "gradient descent with momentum",
    { optimiser: "SGD", settings: ([eta, beta]) => `lr=${eta}, momentum=${beta}` },
  ],
  [
    "Nesterov's accelerated gradient",
    {
      optimiser: "SGD",
      settings: ([eta, beta]) => `lr=${eta}, momentum=${beta}, nesterov=True`,
      settled: ([eta, beta], optimizer) =>
        `p.detach() + ${eta} * ${beta} * ${optimizer}.state[p]["momentum_buffer"]`,
    },
  ],
  ["Adam", { optimiser: "Adam", settings: adamSettings }],
  [
    "AdamW",
    {
      optimiser: "AdamW",
      settings: (values) => `${adamSettings(values)}, weight_decay=${values[4]}`,
    },
  ],
]);

/** What an update is written with. */
export interface UpdateSetting {
  /** Names of the parameters, and of the function from them to the output. */
  readonly names: readonly string[];
  /** The lines of that function, and the name that it returns. */
  readonly body: readonly string[];
  readonly output: string;
  /** Labels to print: of each parameter, and of the output. */
  readonly labels: readonly string[];
  readonly outputLabel: string;
  readonly isScalar: readonly boolean[];
  /** A name that is free. */
  readonly take: (wanted: string) => string;
  /** The line that holds a result to its value. */
  readonly check: (label: string, text: string, value: Value | null) => string[];
}

/** The lines of one update; a comment alone for a method that PyTorch does not have. */
export function updateLines(update: WorkedUpdate, setting: UpdateSetting): string[] {
  const { method, settings, steps } = update;
  const counterpart = counterparts.get(method);
  if (counterpart === undefined) return ["", `# Update by ${method}: not in torch.optim`];
  const values = settings.map(({ value }) => doubleText(numericOf(value) as number));
  const { names, body, output, take } = setting;
  const forward = take("forward");
  const parameters = take("parameters");
  const optimizer = take("optimizer");
  const count = take("count");
  const list = `(${names.join(", ")}${names.length === 1 ? "," : ""})`;
  const made = `torch.optim.${counterpart.optimiser}(${parameters}, ${counterpart.settings(values)})`;
  const settled = counterpart.settled?.(values, optimizer);
  const found = settled === undefined ? parameters : take("settled");
  const step = [
    `${optimizer}.zero_grad()`,
    `${forward}(*${parameters}).backward()`,
    `${optimizer}.step()`,
    ...(settled === undefined ? [] : [`${found} = [${settled} for p in ${parameters}]`]),
    ...setting.labels.map((label, k) => {
      return printed(count, label, `${found}[${k}]`, setting.isScalar[k]!);
    }),
    printed(count, setting.outputLabel, `${forward}(*${found})`, true),
  ];
  const last = steps.at(-1);
  const checks = [
    ...(last?.parameters ?? []).flatMap(({ value }, k) => {
      return setting.check(`new ${setting.labels[k]}`, `${found}[${k}]`, value);
    }),
    ...setting.check(
      `new ${setting.outputLabel}`,
      `${forward}(*${found})`,
      last?.loss?.after ?? null,
    ),
  ];
  return [
    "",
    "",
    `# Update by ${method}`,
    `def ${forward}(${names.join(", ")}):`,
    ...[...body, `return ${output}`].map((line) => `    ${line}`),
    "",
    "",
    `${parameters} = [p.detach().clone().requires_grad_() for p in ${list}]`,
    `${optimizer} = ${made}`,
    ...(settled === undefined
      ? []
      : ["# PyTorch's parameters are the points ahead, where the slopes are taken"]),
    `for ${count} in range(1, ${steps.length + 1}):`,
    ...step.map((line) => `    ${line}`),
    ...(checks.length === 0 ? [] : ["", ...checks]),
  ];
}

function printed(count: string, label: string, text: string, isScalar: boolean): string {
  const plain = isScalar ? "item" : "tolist";
  return `print(f"step {${count}}:", "${escaped(label)} =", ${text}.${plain}())`;
}

/** A label inside quotes. */
export function escaped(text: string): string {
  return text.replace(/[\\"]/g, "\\$&");
}
