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

function said(findings) {
  const [{ path, message, help }] = findings;
  const more = findings.length - 1;
  return (
    `${path ? `${path}: ` : ""}${message}${help ? `; ${help}` : ""}` +
    (more === 0 ? "" : ` (and ${more} more in \`findings\`)`)
  );
}
