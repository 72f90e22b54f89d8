import { visible } from "./api.js";

// The schemas are large and few need them, so they are a module of their own.
export async function schema(of = "case") {
  const { schemas } = await import("./schema.js");
  if (!Object.hasOwn(schemas, of)) {
    const known = Object.keys(schemas).join(", ");
    throw new TypeError(`there is no schema of \`${visible(String(of))}\`; choose among ${known}`);
  }
  return schemas[of];
}
