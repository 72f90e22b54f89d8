// Starts the page's own program as its worker. Which program that is stands in
// the worker's name, as its file names change with every release. This file's
// does not, and a tab of an earlier release may come by here: its form stays.
const [script, program] = name.split(",").map((file) => decodeURIComponent(file));
const { default: start } = await import(script);
await start({ module_or_path: program });
