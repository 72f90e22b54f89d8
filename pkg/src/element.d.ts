/** How many expectations an example states, and how many of them do not hold. */
export interface VestibuleDecided {
  expected: number;
  unmet: number;
}

/**
 * `<vestibule-example>`: a case file in a page of documentation, decided where its readers are.
 * Importing the module defines the element.
 */
export declare class VestibuleExample extends HTMLElement {
  /** Reads the example again and shows it. Only needed after its text was changed by script. */
  refresh(): Promise<void>;
}

/** They bubble, so a page may listen on its document. */
export interface VestibuleEventMap {
  "vestibule-decided": CustomEvent<VestibuleDecided>;
  "vestibule-failed": CustomEvent<VestibuleFailed>;
  "vestibule-refused": CustomEvent<VestibuleRefused>;
}

/** Why an example is not shown: it cannot be loaded or is no case file. */
export interface VestibuleFailed {
  error: unknown;
}

/** An attribute whose address is neither `http:` nor `https:`, so that there is no link. */
export interface VestibuleRefused {
  attribute: "playground";
  error: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "vestibule-example": VestibuleExample;
  }

  interface HTMLElementEventMap extends VestibuleEventMap {}

  interface DocumentEventMap extends VestibuleEventMap {}
}
