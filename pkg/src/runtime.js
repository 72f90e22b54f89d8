// A wasm with its JavaScript: loaded once, and started anew should it ever trap.

import { EvaluatorError } from "./errors.js";

export class Runtime {
  /** How often it was started anew; what was compiled before is gone. */
  instance = 0;
  loaded = false;
  #glue;
  #loading;

  /** @param {{ init: Function, initSync: Function, startAnew: Function }} glue what wasm-bindgen made */
  constructor(glue) {
    this.#glue = glue;
  }

  /**
   * Makes it ready. Further calls wait for the first, or try again what failed.
   *
   * @param {unknown} source where its wasm is or what it holds, a promise of that, or a function
   * @returns {Promise<void>}
   */
  load(source) {
    this.#loading ??= (async () => {
      try {
        await this.#start(await (typeof source === "function" ? source() : source));
        this.loaded = true;
      } catch (error) {
        this.#loading = undefined;
        throw error;
      }
    })();
    return this.#loading;
  }

  async #start(source) {
    const { init, initSync } = this.#glue;
    // `init` would look whether it is a `Response`, for which Node.js first loads all of `fetch`: 30 ms.
    if (source instanceof WebAssembly.Module) {
      initSync({ module: source });
    } else if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
      initSync({ module: await WebAssembly.compile(source) });
    } else {
      await init({ module_or_path: source });
    }
  }

  /**
   * Starts it anew after something that it never should throw, and returns what to throw.
   *
   * @param {unknown} cause
   * @param {(string | undefined)[]} texts the input
   */
  restart(cause, texts) {
    this.instance += 1;
    try {
      this.#glue.startAnew();
    } catch (error) {
      cause = error;
    }
    return new EvaluatorError(cause, hash(texts.map((text) => `${text ?? ""}\0`).join("")));
  }
}

/** FNV-1a, 64 bits: short, and the same everywhere. */
function hash(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `fnv1a64-${hash.toString(16).padStart(16, "0")}`;
}

/**
 * Lets `using` free what is of a class. An engine that does not know it yet leaves the symbol to
 * whoever brings it in. Called when the first is made: a bundler keeps what a module does by itself.
 */
export function disposable({ prototype }) {
  if (Symbol.dispose === undefined || Object.hasOwn(prototype, Symbol.dispose)) return;
  Object.defineProperty(prototype, Symbol.dispose, { value: prototype.free, configurable: true, writable: true });
}

/**
 * What a server has of one of the package's wasm files.
 *
 * @param {URL} url
 * @param {string} name `evaluator`, for `evaluator.wasm`
 */
export async function fetched(url, name) {
  const response = await fetch(url);
  // Some servers have a page for whatever they do not find.
  if (!response.ok || response.headers.get("content-type")?.startsWith("text/html")) {
    const help = `serve the package's \`dist/${name}.wasm\` there, or hand \`load\` another place`;
    throw new Error(`the ${name} is not at ${url} (status ${response.status}): ${help}`);
  }
  return response;
}
