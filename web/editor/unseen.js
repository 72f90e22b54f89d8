// What is not seen, made visible: a letter in its place would make two names look equal.
import { highlightSpecialChars } from "@codemirror/view";

/** As `is_unseen` of the crate `vestibule-syntax` has them, but for tabs and ends of lines. */
const UNSEEN = [
  [0x00, 0x08], [0x0b, 0x0c], [0x0e, 0x1f], [0x7f, 0xa0], [0xad, 0xad], [0x34f, 0x34f],
  [0x61c, 0x61c], [0x115f, 0x1160], [0x1680, 0x1680], [0x17b4, 0x17b5], [0x180b, 0x180f],
  [0x2000, 0x200f], [0x2028, 0x202f], [0x205f, 0x206f], [0x2800, 0x2800], [0x3164, 0x3164],
  [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xfff0, 0xfffb], [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a], [0xe0000, 0xe0fff],
];

const escape = (code) => `\\u{${code.toString(16)}}`;
const ranges = UNSEEN.map(([from, to]) => `${escape(from)}-${escape(to)}`);

export const unseen = highlightSpecialChars({
  specialChars: new RegExp(`[${ranges.join("")}]`, "gu"),
  render(code, description) {
    const shown = document.createElement("span");
    shown.className = "cm-specialChar";
    shown.title = description;
    shown.textContent = escape(code);
    return shown;
  },
});
