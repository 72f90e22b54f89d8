// Starts the page's own program as its worker. The script that belongs to it is the worker's name,
// as its file name changes with every release; the program itself, compiled, comes as the first
// message. This file's name does not change, and a tab of an earlier release may come by here: its
// form stays.
const compiled = new Promise((come) => addEventListener("message", ({ data }) => come(data), { once: true }));
const { default: start } = await import(decodeURIComponent(name));
await start({ module_or_path: await compiled });
