// Starts the page's own program as its worker. Which program that is stands in
// the fragment, as its file names change with every release.
const [script, program] = location.hash
  .slice(1)
  .split(",")
  .map((file) => new URL(decodeURIComponent(file), import.meta.url));
const { default: start } = await import(script);
await start({ module_or_path: program });
