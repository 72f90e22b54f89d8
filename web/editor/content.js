// Builds what Rust wants said. Everything that came from outside is text, never markup.

/**
 * @param {string | [string, string, ...Content[]]} content text, or an element: its tag, its
 *   class, what is in it
 * @returns {Node}
 */
export function build(content) {
  if (typeof content === "string") {
    return document.createTextNode(content);
  }
  const [tag, name, ...children] = content;
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  element.append(...children.map(build));
  return element;
}
