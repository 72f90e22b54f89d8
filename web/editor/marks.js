// The ranges that light up: the statement that decided, or the one that is looked at.
import { EditorSelection, RangeSet, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { range } from "./places.js";

const set = StateEffect.define();
const mark = Decoration.mark({ class: "cm-lit" });
const line = Decoration.line({ class: "cm-lit-line" });

export const marks = StateField.define({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(set)) {
        next = decorate(transaction.newDoc, effect.value);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(doc, places) {
  const ranges = places
    .map((place) => range(doc, place))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const builder = new RangeSetBuilder();
  let behind = 0;
  for (const { from, to } of ranges) {
    if (from < behind) {
      continue;
    }
    const [first, last] = [doc.lineAt(from).number, doc.lineAt(to).number];
    for (let number = first; number <= last; number += 1) {
      const { from: start, to: end } = doc.line(number);
      builder.add(start, start, line);
      // A bar beside the lines is enough of what has several.
      if (first === last && from < to) {
        builder.add(Math.max(from, start), Math.min(to, end), mark);
      }
    }
    behind = doc.line(last).to + 1;
  }
  return builder.finish();
}

/** What lights up `places` and, when wanted, scrolls to the first of them. */
export function light(view, places, reveal) {
  const { doc } = view.state;
  const before = view.state.field(marks);
  if (RangeSet.eq([before], [decorate(doc, places)])) {
    return undefined;
  }
  const effects = [set.of(places)];
  // Whoever types has the cursor in sight, and keeps it.
  if (reveal && places.length > 0 && !view.hasFocus) {
    const { from, to } = range(doc, places[0]);
    // The head, its beginning, stays in sight when not all of it fits.
    const whole = EditorSelection.range(to, from);
    effects.push(EditorView.scrollIntoView(whole, { y: "nearest", yMargin: 24 }));
  }
  return { effects };
}
