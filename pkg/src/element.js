// <vestibule-example>: a case in a page of documentation, decided where its readers are. The
// element is small; what decides is fetched when the first example comes into view, once for
// all of a page.

/** In a build that renders pages without a browser there are no elements; importing still works. */
const Base = globalThis.HTMLElement ?? class {};

/** Begins to load somewhat before an example is seen. */
const AHEAD = "400px";

let program;

/** The program for all examples. After a failure the next example tries again. */
function load() {
  program ??= start().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function start() {
  const { default: init, mount, Settings, styles } = await import("./example.js");
  await init({ module_or_path: new URL("./example.wasm", import.meta.url) });
  // A Content-Security-Policy binds style elements and attributes, not sheets that are made so.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles() + size());
  return { mount, Settings, sheet };
}

/**
 * A rule that has all sizes of text go by that of the element. Some generators make the root's, to
 * which `rem` holds, one of their own; and `em` is a length of the element only where the property
 * is registered as one.
 */
function size() {
  const name = "--vestibule-rem";
  try {
    CSS.registerProperty({ name, syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch (error) {
    // Another copy of this module may have done it; an old browser stays with `rem`.
    if (error.name !== "InvalidModificationError") return "";
  }
  return `:host { ${name}: 1em }`;
}

let analysis;

/** What holds for every sign-in, which few examples show. After a failure the next one tries again. */
function loadAnalysis() {
  analysis ??= startAnalysis().catch((error) => {
    analysis = undefined;
    throw error;
  });
  return analysis;
}

async function startAnalysis() {
  const module = await import("./analysis.js");
  await module.default({ module_or_path: new URL("./analysis.wasm", import.meta.url) });
  return module;
}

/** The attributes that ask for it, in the order in which the answers stand. */
const ANSWERS = ["lockout", "guarantees", "map"];

/** Sections of a case file's answers, as JSON; nothing where it cannot be used. */
async function sections(text, asked) {
  const { compile, __wbg_reset_state: startAnew } = await loadAnalysis();
  try {
    const compiled = compile(text);
    const found = compiled.sections(...asked);
    compiled.free();
    return found;
  } catch (error) {
    // Findings are text. All else is a trap, behind which an instance is not used again.
    if (typeof error === "string") return undefined;
    startAnew();
    throw error;
  }
}

let sight;

/** Tells examples that they come into view. */
function observer() {
  sight ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) {
          sight.unobserve(target);
          target.refresh();
        }
      }
    },
    { rootMargin: AHEAD },
  );
  return sight;
}

/** Elements whose text is none of the page's. */
const UNSHOWN = new Set(["script", "style", "template"]);

/** Elements that some generators make of every line. */
const LINES = new Set(["div", "li", "p", "tr"]);

/**
 * The address that an attribute names, where it leads into the web. Any other scheme could run
 * script in the page (`javascript:`), or show what is none of its host's (`data:`, `blob:`).
 */
function address(element, attribute) {
  const value = element.getAttribute(attribute);
  const url = new URL(value, document.baseURI);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Error(`${attribute}: ${url.protocol} is not allowed, only http: and https: are`);
  }
  return url.href;
}

const endLine = (text) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

/**
 * The text inside, behind `text`, as vestibule-embed reads it for the command: `innerText` would
 * depend on the page's style, and `textContent` have scripts and run lines together.
 */
function written(parent, text = "") {
  for (const node of parent.childNodes) {
    const name = node.localName;
    if (node.nodeType === Node.TEXT_NODE) {
      text += node.data;
    } else if (name === "br") {
      text += "\n";
    } else if (node.nodeType === Node.ELEMENT_NODE && !UNSHOWN.has(name)) {
      const line = LINES.has(name) ? endLine : (same) => same;
      text = line(written(node, line(text)));
    }
  }
  return text;
}

export class VestibuleExample extends Base {
  static observedAttributes = ["src", "editable", "open", "playground", "lang", ...ANSWERS];

  #mounted;
  #seen = false;
  /** Counts what was begun, so that only the latest is shown. */
  #turn = 0;

  connectedCallback() {
    if (this.#seen) {
      this.refresh();
    } else {
      observer().observe(this);
    }
  }

  disconnectedCallback() {
    observer().unobserve(this);
    this.#turn += 1;
    this.#unmount();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#seen && this.isConnected && before !== after) {
      this.refresh();
    }
  }

  /** Reads the example again and shows it; called by itself except after its text was changed. */
  async refresh() {
    this.#seen = true;
    this.#turn += 1;
    const turn = this.#turn;
    this.setAttribute("aria-busy", "true");
    try {
      const [{ mount, Settings, sheet }, text] = await Promise.all([load(), this.#text()]);
      if (turn !== this.#turn) {
        return;
      }
      this.#unmount();
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      const root = document.createElement("div");
      shadow.replaceChildren(root);
      const settings = new Settings(this.closest("[lang]")?.lang ?? "", this.hasAttribute("editable"), this.hasAttribute("open"));
      settings.playground = this.#playground();
      settings.analyse = this.#analyse();
      this.#mounted = mount(
        root,
        text,
        settings,
        (expected, unmet) =>
          expected === undefined
            ? this.#tell("vestibule-failed", { error: new Error("this is no case file; the example says why") })
            : this.#tell("vestibule-decided", { expected, unmet }),
      );
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    } finally {
      if (turn === this.#turn) {
        this.removeAttribute("aria-busy");
      }
    }
  }

  /** The address for the link. An example without one is an example still. */
  #playground() {
    if (!this.hasAttribute("playground")) {
      return undefined;
    }
    try {
      return address(this, "playground");
    } catch (error) {
      console.warn("vestibule-example:", error);
      this.#tell("vestibule-refused", { attribute: "playground", error });
      return undefined;
    }
  }

  /** How the program asks what holds for every sign-in, where the page has it shown. */
  #analyse() {
    const asked = ANSWERS.map((name) => this.hasAttribute(name));
    if (!asked.includes(true)) {
      return undefined;
    }
    return async (text) => {
      try {
        return await sections(text, asked);
      } catch (error) {
        console.warn("vestibule-example:", error);
        throw error;
      }
    };
  }

  /** The JSON of the example: of a file, of a script that is data, or of the text inside. */
  async #text() {
    const src = this.getAttribute("src");
    if (src !== null) {
      const response = await fetch(address(this, "src"));
      if (!response.ok) {
        throw new Error(`${src}: ${response.status} ${response.statusText}`);
      }
      return response.text();
    }
    const data = this.querySelector('script[type="application/json"]');
    if (data !== null) {
      return data.textContent;
    }
    // What is written around code, such as a button that copies it, is not part of it.
    return written(this.querySelector("pre") ?? this);
  }

  /** Leaves the text as it is without JavaScript. */
  #fail(error) {
    console.warn("vestibule-example:", error);
    this.#unmount();
    this.shadowRoot?.replaceChildren(document.createElement("slot"));
    const data = this.querySelector('script[type="application/json"]');
    if (data !== null && this.querySelector("pre") === null) {
      const shown = document.createElement("pre");
      shown.textContent = data.textContent;
      this.append(shown);
    }
    this.#tell("vestibule-failed", { error });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  #unmount() {
    this.#mounted?.unmount();
    this.#mounted = undefined;
  }
}

globalThis.customElements?.define("vestibule-example", VestibuleExample);
