// The README's sections as what they are: files to write and commands to type, with what they
// print.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pkg } from "./package.mjs";

/**
 * Every section with a block, by its title. A section below another begins with what the other
 * says before it.
 * @returns {Map<string, { files: Map<string, string>, commands: { line: string, prints: string }[] }>}
 */
export function sections(text = readFileSync(join(pkg, "README.md"), "utf8")) {
  const all = new Map();
  const above = [];
  for (const part of text.split(/^(?=##+ )/m)) {
    const [, marks, title] = /^(##+) (.*)/.exec(part) ?? [];
    if (title === undefined) {
      continue;
    }
    above.length = marks.length - 2;
    const own = blocks(part, title);
    const outer = above.findLast((section) => section !== undefined);
    above[marks.length - 2] = own;
    const files = new Map([...(outer?.files ?? []), ...own.files]);
    if (files.size > 0 || own.commands.length > 0) {
      all.set(title, { files, commands: own.commands });
    }
  }
  return all;
}

function blocks(part, title) {
  const files = new Map();
  const commands = [];
  for (const [, before, language, content] of part.matchAll(/([^\n]*)\n+```(\w*)\n(.*?)^```$/gms)) {
    if (language === "console") {
      for (const one of content.split(/^\$ /m).slice(1)) {
        const [line, ...prints] = one.split("\n");
        commands.push({ line, prints: prints.join("\n") });
      }
      continue;
    }
    // "Put this into `decide.mjs`:" and the like.
    const name = /`([\w.-]+)`[^`]*:$/.exec(before)?.[1];
    if (name === undefined) {
      throw new Error(`the README does not say which file this is, in "${title}": ${content}`);
    }
    files.set(name, content);
  }
  return { files, commands };
}
