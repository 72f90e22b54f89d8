// Node.js's files and streams for the command: the methods of `Host` in crates/cli. Everything is
// synchronous, because the command is, and goes by file descriptors, because `process.stdin` and
// its kin take a while to make.
import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync, writeSync } from "node:fs";
import { dirname, isAbsolute, sep } from "node:path";
import { isatty, WriteStream } from "node:tty";

const STDIN = 0;
const CHUNK = 64 * 1024;

export const host = {
  var: (name) => process.env[name],

  read(path, limit) {
    const file = openSync(path, "r");
    try {
      return readAll(file, limit);
    } finally {
      closeSync(file);
    }
  },

  readStdin: (limit) => readAll(STDIN, limit),

  isFolder(path) {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  },

  entries: (folder) => readdirSync(folder).map((name) => inside(folder, name)),

  real: (folder) => realpathSync(folder),

  beside: (file, path) => (isAbsolute(path) ? path : inside(dirname(file), path)),

  showsColours(stream) {
    // Windows sets no TERM.
    const term = process.env.TERM ?? (process.platform === "win32" ? "" : "dumb");
    return term !== "dumb" && isatty(stream);
  },

  columns() {
    const terminal = [1, 2, STDIN].find((stream) => isatty(stream));
    return terminal === undefined ? undefined : new WriteStream(terminal).columns;
  },

  write(stream, bytes) {
    for (let at = 0; at < bytes.length; ) {
      at += patiently(() => writeSync(stream, bytes, at));
    }
  },
};

/** Not `join` of node:path, for which `a/../b` is `b` even when `a` is a symbolic link. */
function inside(folder, path) {
  return folder === "" || folder.endsWith("/") || folder.endsWith(sep)
    ? folder + path
    : folder + sep + path;
}

function readAll(file, limit) {
  const chunks = [];
  let length = 0;
  while (length < limit) {
    const chunk = new Uint8Array(Math.min(CHUNK, limit - length));
    const read = patiently(() => readSync(file, chunk));
    if (read === 0) {
      break;
    }
    chunks.push(chunk.subarray(0, read));
    length += read;
  }
  return Buffer.concat(chunks, length);
}

/** Waits for a pipe or a terminal that somebody made non-blocking. */
function patiently(work) {
  for (;;) {
    try {
      return work();
    } catch (error) {
      // So Windows tells that standard input is closed.
      if (error.code === "EOF") {
        return 0;
      }
      if (error.code !== "EAGAIN") {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
