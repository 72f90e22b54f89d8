// Messages quote what others wrote: what is not seen in it is an escape.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PolicyError, visible } from "../src/errors.js";

test("what is not seen is an escape, and nothing else", () => {
  for (const [text, shown] of [
    ["user/alice", "user/alice"],
    ["山田　太郎 é 👍", "山田　太郎 é 👍"],
    ["a\nb\r\t", "a\\nb\\r\\t"],
    ["\u{1b}[31m\u{9b}2J\0", "\\u{1b}[31m\\u{9b}2J\\u{0}"],
    ["ali\u{200b}ce\u{202e}", "ali\\u{200b}ce\\u{202e}"],
    ["a\u{a0}b\u{feff}", "a\\u{a0}b\\u{feff}"],
    ["\u{e0041}", "\\u{e0041}"],
  ]) {
    assert.equal(visible(text), shown);
  }
});

test("a PolicyError says so of its finding, which keeps its values", () => {
  const path = 'context["a\n1 passed in 1 file"]';
  const error = new PolicyError([{ path, message: "m\u{202e}", help: "h\u{1b}" }]);
  assert.equal(error.message, 'context["a\\n1 passed in 1 file"]: m\\u{202e}; h\\u{1b}');
  assert.equal(error.findings[0].path, path);
});
