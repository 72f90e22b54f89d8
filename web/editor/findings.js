// Findings as squiggles, in the gutter and in the panel of CodeMirror's lint package.
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { build } from "./content.js";
import { range } from "./places.js";

/**
 * What shows `findings` in place of those before. What all policies come to together (`ofAll`) is
 * found later: until it is, what was found of it before stays, moved along with the text.
 * @param {{ findings: object[], keepsOfAll: boolean }} told
 * @param {object} hooks `fix(key)`, `rule(code)`, `fill(placeholder)` and `suppress(key)` ask for what a mark leads to
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

function isShown(state, diagnostics) {
  const before = shown(state);
  const told = ({ from, to, severity, said, key }) => [from, to, severity, said, key].join();
  return (
    before.length === diagnostics.length &&
    before.every((found, index) => told(found) === told(diagnostics[index]))
  );
}

/** Notes are marked in the text and not beside it. */
export const besideLines = (diagnostics) => diagnostics.filter(({ severity }) => severity !== "info");

function diagnostic(doc, { severity, message, content, key, fix, form, suppress, rule, place, ofAll }, hooks) {
  const { from, to } = narrow(doc, range(doc, place), ofAll);
  const actions = [];
  if (fix) {
    actions.push({ name: fix, mends: true, apply: () => hooks.fix(key) });
  }
  if (form) {
    actions.push({ name: form.name, mends: true, apply: () => hooks.fill(form.placeholder) });
  }
  const [code, about] = rule;
  actions.push({ name: about, apply: () => hooks.rule(code) });
  if (suppress) {
    const [name, which] = suppress;
    actions.push({ name, apply: () => hooks.suppress(which) });
  }
  const said = JSON.stringify([content, actions.map(({ name }) => name)]);
  return { from, to, severity, message, actions, ofAll, key, said, renderMessage: () => build(content) };
}

/** Longer texts than any name or operator are too many to mark. */
const LONG = 200;

/**
 * A whole statement or text is not underlined, as nobody reads it then: of a statement its name or
 * its effect is, of anything else the first line.
 */
function narrow(doc, { from, to }, ofAll) {
  const line = doc.lineAt(from);
  if (to <= line.to && !(ofAll && to - from > LONG)) {
    return { from, to };
  }
  const text = doc.sliceString(from, to);
  const isStatement = /^\s*\{/.test(text) && !/"Statement"\s*:/.test(text);
  const member = (name) => new RegExp(`"${name}"\\s*:\\s*"(?:[^"\\\\]|\\\\.)*"`).exec(text);
  const found = isStatement ? member("Sid") ?? member("Effect") : null;
  if (found) {
    return { from: from + found.index, to: from + found.index + found[0].length };
  }
  return { from, to: Math.min(to, line.to, from + LONG) };
}

/** What is marked at the cursor, else on its line. */
export function atCursor(state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const all = shown(state).filter(({ from, to }) => from <= line.to && line.from <= to);
  const here = all.filter(({ from, to }) => from <= head && head <= to);
  return here.length > 0 ? here : all;
}

/** Shows what the first fix does of what is wrong at the cursor, else on its line; says so where there is none. */
export const fixAtCursor = (say) => (view) => {
  const here = atCursor(view.state);
  const [found] = here.flatMap(({ actions }) => actions.filter(({ mends }) => mends));
  if (found) {
    found.apply(view);
  } else {
    say(view, view.state.phrase(here.length > 0 ? "no fix" : "no problem"));
  }
  return true;
};

/**
 * Goes to the next problem in the order of the page's list: by place, notes behind all others. The
 * first one is where nothing was gone to before.
 */
export const goToProblem = (step, say, tell) => (view) => {
  const all = shown(view.state);
  const isNote = ({ severity }) => severity === "info";
  const order = [...all.filter((one) => !isNote(one)), ...all.filter(isNote)];
  if (order.length === 0) {
    say(view, view.state.phrase("no problems"));
    return true;
  }
  const { from, to } = view.state.selection.main;
  const isHere = (one) => one.from === from && one.to === to;
  const at = step > 0 ? order.findLastIndex(isHere) : order.findIndex(isHere);
  const problems = order.every(isNote) ? order : order.filter((one) => !isNote(one));
  const next = at < 0 ? nextTo(problems, from, step) : order.at((at + step) % order.length);
  view.dispatch({
    selection: EditorSelection.single(next.from, next.to),
    effects: EditorView.scrollIntoView(next.from, { y: "nearest", yMargin: 24 }),
    userEvent: "select",
  });
  tell(view);
  return true;
};

/** The first that begins at the cursor or behind it, or the last before it; of the other end where there is none. */
function nextTo(order, cursor, step) {
  if (step > 0) {
    return order.find(({ from }) => from >= cursor) ?? order[0];
  }
  return order.findLast(({ to }) => to <= cursor) ?? order.at(-1);
}
