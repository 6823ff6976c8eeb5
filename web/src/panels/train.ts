/**
 * @file The view of training: a network and its data on the left, the plane and the loss on the
 * right. The worker trains; what is seen is drawn at most once a frame, and what is said, seldom.
 */
import { Editor } from "../editor.ts";
import { networks } from "../networks.ts";
import { LossPicture } from "../plot/loss.ts";
import { drawPlane, nearest, type PlaneInks } from "../plot/plane.ts";
import type { Cloud, CloudName, RunFrame, RunNews, RunOrder, RunWords } from "../run.ts";
import { noPoints, OwnData, placeIn } from "./own-data.ts";

export interface TrainPanelEvents {
  /** A step was opened: the problem to be worked. */
  readonly open: (text: string) => void;
}

/** How often a run that goes on is told in words, in milliseconds. */
const saying = 4_000;

/** How long nothing is typed before the text is taken. */
const resting = 400;

const clouds: Readonly<Record<CloudName, string>> = {
  moons: "two moons",
  circles: "circles",
  xor: "XOR",
  spirals: "two spirals",
  own: "your own",
};

const options = (titles: Readonly<Record<string, string>>): string =>
  Object.entries(titles)
    .map(([value, title]) => `<option value="${value}">${title}</option>`)
    .join("");

const methods = { adam: "Adam", sgd: "SGD", momentum: "momentum", nesterov: "Nesterov" };

const html = `
<section class="set" aria-label="Network and data">
<div class="bar">
<label>Data <select name="cloud">${options(clouds)}</select></label>
<label>Network <select name="network">${options(
  Object.fromEntries(networks.map(({ title }, k) => [k, title])),
)}<option value="" hidden>your own</option></select></label>
</div>
<div class="own-place"></div>
<div class="network-editor"></div>
<p class="hint">x is a point, t its class, 0 or 1. What has no value is learnt.</p>
<p class="wrong" role="status"></p>
<div class="bar fields">
<label>Method <select name="method">${options(methods)}</select></label>
<label>Rate <input name="rate" inputmode="decimal" size="5" value="0.03"></label>
<label>Batch <input name="batch" type="number" min="1" max="200" value="16"></label>
<label>Epochs <input name="epochs" type="number" min="1" max="20000" value="300"></label>
<label>Seed <input name="seed" type="number" min="0" max="9999" value="1"></label>
</div>
<div class="bar">
<button type="button" class="go">Start</button>
<button type="button" class="step">Step: one batch</button>
<button type="button" class="reset">Reset</button>
<label><input type="checkbox" name="fast"> as fast as it goes</label>
</div>
</section>
<section class="shown" aria-label="Training">
<dl class="figures">
<div><dt>Epoch</dt><dd data-of="epochs">0</dd></div>
<div><dt>Step</dt><dd data-of="steps">0</dd></div>
<div><dt>Loss</dt><dd data-of="loss">–</dd></div>
<div><dt>Right</dt><dd data-of="accuracy">–</dd></div>
</dl>
<div class="pictures">
<figure><canvas role="img" aria-label="The points"></canvas>
<figcaption><span class="kind first"><svg viewBox="0 0 12 12" aria-hidden="true"><circle cx="6"
cy="6" r="4.5"/></svg> class 0</span> <span class="kind second"><svg viewBox="0 0 12 12"
aria-hidden="true"><path d="M2 2 10 10M2 10 10 2"/></svg> class 1</span>
<span class="kind">— where they part</span></figcaption></figure>
<figure class="loss-place"><figcaption>Mean loss of each epoch</figcaption></figure>
</div>
<p class="said" role="status"></p>
<div class="bar">
<label>Point <input name="row" type="number" min="1" value="1"></label>
<output class="point"></output>
<label>After step <input name="at" type="number" min="0" placeholder="now"></label>
<button type="button" class="open">Open this step</button>
</div>
<p class="hint">The gradient of this point’s loss, worked by pen with the parameters of now or after
any earlier step, rounded to three decimals. A point is also chosen by a click on the plane.</p>
</section>`;

