// What is thrown, and how it says what to do.

/** The policies, the account or a request cannot be used; `findings` says why. */
export class PolicyError extends Error {
  get name() {
    return "PolicyError"; // a minifier may rename the class
  }

  /** @param {object[]} findings at least one */
  constructor(findings) {
    super(said(findings));
    this.findings = findings;
    // Of several requests, the one that it is about.
    const element = /^requests\[(\d+)\]/.exec(findings[0].path);
    if (element) this.index = Number(element[1]);
  }
}

/** The evaluator stopped where it never should. It has been started anew. */
export class EvaluatorError extends Error {
  get name() {
    return "EvaluatorError";
  }

  /**
   * @param {unknown} cause what stopped it
   * @param {string} inputHash tells which input it was, without showing it
   */
  constructor(cause, inputHash) {
    super(
      `the evaluator stopped unexpectedly (input ${inputHash}) and was started anew; ` +
        "please report it with that input: the next call works",
      { cause },
    );
    this.inputHash = inputHash;
  }
}

/**
 * Text of others in a message: escapes for what is not seen or changes how the rest is seen, as
 * `visible` of crates/syntax writes them.
 *
 * @param {string} text
 * @returns {string}
 */
export const visible = (text) => text.replace(UNSEEN, (found) => SHORT[found] ?? `\\u{${found.codePointAt(0).toString(16)}}`);

const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{a0}\u{1680}\u{2000}-\u{200a}\u{202f}\u{205f}\u{2800}\u{fff9}-\u{fffb}]/gu;

function said(findings) {
  const [{ path, message, help }] = findings;
  const more = findings.length - 1;
  return visible(
    `${path ? `${path}: ` : ""}${message}${help ? `; ${help}` : ""}` +
      (more === 0 ? "" : ` (and ${more} more in \`findings\`)`),
  );
}
