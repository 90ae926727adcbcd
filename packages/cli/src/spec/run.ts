import type { Environment } from '../environment.js';
import { runCli } from '../run-cli.js';

/** How a run of the program ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What it has asked. */
  readonly questions: readonly string[];
}

/** Runs the program, as `olga`. @param answers - to its question; absent where nobody can be asked. */
export async function run(args: readonly string[], env: Environment = {}, answers?: () => boolean): Promise<Run> {
  const said = { out: '', err: '' };
  const questions: string[] = [];
  const confirm = async (question: string) => {
    questions.push(question);
    return answers?.() === true;
  };
  const code = await runCli(args, {
    env,
    user: 'olga',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...(answers && { confirm }),
  });
  return { code, ...said, questions };
}
