/**
 * @file The editor of a problem or a document: CodeMirror with what the worker found under the
 * text, names completed, and the quantity at the cursor told.
 */
import { autocompletion, closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { type Diagnostic, linter, lintGutter, setDiagnostics } from "@codemirror/lint";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { completing, type Vocabulary } from "./completion.ts";
import type { Remark, Span } from "./model.ts";

export interface EditorEvents {
  /** The text was changed; `map` tells where an offset has gone, before or behind an insertion. */
  readonly change: (text: string, map: (offset: number, side: -1 | 1) => number) => void;
  /** Where the pointer or the cursor is; null when it has left. */
  readonly point: (offset: number | null) => void;
  /** The cursor was put elsewhere without a change of the text. */
  readonly select?: (offset: number) => void;
  /** Where a place of the text is after a change. */
  readonly move?: (now: (offset: number) => number) => void;
}

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly events: EditorEvents;
  /** What completes a word; nothing is completed without it. */
  readonly vocabulary?: Vocabulary;
  readonly wraps?: boolean;
}

const lightUp = StateEffect.define<readonly Span[]>();

const lights = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { effects, changes }) => {
    for (const effect of effects) {
      if (!effect.is(lightUp)) continue;
      const marks = effect.value
        .filter(({ from, to }) => to > from)
        .map(({ from, to }) => Decoration.mark({ class: "lit" }).range(from, to));
      return Decoration.set(marks, true);
    }
    return before.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** An editor on the page. */
export class Editor {
  readonly view: EditorView;

  constructor(parent: HTMLElement, options: EditorOptions) {
    const { text, label, events, vocabulary, wraps = false } = options;
    const extensions: Extension[] = [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      closeBrackets(),
      lintGutter(),
      linter(null),
      lights,
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          const { changes, state } = update;
          events.move?.((offset) => changes.mapPos(offset));
          events.change(state.doc.toString(), (offset, side) => changes.mapPos(offset, side));
        } else if (update.selectionSet) {
          events.point(update.state.selection.main.head);
          events.select?.(update.state.selection.main.head);
        }
      }),
      EditorView.domEventHandlers({
        mousemove: ({ clientX, clientY }, view) => {
          events.point(view.posAtCoords({ x: clientX, y: clientY }));
        },
        pointerleave: () => events.point(null),
      }),
    ];
    if (wraps) extensions.push(EditorView.lineWrapping);
    if (vocabulary !== undefined) {
      const override = [completing(vocabulary)];
      extensions.push(autocompletion({ override, icons: false, maxRenderedOptions: 10 }));
    }
    this.view = new EditorView({ doc: text, extensions, parent });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Puts another text in the place of all. */
  replace(text: string): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({ changes: { from: 0, to: length, insert: text } });
  }

  /** Puts a text in the place of another. */
  write({ from, to }: Span, insert: string): void {
    this.view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from, head: from + insert.length },
      effects: EditorView.scrollIntoView(from, { y: "nearest", yMargin: 40 }),
      userEvent: "input.repair",
    });
  }

  /** Shows a place, with the cursor in it. */
  reveal({ from }: Span): void {
    this.view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  }

  /** Puts other words in the place of some. */
  put({ from, to }: Span, insert: string): void {
    const { length } = this.view.state.doc;
    if (from < 0 || to > length) return;
    this.view.dispatch({ changes: { from, to, insert }, userEvent: "input" });
  }

  /** Shows what was found; what lies outside of the text by now is left out. */
  mark(remarks: readonly Remark[]): void {
    const { length } = this.view.state.doc;
    const found = remarks.flatMap(({ span, severity, code, message }): Diagnostic[] => {
      const { from, to } = span ?? { from: 0, to: 0 };
      if (to > length) return [];
      return [{ from, to: Math.max(to, from), severity, message, source: code }];
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  light(spans: readonly Span[]): void {
    const { length } = this.view.state.doc;
    const inside = spans.filter(({ to }) => to <= length);
    this.view.dispatch({ effects: lightUp.of(inside) });
  }
}
