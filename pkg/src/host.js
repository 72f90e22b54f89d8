// Node.js's files and streams for the command: the methods of `Host` in crates/cli. Everything is
// synchronous, because the command is, and goes by file descriptors, because `process.stdin` and
// its kin take a while to make.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, isAbsolute, sep } from "node:path";
import { isatty, WriteStream } from "node:tty";

const STDIN = 0;
const CHUNK = 64 * 1024;
/** Opens without waiting for the other end of a pipe; Windows has no such flags. */
const PATIENT = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const NO_LINK = constants.O_NOFOLLOW ?? 0;

export const host = {
  var: (name) => process.env[name],

  read: (path, limit) =>
    opened(path, PATIENT, (file) => {
      const bytes = readAll(file, limit);
      if (bytes.length === 0 && fstatSync(file).isFIFO()) {
        throw refused("nothing comes from this pipe");
      }
      return bytes;
    }),

  readRegular(real, limit) {
    // Opening a device may already do something.
    const before = lstatSync(real, { bigint: true });
    checkRegular(before);
    return opened(real, PATIENT | NO_LINK, (file) => {
      const now = fstatSync(file, { bigint: true });
      checkRegular(now);
      if (now.dev !== before.dev || now.ino !== before.ino || realpathSync.native(real) !== real) {
        throw refused("it changed while it was opened");
      }
      return readAll(file, limit);
    });
  },

  readStdin: (limit) => readAll(STDIN, limit),

  create: (path, bytes, replace) => writeFileSync(path, bytes, { flag: replace ? "w" : "wx" }),

  replace(real, bytes) {
    const beside = `${real}.${process.pid}.new`;
    try {
      writeFileSync(beside, bytes, { flag: "wx", mode: statSync(real).mode });
    } catch {
      // No other file may be made in its folder.
      writeFileSync(real, bytes);
      return;
    }
    try {
      renameSync(beside, real);
    } catch (error) {
      unlinkSync(beside);
      throw error;
    }
  },

  isFolder(path) {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  },

  entries(folder, limit) {
    const entries = [];
    const open = opendirSync(folder);
    try {
      for (let entry; entries.length < limit && (entry = open.readSync()) !== null; ) {
        entries.push((entry.isSymbolicLink() ? "l" : entry.isDirectory() ? "d" : "f") + entry.name);
      }
    } finally {
      open.closeSync();
    }
    return entries;
  },

  real: (path) => realpathSync.native(path),

  link(path) {
    try {
      return readlinkSync(path);
    } catch {
      return undefined;
    }
  },

  beside(file, path) {
    const folder = basename(file) === file ? "" : dirname(file);
    return isAbsolute(path) ? path : inside(folder, path);
  },

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

function opened(path, flags, work) {
  const file = openSync(path, flags);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

function checkRegular(stats) {
  if (stats.isDirectory()) {
    throw Object.assign(refused("is a directory"), { code: "EISDIR" });
  }
  if (!stats.isFile()) {
    throw refused("it is no regular file");
  }
}

/** An error as those of node:fs are, in the words of the native command. */
const refused = (message) => Object.assign(new Error(message), { code: "EREFUSED" });

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
