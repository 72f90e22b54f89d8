// Completion and hover: both ask Rust, which reads the half-typed text.
import {
  autocompletion,
  completionKeymap,
  insertCompletionText,
  pickedCompletion,
  snippet,
  startCompletion,
} from "@codemirror/autocomplete";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { MatchDecorator, ViewPlugin, Decoration, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
import { build } from "./content.js";
import { atCursor } from "./findings.js";

const text = (state) => state.doc.toString();

/** In a longer text nothing is suggested unasked: each letter would have it read anew. */
const UNASKED = 200_000;

/**
 * Unasked, something is suggested for a word or text that is begun, and behind a colon. Behind `},`
 * or on a new line Enter breaks the line, so no list may be in its way.
 */
const isBegun = (doc, from, pos) => from < pos || /(?:"|:[ \t]*)$/.test(doc.sliceString(Math.max(0, pos - 20), pos));

export function completion(hooks) {
  // CodeMirror counts all that is typed on behind what was asked for as asked for, too.
  let asked = false;
  const ask = (view) => {
    asked = true;
    return startCompletion(view) || (asked = false);
  };
  const source = ({ state, pos, explicit }) => {
    const unasked = !explicit || !asked;
    asked = false;
    if (unasked && state.doc.length > UNASKED) {
      return null;
    }
    const found = hooks.complete(text(state), pos);
    if (!found) {
      return null;
    }
    const { from, to, options } = JSON.parse(found);
    if (unasked && !isBegun(state.doc, from, pos)) {
      return null;
    }
    // CodeMirror sorts by what stands before the cursor; what stands behind is replaced too.
    const behind = to - pos;
    return {
      from,
      options: options.map(({ label, detail, kind, insert, fields, topic, rank }) => ({
        label,
        detail: detail ?? undefined,
        type: kind,
        boost: rank,
        apply: (view, completion, start, end) => {
          if (fields) {
            snippet(insert)(view, completion, start, end + behind);
          } else {
            const change = insertCompletionText(view.state, insert, start, end + behind);
            view.dispatch({ ...change, annotations: pickedCompletion.of(completion) });
          }
        },
        info: topic && (() => build(JSON.parse(hooks.topic(topic)))),
      })),
    };
  };
  const keys = completionKeymap.map((key) => (key.run === startCompletion ? { ...key, run: ask } : key));
  const list = autocompletion({ override: [source], icons: true, maxRenderedOptions: 120, defaultKeymap: false });
  return { ask, extension: [list, Prec.highest(keymap.of(keys))] };
}

const tooltip = (hooks, state, pos) => {
  const found = hooks.hover(text(state), pos);
  if (!found) {
    return null;
  }
  const { from, to, content } = JSON.parse(found);
  return { pos: from, end: to, above: true, create: () => ({ dom: build(content) }) };
};

const tell = StateEffect.define();

/** The documentation at the cursor, for those who use no pointer; gone with the next step. */
const told = StateField.define({
  create: () => null,
  update(shown, transaction) {
    const effect = transaction.effects.find((one) => one.is(tell));
    if (effect) {
      return effect.value;
    }
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

export function hover(hooks) {
  return [hoverTooltip((view, pos) => tooltip(hooks, view.state, pos)), told];
}

/** What there is to say at the cursor: what is wrong there, with its buttons, and what it is. */
function everything(hooks, state) {
  const { head } = state.selection.main;
  const topic = tooltip(hooks, state, head);
  const found = atCursor(state);
  if (found.length === 0) {
    return topic;
  }
  return { pos: topic?.pos ?? head, end: topic?.end, above: true, create: (view) => ({ dom: together(view, topic, found) }) };
}

function together(view, topic, found) {
  const dom = document.createElement("div");
  dom.className = "cm-told";
  for (const { severity, actions, renderMessage } of found) {
    const one = document.createElement("div");
    one.className = `cm-diagnostic cm-diagnostic-${severity}`;
    one.append(renderMessage(view));
    for (const { name, apply } of actions) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cm-diagnosticAction";
      button.textContent = name;
      button.addEventListener("click", () => apply(view));
      one.append(button);
    }
    dom.append(one);
  }
  if (topic) {
    dom.append(topic.create(view).dom);
  }
  dom.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      stopTelling(view);
      view.focus();
    }
  });
  return dom;
}

/** Tells it; asked once more, the focus goes to its first button. */
export function tellAtCursor(hooks) {
  return (view) => {
    const button = view.dom.querySelector(".cm-told button");
    if (button) {
      button.focus();
      return true;
    }
    const found = everything(hooks, view.state);
    view.dispatch({ effects: tell.of(found) });
    if (found) {
      hooks.tell(found.create(view).dom.textContent);
    }
    return true;
  };
}

/** Tells what is wrong at the cursor, with its buttons. */
export function showAtCursor(hooks) {
  return (view) => {
    const found = atCursor(view.state);
    const create = () => ({ dom: together(view, null, found) });
    view.dispatch({ effects: tell.of({ pos: view.state.selection.main.from, above: true, create }) });
    hooks.tell(found.map(({ message }) => message).join(" "));
  };
}

/** Says something at the cursor, also to who does not see it. */
export function sayAtCursor(hooks) {
  return (view, said) => {
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "cm-told cm-said";
      dom.textContent = said;
      return { dom };
    };
    view.dispatch({ effects: tell.of({ pos: view.state.selection.main.head, above: true, create }) });
    hooks.tell(said);
  };
}

export function stopTelling(view) {
  if (view.state.field(told) === null) {
    return false;
  }
  view.dispatch({ effects: tell.of(null) });
  return true;
}

/** Policy variables stand inside of strings, which the JSON grammar does not look into. */
const variable = new MatchDecorator({
  regexp: /\$\{[^}"]{0,200}\}/g,
  decoration: Decoration.mark({ class: "cm-variable" }),
});

export const variables = ViewPlugin.define(
  (view) => ({
    decorations: variable.createDeco(view),
    update(update) {
      this.decorations = variable.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);
