// Takes the place of the package of that name in the bundle. That one puts a `<style>` element
// into the document, which the page's policy refuses; adopted sheets it does not. The rules go
// into a layer, so that the page's own style sheet has the last word without a contest of
// selectors.
import { StyleModule } from "./node_modules/style-mod/src/style-mod.js";

/** The modules of each root, in the order in which they count, with their sheets. */
const mounted = new WeakMap();

StyleModule.mount = (root, modules) => {
  const sheets = mounted.get(root) ?? new Map();
  mounted.set(root, sheets);
  for (const module of [modules].flat()) {
    const sheet = sheets.get(module) ?? new CSSStyleSheet();
    if (!sheets.delete(module)) {
      sheet.replaceSync(`@layer codemirror { ${module.getRules()} }`);
    }
    sheets.set(module, sheet);
  }
  const ours = [...sheets.values()];
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => !ours.includes(sheet)), ...ours];
};

export { StyleModule };
