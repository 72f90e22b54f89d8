// Rust tells places as lines and UTF-16 columns, both from zero, of a text that may have been
// replaced meanwhile: every place is brought inside the document.

export function offset(doc, { line, character }) {
  if (line >= doc.lines) {
    return doc.length;
  }
  const { from, length } = doc.line(line + 1);
  return from + Math.min(character, length);
}

export function range(doc, { start, end }) {
  const from = offset(doc, start);
  return { from, to: Math.max(from, offset(doc, end)) };
}
