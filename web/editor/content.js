// Builds what Rust wants said. Everything that came from outside is text, never markup.

/**
 * @param {string | [string, object | null, ...Content[]]} content text, or an element: its tag,
 *   its attributes, what is in it
 * @returns {Node}
 */
export function build(content) {
  if (typeof content === "string") {
    return document.createTextNode(content);
  }
  const [tag, attributes, ...children] = content;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    element.setAttribute(name, value);
  }
  element.append(...children.map(build));
  return element;
}
