// Firefox and WebKit by WebDriver, with the page's server: what playwright-core cannot drive as
// Debian packs it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { Builder } from "selenium-webdriver";
import { waitForServer } from "selenium-webdriver/http/util.js";

const START_MS = 60_000;

const ENGINES = {
  Firefox: {
    programs: ["firefox-esr", "geckodriver"],
    driver: (port) => ["geckodriver", `--port=${port}`, "--log=fatal"],
    capabilities: { browserName: "firefox", "moz:firefoxOptions": { args: ["-headless"] } },
  },
  WebKit: {
    // Its browser has no mode without a display.
    programs: ["WebKitWebDriver", "Xvfb"],
    needsDisplay: true,
    driver: (port) => ["WebKitWebDriver", `--port=${port}`],
    capabilities: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { args: ["--automation"] } },
  },
};

export const NAMES = Object.keys(ENGINES);

/** What is missing to drive that browser, as a sentence; undefined when nothing is. */
export function missing(name) {
  const absent = ENGINES[name].programs.filter((program) => !isOnPath(program));
  return absent.length === 0 ? undefined : `${absent.join(" and ")} cannot be found; run \`cargo xtask setup\` on Debian`;
}

const isOnPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * Starts that browser.
 * @returns `driver` is selenium-webdriver's, `close()` ends it and all that it needed.
 */
export async function launch(name) {
  const { driver: command, capabilities, needsDisplay = false } = ENGINES[name];
  const started = [];
  const run = (program, args, options) => {
    const child = spawn(program, args, options);
    started.push(child);
    return child;
  };
  const close = async () => {
    for (const child of started.reverse()) {
      if (child.exitCode === null && child.kill()) await once(child, "exit");
    }
  };
  try {
    const env = { ...process.env };
    if (needsDisplay) {
      const arguments_ = ["-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp"];
      const screen = run("Xvfb", arguments_, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
      const [display] = await once(createInterface(screen.stdio[3]), "line");
      env.DISPLAY = `:${display}`;
    }
    const port = await freePort();
    const [program, ...args] = command(port);
    run(program, args, { stdio: "ignore", env });
    const url = `http://127.0.0.1:${port}`;
    await waitForServer(url, START_MS);
    const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build();
    await driver.manage().setTimeouts({ script: START_MS, pageLoad: START_MS });
    return {
      driver,
      async close() {
        await driver.quit().catch(() => {});
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
