// Keys that ask for no frame. Where a key finds a frame asked for, Chromium holds back what a worker
// tells until that frame is drawn, though there be nothing to draw: up to 16 ms for each letter.
import { ViewPlugin, drawSelection } from "@codemirror/view";

/** How long the caret is seen, and is not, in milliseconds. */
const BLINK = 600;
/** By then a letter is shown with what it decides. */
const SHOWN = 50;

/** The caret blinks by a timer: an animation would have asked for a frame at every key. */
export const caret = [
  drawSelection({ cursorBlinkRate: 0 }),
  ViewPlugin.define((view) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let timer;
    const show = (isShown) => {
      view.scrollDOM.querySelector(".cm-cursorLayer").style.visibility = isShown ? "" : "hidden";
    };
    const stop = () => clearInterval(timer);
    const start = () => {
      stop();
      show(true);
      if (view.hasFocus && !still.matches) {
        let isShown = true;
        timer = setInterval(() => show((isShown = !isShown)), BLINK);
      }
    };
    start();
    return {
      update: ({ docChanged, selectionSet, focusChanged }) => {
        if (docChanged || selectionSet || focusChanged) {
          start();
        }
      },
      destroy: stop,
    };
  }),
];

/** CodeMirror looks at its sizes at every key: behind the letter, and not if others ask before. */
export function measureLater(view) {
  const request = view.requestMeasure.bind(view);
  let [before, timer] = [undefined, undefined];
  view.dom.addEventListener("keydown", () => (before = view.state), { capture: true });
  view.requestMeasure = (what) => {
    clearTimeout(timer);
    if (what === undefined && before === view.state) {
      timer = setTimeout(request, SHOWN);
    } else {
      request(what);
    }
    before = undefined;
  };
}
