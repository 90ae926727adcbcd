#!/usr/bin/env node
import { ask } from './ask.js';
import { runCli } from './run-cli.js';
import { userName } from './user-name.js';

const { stdin, stderr } = process;
const code = await runCli(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => stderr.write(text),
  user: userName(),
  ...(stdin.isTTY && stderr.isTTY && { confirm: (question: string) => ask(question, stdin, stderr) }),
});
// What ran out of time may still hold a connection open.
process.stdout.write('', () => process.exit(code));
