// From the JSON Schema of the contract's types to TypeScript.
import { compile } from "json-schema-to-typescript";

const ROOT = "AllTypes";

/** The declarations of every definition of `schema`. */
export async function declarations(schema) {
  const text = await compile(adapted(schema), ROOT, {
    additionalProperties: false,
    bannerComment: "// Generated from the types of the JSON contract.",
    unreachableDefinitions: true,
  });
  return text
    .replace(new RegExp(`export interface ${ROOT} \\{[^}]*\\}\\n`), "")
    .replace(/^ \*\n \* This interface was referenced by .*\n \* via the .*\n/gm, "");
}

function adapted(node) {
  if (Array.isArray(node)) {
    return node.map(adapted);
  }
  if (node === null || typeof node !== "object") {
    return node;
  }
  const { $ref, ...rest } = node;
  const own = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, adapted(value)]));
  if ($ref !== undefined) {
    // A reference with a description beside it would become a type of its own.
    return Object.keys(own).length === 0 ? { $ref } : { ...own, allOf: [{ $ref }] };
  }
  if (own.type?.includes?.("object") && own.properties === undefined && own.additionalProperties === undefined) {
    // A policy: any object, interfaces without an index signature among them.
    own.tsType = [own.type].flat().join(" | ");
  }
  const words = own.oneOf?.every((one) => one.const !== undefined && one.description !== undefined);
  if (words) {
    const lines = own.oneOf.map((one) => `- \`${one.const}\`: ${one.description}`);
    own.description = [own.description, "", ...lines].join("\n");
  }
  return own;
}
