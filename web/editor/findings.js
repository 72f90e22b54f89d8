// Findings as squiggles, in the gutter and in the panel of CodeMirror's lint package.
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
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
  const { from, to } = range(doc, place);
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

/** What is marked at the cursor, else on its line. */
export function atCursor(state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const all = shown(state).filter(({ from, to }) => from <= line.to && line.from <= to);
  const here = all.filter(({ from, to }) => from <= head && head <= to);
  return here.length > 0 ? here : all;
}

/** Shows what the first fix does of what is wrong at the cursor, else on its line. */
export function fixAtCursor(view) {
  const [found] = atCursor(view.state).flatMap(({ actions }) => actions.filter(({ mends }) => mends));
  found?.apply(view);
  return found !== undefined;
}
