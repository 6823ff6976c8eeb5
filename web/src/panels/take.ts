/**
 * @file Taking a problem away: copied as LaTeX, Markdown or TikZ, saved as a file, as a picture,
 * printed (to paper or PDF) as the solution, as a blank worksheet or as its key, or as a link that
 * holds the whole problem.
 */
import type { Client } from "../client.ts";
import { write } from "../draft.ts";
import type { ExportFormat } from "../model.ts";
import { save } from "../save.ts";
import { fragmentOf } from "../share.ts";

/** What can be done, by the words of the menu. */
interface Way {
  readonly label: string;
  readonly take: (taking: Taking) => Promise<string>;
}

interface Taking {
  readonly text: string;
  readonly written: (format: ExportFormat) => Promise<string>;
}

const ways: Readonly<Record<string, readonly Way[]>> = {
  Copy: [
    copied("LaTeX", "tex"),
    copied("Markdown", "md"),
    copied("The graph as TikZ", "tikz"),
    { label: "A link to this problem", take: copyLink },
  ],
  Save: [
    { label: "The solution, PDF", take: printed },
    saved("The graph, SVG", "svg", "svg"),
    { label: "The graph, PNG", take: savePicture },
    saved("The solution, HTML", "html", "html"),
    saved("LaTeX", "tex", "tex"),
    saved("JSON", "json", "json"),
    saved("A PyTorch script", "pytorch", "py"),
  ],
  "Print, or save as PDF": [
    { label: "The solution", take: printed },
    { label: "A blank worksheet", take: () => printSheet("blank") },
    { label: "Its key", take: () => printSheet("key") },
  ],
};

/** Fills the menu, and does what is chosen in it. */
export function takeAway(
  select: HTMLSelectElement,
  client: Client,
  textOf: () => string,
  say: (words: string) => void,
): void {
  select.replaceChildren(
    new Option("Take away …", ""),
    ...Object.entries(ways).map(([title, own]) => {
      const group = document.createElement("optgroup");
      group.label = title;
      group.append(...own.map(({ label }) => new Option(label, `${title}: ${label}`)));
      return group;
    }),
  );
  select.addEventListener("change", async () => {
    const chosen = select.value;
    select.value = "";
    const way = Object.entries(ways)
      .flatMap(([title, own]) => own.map((one) => ({ ...one, key: `${title}: ${one.label}` })))
      .find(({ key }) => key === chosen);
    if (way === undefined) return;
    const text = textOf();
    const written = (format: ExportFormat) => client.ask("export", { text, format });
    try {
      say(await way.take({ text, written }));
    } catch (error) {
      say(`This did not work: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function copied(label: string, format: ExportFormat): Way {
  return {
    label,
    take: async ({ written }) => {
      await copy(await written(format));
      return "Copied.";
    },
  };
}

function saved(label: string, format: ExportFormat, ending: string): Way {
  return {
    label,
    take: async ({ written }) => savedAs(`pengrad.${ending}`, new Blob([await written(format)])),
  };
}

async function copy(text: string): Promise<void> {
  if (navigator.clipboard === undefined) throw new Error("this browser does not let pages copy");
  await navigator.clipboard.writeText(text);
}

async function copyLink({ text }: Taking): Promise<string> {
  const fragment = await fragmentOf(text);
  // what waits to be kept belongs to the address that goes
  write();
  history.replaceState(history.state, "", fragment);
  try {
    await copy(location.href);
    return "The link is copied; it stands in the address bar, too.";
  } catch {
    return "The link stands in the address bar.";
  }
}

function savedAs(name: string, content: Blob): string {
  save(name, content);
  return `Saved as ${name}.`;
}

/** Twice as many dots as the picture has pixels, for print and for sharp screens. */
const density = 2;

async function savePicture({ written }: Taking): Promise<string> {
  const svg = new Blob([await written("svg")], { type: "image/svg+xml" });
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * density;
    canvas.height = image.naturalHeight * density;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (png === null) throw new Error("the picture is too large");
    return savedAs("pengrad.png", png);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Prints the solution as a document of its own. */
async function printed({ written }: Taking): Promise<string> {
  const [{ printSolution }, html] = await Promise.all([import("../print.ts"), written("print")]);
  await printSolution(html);
  return "For a file, choose “Save as PDF” as the printer.";
}

/** Prints the page itself: the problem, its graph and its steps, with boxes to fill in or filled. */
async function printSheet(what: "blank" | "key"): Promise<string> {
  const { classList } = document.body;
  const done = () => classList.remove("print-blank", "print-key", "print-across");
  classList.add(`print-${what}`);
  fitGraph();
  addEventListener("afterprint", done, { once: true });
  window.print();
  return what === "blank" ? "The worksheet has empty boxes." : "The key has the boxes filled in.";
}

/** An A4 page between its margins, in pixels: the width upright and across, the height across. */
const paper = { upright: 640, across: 970, down: 640 } as const;

/** What is printed smaller than this is hard to read. */
const least = 0.7;

/**
 * On paper nothing scrolls: a graph that is wider than the page is printed smaller, and across a
 * page of its own where it would be too small.
 */
function fitGraph(): void {
  const frame = document.querySelector<HTMLElement>(".graph-frame");
  if (frame === null) return;
  const { offsetWidth: width, offsetHeight: height } = frame;
  const upright = paper.upright / width;
  const across = Math.min(paper.across / width, paper.down / height);
  const isAcross = upright < least && across > upright;
  document.body.classList.toggle("print-across", isAcross);
  frame.style.setProperty("--on-paper", Math.min(1, isAcross ? across : upright).toFixed(3));
}
