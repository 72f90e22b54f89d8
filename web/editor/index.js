// CodeMirror for the page. What there is to say about a policy comes from Rust through `hooks`;
// this only shows it.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, undo } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  codeFolding,
  foldAll,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
  unfoldAll,
} from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { gotoLine, highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState, Transaction } from "@codemirror/state";
import {
  EditorView,
  crosshairCursor,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
  rectangularSelection,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { besideLines, fixAtCursor, goToProblem, show } from "./findings.js";
import { completion, hover, sayAtCursor, showAtCursor, stopTelling, tellAtCursor, variables } from "./language.js";
import { afterDrawing } from "./later.js";
import { light, marks } from "./marks.js";
import { range } from "./places.js";
import { unseen } from "./unseen.js";

/** Marks what came from the page and not from the user. */
const external = Annotation.define();

const UNDO = [{ key: "Mod-z" }];
const REDO = [{ key: "Mod-y", mac: "Mod-Shift-z" }, { linux: "Ctrl-Shift-z" }];

/** Documents whose undo history is kept while another one is shown. */
const KEPT = 50;

/**
 * @param {HTMLElement} host
 * @param {object} hooks what Rust answers: `change(text)`, `cursor(offset)`, `jump()`,
 *   `format(text)`, `complete(text, offset)`, `topic(name)`, `hover(text, offset)`, `tell(text)`,
 *   `fill(placeholder)`, `suppress(key)`, `fix(key)`, `rule(code)`, `travel(back)`,
 *   `paste(text, result)`, which says "there", "instead" or "taken"
 */
function mount(host, hooks) {
  const [readOnly, words] = [new Compartment(), new Compartment()];
  const kept = new Map();
  let [shown, settings] = [undefined, { readOnly: false, phrases: {}, label: "", placeholder: "" }];

  const ofReadOnly = () => EditorState.readOnly.of(settings.readOnly);
  const ofWords = () => [
    EditorState.phrases.of(settings.phrases),
    placeholder(settings.placeholder),
    EditorView.contentAttributes.of({
      "aria-label": settings.label,
      // Focusable as it is; this says so.
      tabindex: "0",
      ...(settings.describedBy && { "aria-describedby": settings.describedBy }),
    }),
  ];

  const format = (view) => {
    const before = view.state.doc.toString();
    const after = view.state.readOnly ? before : hooks.format(before);
    const changes = difference(before, after);
    if (changes) {
      view.dispatch({ changes, userEvent: "input.format", scrollIntoView: true });
    }
    return true;
  };

  const say = sayAtCursor(hooks);
  const tellProblems = showAtCursor(hooks);
  const [fix, next, previous] = [fixAtCursor(say), goToProblem(1, say, tellProblems), goToProblem(-1, say, tellProblems)];
  const suggestions = completion(hooks);
  const commands = {
    format,
    search: openSearchPanel,
    line: gotoLine,
    complete: suggestions.ask,
    explain: tellAtCursor(hooks),
    fix,
    next,
    fold: foldAll,
    unfold: unfoldAll,
  };

  /** A whole policy may have another place than the cursor's. */
  const pasted = (event, view) => {
    const text = lines(event.clipboardData?.getData("text/plain") ?? "");
    if (view.state.readOnly || text.trim() === "") {
      return false;
    }
    const { doc, selection } = view.state;
    const { from, to } = selection.main;
    const before = doc.toString();
    const becomes = hooks.paste(text, before.slice(0, from) + text + before.slice(to));
    if (becomes === "instead") {
      view.dispatch({
        changes: { from: 0, to: doc.length, insert: text },
        selection: { anchor: 0 },
        userEvent: "input.paste",
        scrollIntoView: true,
      });
    }
    return becomes !== "there";
  };

  /** What was marked last, and the text that it is of. */
  let marked;
  const showMarks = () => {
    const { json } = marked;
    later("findings", () => show(view, JSON.parse(json), hooks));
  };

  const isOurs = (transactions) => transactions.some((transaction) => transaction.annotation(external));
  const told = EditorView.updateListener.of((update) => {
    if (isOurs(update.transactions)) {
      return;
    }
    if (update.docChanged) {
      const text = update.state.doc.toString();
      hooks.change(text);
      if (text === marked?.text) {
        // Where a text was replaced by itself its marks went, and nobody sends them again.
        showMarks();
      }
    }
    if (update.selectionSet && !update.docChanged && !update.view.composing) {
      hooks.jump();
    }
    if (update.selectionSet || update.docChanged) {
      hooks.cursor(update.state.selection.main.head);
    }
  });

  const extensions = [
    lineNumbers(),
    lintGutter({ markerFilter: besideLines }),
    foldGutter({ openText: "▾", closedText: "▸" }),
    codeFolding(),
    unseen,
    history(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    rectangularSelection(),
    crosshairCursor(),
    EditorView.lineWrapping,
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    json(),
    syntaxHighlighting(classHighlighter),
    variables,
    marks,
    suggestions.extension,
    hover(hooks),
    told,
    // A file that is dropped is a document of its own: the page takes it.
    EditorView.domEventHandlers({ drop: (event) => event.dataTransfer?.files.length > 0, paste: pasted }),
    keymap.of([
      { key: "Escape", run: stopTelling },
      { key: "Shift-Alt-f", run: format, preventDefault: true },
      { key: "Mod-.", run: fix, preventDefault: true },
      { key: "Alt-Enter", run: fix },
      // Of lint's own keys all but the panel's: the page lists what is wrong itself.
      { key: "F8", run: next, shift: previous, preventDefault: true },
      { key: "Mod-k Mod-i", run: tellAtCursor(hooks), preventDefault: true },
      { key: "Alt-F1", run: tellAtCursor(hooks), preventDefault: true },
      ...closeBracketsKeymap,
      ...searchKeymap,
      ...foldKeymap,
      // Where the editor's own way ends, the page knows what was written here in earlier visits.
      ...UNDO.map((key) => ({ ...key, run: (view) => undo(view) || hooks.travel(true) || true, preventDefault: true })),
      ...REDO.map((key) => ({ ...key, run: (view) => redo(view) || hooks.travel(false) || true, preventDefault: true })),
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    readOnly.of(ofReadOnly()),
    words.of(ofWords()),
  ];

  const fresh = (doc) => EditorState.create({ doc, extensions });
  const view = new EditorView({ parent: host, state: fresh("") });
  const later = afterDrawing(view);
  const reconfigure = () =>
    view.dispatch({ effects: [readOnly.reconfigure(ofReadOnly()), words.reconfigure(ofWords())] });

  const keep = () => {
    if (shown === undefined) {
      return;
    }
    kept.delete(shown);
    kept.set(shown, { state: view.state, scroll: view.scrollSnapshot() });
    if (kept.size > KEPT) {
      kept.delete(kept.keys().next().value);
    }
  };

  return {
    /**
     * Shows `text` as the document `id`; one that was shown before comes back with its undo. Where
     * `step` says so, another text of the same document is a step that can be undone.
     */
    open(id, text, step) {
      if (id === shown) {
        const changes = difference(view.state.doc.toString(), lines(text));
        if (changes) {
          const undo = step ? isolateHistory.of("full") : Transaction.addToHistory.of(false);
          view.dispatch({ changes, annotations: [external.of(true), undo] });
        }
        return;
      }
      keep();
      shown = id;
      const before = kept.get(id);
      const same = before?.state.doc.toString() === lines(text);
      view.setState(same ? before.state : fresh(text));
      reconfigure();
      if (same) {
        view.dispatch({ effects: before.scroll });
      }
    },
    settings(json) {
      settings = JSON.parse(json);
      reconfigure();
    },
    findings(json) {
      marked = { text: view.state.doc.toString(), json };
      showMarks();
    },
    light(json, reveal) {
      later("light", () => light(view, JSON.parse(json), reveal));
    },
    /** Selects a place and takes the focus there. */
    goTo(json) {
      const { from, to } = range(view.state.doc, JSON.parse(json));
      view.dispatch({
        selection: EditorSelection.single(from, to),
        effects: EditorView.scrollIntoView(EditorSelection.range(to, from), { y: "center" }),
        annotations: external.of(true),
      });
      view.focus();
    },
    /** Writes another text, which is undone like what was typed. */
    replace(text) {
      const changes = difference(view.state.doc.toString(), lines(text));
      if (changes) {
        view.dispatch({ changes, annotations: isolateHistory.of("full"), userEvent: "input.fix", scrollIntoView: true });
      }
      // Whatever was looked at before is closed by then.
      requestAnimationFrame(() => view.focus());
    },
    focus: () => view.focus(),
    run(command) {
      view.focus();
      commands[command]?.(view);
    },
    destroy: () => view.destroy(),
  };
}

/** As CodeMirror keeps them. */
const lines = (text) => text.replace(/\r\n?/g, "\n");

/** The one replacement that leads from `before` to `after`. */
function difference(before, after) {
  if (before === after) {
    return undefined;
  }
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) {
    start += 1;
  }
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) {
    end += 1;
  }
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

globalThis.vestibuleEditor = mount;
