// A letter is drawn together with what it decides. The page hears of it before the editor shows it,
// and the editor waits for the answer: a letter that is shown at once is drawn by itself, and the
// answer, there long before, waits until that is done.
import { deleteBracketPair } from "@codemirror/autocomplete";
import { deleteCharBackward, deleteCharForward } from "@codemirror/commands";
import { EditorView, keymap } from "@codemirror/view";

/** How long a letter waits at the most, in milliseconds: the time of a frame. */
const PATIENCE = 16;
/** So many answers that come too late ... */
const MISSES = 2;
/** ... are reason enough not to wait for others so long. */
const PAUSE = 1000;

/** What else a user can do: the letter is shown before it. */
const OTHERS = [
  ...["keydown", "compositionstart", "paste", "cut", "copy", "drop"],
  ...["pointerdown", "mousedown", "focusout"],
];

/**
 * @param {(text: string) => void} tell hears of each text that a user makes
 * @param {(transactions: readonly Transaction[]) => boolean} isOurs true for what the page does
 */
export function typing(tell, isOurs) {
  let [held, key, isTyping] = [undefined, undefined, false];
  let [misses, missed] = [0, 0];

  const waits = () => isTyping && (misses < MISSES || performance.now() - missed > PAUSE);

  const dispatchTransactions = (transactions, view) => {
    const before = drop();
    const last = transactions.at(-1);
    if (transactions.some((transaction) => transaction.docChanged) && !isOurs(transactions)) {
      const text = last.newDoc.toString();
      tell(text);
      if (before === undefined && transactions.length === 1 && waits()) {
        const timer = setTimeout(() => {
          [misses, missed] = [misses + 1, performance.now()];
          release(view);
        }, PATIENCE);
        held = { transaction: last, text, timer };
        // Made while the worker decides.
        void last.state;
        return;
      }
    }
    view.update(transactions);
    if (before !== undefined) {
      again(view, before, transactions);
    }
  };

  /** What was held back. */
  const drop = () => {
    clearTimeout(held?.timer);
    const transaction = held?.transaction;
    held = undefined;
    return transaction;
  };

  /** Shows what was held back. */
  const release = (view) => {
    const transaction = drop();
    if (transaction !== undefined) {
      view.update([transaction]);
    }
  };

  /** The same where `transactions` came first, which are of the state before it. */
  const again = (view, { changes, newSelection }, transactions) => {
    const first = transactions.map((transaction) => transaction.changes).reduce((a, b) => a.compose(b));
    // Whoever moved the cursor did so behind the letter.
    const isMoved = transactions.some((transaction) => transaction.selection !== undefined);
    view.dispatch({
      changes: changes.map(first),
      selection: isMoved ? undefined : newSelection.map(first.map(changes, true)),
      userEvent: "input.type",
      scrollIntoView: !isMoved,
    });
  };

  const typed = (run) => (view) => {
    isTyping = true;
    try {
      return run(view);
    } finally {
      isTyping = false;
    }
  };

  /** As CodeMirror does it once the browser has changed the text. */
  const insert = (view, text) => {
    const { state } = view;
    const { from, to } = state.selection.main;
    const made = () => state.update(state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, made))) {
      view.dispatch(made());
    }
    return true;
  };

  const extension = [
    keymap.of([
      { key: "Backspace", run: typed((view) => deleteBracketPair(view) || deleteCharBackward(view)) },
      { key: "Delete", run: typed(deleteCharForward) },
    ]),
    EditorView.domEventHandlers({
      // Only what the key itself stands for: what is composed of several, or corrected by the
      // system, the browser has to do, unless it has to do it to a text that it did not yet see.
      beforeinput(event, view) {
        const { data } = event;
        const isText = event.inputType === "insertText" && event.cancelable && Boolean(data);
        const isPlain = !event.isComposing && !view.compositionStarted && !view.state.readOnly;
        const isOld = held !== undefined;
        release(view);
        return isText && isPlain && (isOld || data === key) && typed(() => insert(view, data))();
      },
    }),
  ];

  return {
    extension,
    dispatchTransactions,
    release,
    listen(view) {
      const before = (event) => {
        release(view);
        key = event.type === "keydown" ? event.key : key;
      };
      OTHERS.forEach((name) => view.dom.addEventListener(name, before, { capture: true }));
    },
    /** The document with what is held back. */
    doc: (view) => held?.transaction.newDoc ?? view.state.doc,
    /** The page shows `text`: true when that is with the letter, which follows in the same frame. */
    answered(view, text) {
      if (held?.text !== text) {
        return false;
      }
      misses = 0;
      clearTimeout(held.timer);
      queueMicrotask(() => release(view));
      return true;
    },
    destroy: () => void drop(),
  };
}
