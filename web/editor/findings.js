// Findings as squiggles, in the gutter and in the panel of CodeMirror's lint package.
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { build } from "./content.js";
import { range } from "./places.js";

/**
 * What shows `findings` in place of those before. What all policies come to together (`ofAll`) is
 * found later: until it is, what was found of it before stays, moved along with the text.
 * @param {{ findings: object[], keepsOfAll: boolean }} told
 * @param {object} hooks `fill(placeholder)` and `suppress(key)` ask for forms
 */
export function show(view, { findings, keepsOfAll }, hooks) {
  const { doc } = view.state;
  const kept = keepsOfAll ? shown(view.state).filter(({ ofAll }) => ofAll) : [];
  const diagnostics = [...kept, ...findings.map((finding) => diagnostic(doc, finding, hooks))]
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return isShown(view.state, diagnostics) ? undefined : setDiagnostics(view.state, diagnostics);
}

function shown(state) {
  const diagnostics = [];
  forEachDiagnostic(state, (found, from, to) => diagnostics.push({ ...found, from, to }));
  return diagnostics;
}

/** What mends a finding, of all that can be done about it. */
const mending = ({ actions }) => actions?.find(({ mends }) => mends);

/** Fixes are as old as their diagnostic, so those with one are always shown anew. */
function isShown(state, diagnostics) {
  const before = shown(state);
  const told = ({ from, to, severity, message, actions }) => [from, to, severity, message, actions.length].join();
  return (
    before.length === diagnostics.length &&
    before.every((found, index) => !mending(found) && told(found) === told(diagnostics[index]))
  );
}

/** Notes are marked in the text and not beside it. */
export const besideLines = (diagnostics) => diagnostics.filter(({ severity }) => severity !== "info");

function diagnostic(doc, { severity, message, content, fix, form, suppress, place, ofAll }, hooks) {
  const { from, to } = range(doc, place);
  const actions = [];
  if (fix) {
    const edits = fix.edits.map((edit) => ({ ...range(doc, edit.range), insert: edit.text }));
    actions.push({ name: fix.name, mends: true, apply: (view, at, end) => apply(view, doc, edits, { from, to, at, end }) });
  }
  if (form) {
    actions.push({ name: form.name, mends: true, apply: () => hooks.fill(form.placeholder) });
  }
  if (suppress) {
    const [name, key] = suppress;
    actions.push({ name, apply: () => hooks.suppress(key) });
  }
  return { from, to, severity, message, actions, ofAll, renderMessage: () => build(content) };
}

/** Edits hold for the text that they were made for: elsewhere only when they moved as one. */
function apply(view, doc, edits, { from, to, at, end }) {
  const moved = at - from;
  const whole = end - at === to - from && edits.every((edit) => edit.from >= from && edit.to <= to);
  if (view.state.doc !== doc && !whole) {
    return;
  }
  const by = view.state.doc === doc ? 0 : moved;
  view.dispatch({
    changes: edits.map((edit) => ({ from: edit.from + by, to: edit.to + by, insert: edit.insert })),
    userEvent: "input.fix",
    scrollIntoView: true,
  });
  view.focus();
}

/** Applies the first fix of what is wrong at the cursor, else on its line. */
export function fixAtCursor(view) {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  let best;
  forEachDiagnostic(view.state, (found, from, to) => {
    const distance = from <= head && head <= to ? 0 : from <= line.to && line.from <= to ? 1 : 2;
    if (mending(found) && distance < (best?.distance ?? 2)) {
      best = { distance, action: mending(found), from, to };
    }
  });
  best?.action.apply(view, best.from, best.to);
  return best !== undefined;
}
