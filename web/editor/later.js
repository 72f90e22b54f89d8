// Findings and lit ranges come with a decision. To show them lays out the text anew, so the page
// draws the decision first; and where they moved along with the text, nothing is left to do.

/**
 * @param {import("@codemirror/view").EditorView} view
 * @returns {(name: string, make: () => TransactionSpec | undefined) => void} `make` is called
 *   behind the next frame, the last one of a name alone, unless the text has changed by then:
 *   findings and ranges of the later text follow
 */
export function afterDrawing(view) {
  const waiting = new Map();
  let frame;
  const flush = () => {
    const specs = [...waiting.values()]
      .filter(({ doc }) => doc === view.state.doc)
      .map(({ make }) => make())
      .filter((spec) => spec !== undefined);
    waiting.clear();
    if (specs.length > 0) {
      view.dispatch(...specs);
    }
  };
  return (name, make) => {
    waiting.set(name, { doc: view.state.doc, make });
    cancelAnimationFrame(frame);
    // The callback of a frame comes before it is painted, a timer after that.
    frame = requestAnimationFrame(() => setTimeout(flush));
  };
}