/** The panel, and the run that it shows. */
export class TrainPanel {
  readonly element = document.createElement("div");
  private readonly start: () => Worker;
  private readonly events: TrainPanelEvents;
  private worker: Worker | null = null;
  /** Whether a run was begun of which nothing has been heard. */
  private isAwaited = false;
  private readonly editor: Editor;
  private readonly loss = new LossPicture();
  private readonly canvas: HTMLCanvasElement;
  private readonly own: OwnData;
  private points: Cloud | null = null;
  /** How many numbers are learnt. */
  private size = 0;
  private frame: RunFrame | null = null;
  private run = 0;
  private chosen = 0;
  /** When a run was told in words, and whether it was going on then. */
  private said = { time: 0, isRunning: false };
  private isDrawing = false;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Worker, events: TrainPanelEvents) {
    this.start = start;
    this.events = events;
    this.element.className = "train-panel";
    this.element.innerHTML = html;
    this.canvas = this.at("canvas");
    this.at(".loss-place").prepend(this.loss.element);
    this.editor = new Editor(this.at(".network-editor"), {
      text: networks[0]!.text,
      label: "The network",
      wraps: true,
      events: { change: () => this.typed(), point: () => undefined },
    });
    this.own = new OwnData(this.element, {
      change: (isSoon) => {
        if (isSoon) this.beginSoon();
        else this.begin();
      },
      choose: () => this.chooseCloud("own"),
      refuse: (sentence) => {
        this.at(".wrong").textContent = sentence;
      },
    });
    this.at(".own-place").append(this.own.element);
    this.controls();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    // what is drawn does not follow the colours by itself
    const root = { attributes: true, attributeFilter: ["data-theme"] };
    new MutationObserver(() => this.draw()).observe(document.documentElement, root);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /** Begins a run anew from what is set. */
  begin(): void {
    clearTimeout(this.resting);
    this.run++;
    const words = this.words();
    if (typeof words === "string") this.refuse(words);
    else {
      // what takes long to compile is not waited for when it is no longer wanted
      if (this.isAwaited) this.end();
      this.await(true);
      this.order({ kind: "begin", run: this.run, words });
    }
  }

  private at<T extends Element>(selector: string): T {
    return this.element.querySelector<T>(selector)!;
  }

  private field(name: string): HTMLInputElement {
    return this.at(`[name="${name}"]`);
  }

  private order(order: RunOrder): void {
    this.worker ??= this.started();
    this.worker.postMessage(order);
  }

  private started(): Worker {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<RunNews>) => {
      if (data.kind === "opened") this.events.open(data.text);
      else if (data.run === this.run) this.hear(data);
    };
    return worker;
  }

  private await(is: boolean): void {
    this.isAwaited = is;
    this.element.setAttribute("aria-busy", String(is));
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  /** What is set, or what is wrong with it. */
  private words(): RunWords | string {
    const whole = (name: string): number => Number(this.field(name).value);
    const rate = Number(this.field("rate").value.replace(",", "."));
    if (!(rate > 0 && rate <= 100)) return "The rate is a number above 0, such as 0.03.";
    for (const name of ["batch", "epochs", "seed"]) {
      const { min, max, value } = this.field(name);
      const isFit = Number.isInteger(whole(name)) && whole(name) >= +min && whole(name) <= +max;
      const title = name[0]!.toUpperCase() + name.slice(1);
      if (value === "" || !isFit) return `${title} is a whole number from ${min} to ${max}.`;
    }
    return {
      text: this.editor.text,
      cloud: this.cloud,
      data: this.cloud === "own" ? this.own.text : "",
      method: this.field("method").value,
      rate,
      batch: whole("batch"),
      epochs: whole("epochs"),
      seed: whole("seed"),
    };
  }

  private typed(): void {
    const known = networks.findIndex(({ text }) => text === this.editor.text);
    this.field("network").value = known < 0 ? "" : String(known);
    this.beginSoon();
  }

  /** Begins anew when nothing more is typed. */
  private beginSoon(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.begin(), resting);
  }

  private get cloud(): CloudName {
    return this.field("cloud").value as CloudName;
  }

  private chooseCloud(name: CloudName): void {
    this.field("cloud").value = name;
    this.own.element.hidden = name !== "own";
  }

  private refuse(message: string): void {
    this.at(".wrong").textContent = message;
    this.order({ kind: "pause" });
    this.enable(false);
  }

  private enable(isFit: boolean): void {
    for (const name of [".go", ".step", ".open"]) {
      this.at<HTMLButtonElement>(name).disabled = !isFit;
    }
  }

  private hear(news: Exclude<RunNews, { kind: "opened" }>): void {
    this.await(false);
    if (news.kind === "refused") {
      this.editor.mark(news.remarks.filter(({ span }) => span !== null));
      this.refuse(news.remarks[0]?.message ?? "");
      this.frame = null;
      this.at(".said").textContent = "";
      this.points = news.cloud;
      this.own.show(news.cloud);
      this.draw();
    } else if (news.kind === "begun") {
      this.editor.mark([]);
      this.at(".wrong").textContent = "";
      const { cloud, size } = news;
      this.points = cloud;
      this.size = size;
      this.own.show(cloud);
      this.enable(true);
      this.field("at").value = "";
      this.field("row").max = String(cloud.classes.length);
      this.choose(Math.min(this.chosen, cloud.classes.length - 1));
    } else {
      this.frame = news.frame;
      this.draw();
      this.count(news.frame);
      this.say(news.frame);
    }
  }

  private count({ epochs, steps, loss, accuracy }: RunFrame): void {
    const figures = {
      epochs: String(epochs),
      steps: String(steps),
      loss: shown(loss),
      accuracy: accuracy === null ? "–" : percent(accuracy),
    };
    for (const [name, text] of Object.entries(figures)) {
      this.at(`[data-of="${name}"]`).textContent = text;
    }
  }

  /** In words, when something began or ended, and now and then. */
  private say(frame: RunFrame): void {
    const { epochs, steps, loss, accuracy, isRunning, ended } = frame;
    const go = this.at<HTMLButtonElement>(".go");
    go.textContent = isRunning ? "Pause" : epochs + steps > 0 ? "Go on" : "Start";
    go.disabled = ended !== null;
    this.at<HTMLButtonElement>(".step").disabled = ended !== null;
    const now = performance.now();
    if (isRunning && this.said.isRunning && now - this.said.time < saying) return;
    this.said = { time: now, isRunning };
    const right = accuracy === null ? "" : `, ${percent(accuracy)} of the points right`;
    const state = ended ?? (isRunning ? "Training." : steps === 0 ? "Ready." : "Paused.");
    const count = epochs === 1 ? "1 epoch" : `${epochs} epochs`;
    const size = steps === 0 ? ` ${this.size} numbers are learnt.` : "";
    this.field("at").max = String(steps);
    const words = `${state}${size} After ${count}: loss ${shown(loss)}${right}.`;
    this.at(".said").textContent = words;
    const cloud = clouds[this.cloud];
    this.canvas.setAttribute(
      "aria-label",
      `${this.points?.classes.length ?? 0} points, ${cloud}, and the regions of the two classes. ` +
        `After ${count}${right}.`,
    );
    const first = frame.losses[0];
    this.loss.describe(
      first === undefined
        ? "The loss: no epoch is done"
        : `The loss, from ${shown(first.loss)} in epoch 1 to ${shown(frame.losses.at(-1)!.loss)} ` +
            `in epoch ${epochs}`,
    );
  }

  private choose(row: number): void {
    this.chosen = row;
    const { points } = this;
    if (points === null) return;
    this.field("row").value = String(row + 1);
    const [x, y] = points.points.subarray(2 * row, 2 * row + 2);
    const place = `(${x}, ${y})`.replace(/-/g, "−");
    this.at(".point").textContent = `${place}, class ${points.classes[row]}`;
    this.draw();
  }

  /** Draws with the next frame what is known by then. */
  private draw(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      const { frame, chosen } = this;
      const points = this.points ?? noPoints;
      const view = { ...points, grid: frame?.grid ?? null, chosen };
      drawPlane(this.canvas, view, this.inks());
      if (frame !== null) this.loss.show(frame);
    });
  }

  private inks(): PlaneInks {
    const colour = (selector: string): string => getComputedStyle(this.at(selector)).color;
    return {
      classes: [colour(".kind.first svg"), colour(".kind.second svg")],
      paper: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
    };
  }

  private go(): void {
    if (this.frame?.isRunning === true) this.order({ kind: "pause" });
    else this.order({ kind: "go", isSlow: !this.field("fast").checked });
  }

  private controls(): void {
    this.at(".go").addEventListener("click", () => this.go());
    this.at(".step").addEventListener("click", () => this.order({ kind: "step" }));
    this.at(".reset").addEventListener("click", () => this.begin());
    this.at(".open").addEventListener("click", () => {
      this.order({ kind: "pause" });
      const { value } = this.field("at");
      const at = value === "" ? null : Math.max(0, Math.round(Number(value)));
      this.order({ kind: "open", row: this.chosen, at });
    });
    this.field("cloud").addEventListener("change", () => this.chooseCloud(this.cloud));
    for (const name of ["cloud", "method", "rate", "batch", "epochs", "seed"]) {
      this.field(name).addEventListener("change", () => this.begin());
    }
    this.field("network").addEventListener("change", ({ target }) => {
      const chosen = networks[Number((target as HTMLSelectElement).value)];
      if (chosen !== undefined) this.editor.replace(chosen.text);
      this.begin();
    });
    this.field("fast").addEventListener("change", () => {
      if (this.frame?.isRunning !== true) return;
      this.order({ kind: "go", isSlow: !this.field("fast").checked });
    });
    this.field("row").addEventListener("change", () => {
      const row = Math.round(Number(this.field("row").value)) - 1;
      this.choose(Math.max(0, Math.min((this.points?.classes.length ?? 1) - 1, row || 0)));
    });
    this.canvas.addEventListener("click", ({ offsetX, offsetY }) => {
      const { clientWidth } = this.canvas;
      const [right, down] = [offsetX / clientWidth, offsetY / clientWidth];
      const { adds } = this.own;
      if (adds !== null) this.add(right, down, adds);
      else if (this.points !== null) {
        this.choose(nearest({ ...this.points, grid: null, chosen: 0 }, right, down));
      }
    });
  }

  /** A point more, seen at once and learnt from when no other follows. */
  private add(right: number, down: number, kind: 0 | 1): void {
    const { x, y } = placeIn(right, down);
    const refusal = this.own.add(x, y, kind);
    if (refusal !== null) {
      this.at(".wrong").textContent = refusal;
      return;
    }
    this.at(".wrong").textContent = "";
    const { points, classes, ...rest } = this.points ?? noPoints;
    this.points = {
      ...rest,
      points: Float64Array.of(...points, x, y),
      classes: Float64Array.of(...classes, kind),
    };
    this.chosen = classes.length;
    this.draw();
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1).replace(/\.0$/, "")}\u00a0%`;

const shown = (loss: number): string => (Number.isFinite(loss) ? loss.toPrecision(3) : "no number");
