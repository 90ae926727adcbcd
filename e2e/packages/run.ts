import { execFile } from 'node:child_process';

/** How a program ended. */
export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams, for people. */
  readonly output: string;
}

const LIMIT = 120_000;

/** Of this process's environment, what says who runs it: `npm test -w …` would make every npm below it look there too. */
const OF_THIS_RUN =
  /^(npm_(package|lifecycle|command|execpath)|npm_config_(local_prefix|prefix|workspace|include)|NODE_ENV|NODE_OPTIONS)/i;

const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THIS_RUN.test(name)));

/** Runs a program to its end, in an environment as a host's developer has it. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const options = { cwd, env: environment(), timeout: LIMIT, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, output: `${stdout}${stderr}${error ? error.message : ''}`.trim() }),
    );
  });
}
