// Runs a command on a terminal of its own and prints what the terminal got. For Bun, because
// Node.js can make no terminal: `bun terminal.mjs COLUMNS COMMAND…`
const [columns, ...command] = process.argv.slice(2);
const got = [];
const child = Bun.spawn(command, {
  terminal: { cols: Number(columns), rows: 24, data: (_, bytes) => got.push(bytes.slice()) },
});
process.exitCode = await child.exited;
// What was written last may still be on its way.
await Bun.sleep(200);
process.stdout.write(Buffer.concat(got));
