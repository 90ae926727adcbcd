import type { Block } from './blocks.js';

/** Names of scripts, by the workspace that has them; the root's are under `''`. */
export type Scripts = Readonly<Record<string, readonly string[]>>;

const SHELL = new Set(['sh', 'bash', 'shell', 'console']);

/** What npm does itself. Anything else without `run` names a script. */
const OWN = new Set(['install', 'i', 'ci', 'init', 'exec', 'pack', 'publish', 'view', 'config']);

interface Command {
  readonly line: number;
  readonly words: readonly string[];
}

/** The npm commands of a block, without prompts, variables and comments. */
function npmCommands({ code, line }: Block): Command[] {
  return code.split('\n').flatMap((text, index) =>
    text
      .replace(/(^|\s)#.*$/, '')
      .split(/&&|\|\||[;|&]/)
      .map((part) => /(?:^|\s)npm\s+(.*)$/.exec(part)?.[1]?.trim())
      .filter((rest) => rest !== undefined)
      .map((rest) => ({ line: line + index, words: rest.split(/\s+/) })),
  );
}

/** The workspace that `-w` or `--workspace` names, and the words that are no options. */
function split(words: readonly string[]): { workspace: string; plain: readonly string[] } {
  const upTo = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const at = upTo.findIndex((word) => word === '-w' || word === '--workspace');
  const joined = upTo.map((word) => /^--workspace=(.+)$/.exec(word)?.[1]).find((name) => name !== undefined);
  const plain = upTo.filter((word, index) => !word.startsWith('-') && !(at >= 0 && index === at + 1));
  return { workspace: joined ?? (at >= 0 ? (upTo[at + 1] ?? '') : ''), plain };
}

/** npm commands in a block that name a script that does not exist, at their place in the Markdown. */
export function commandProblems(block: Block, scripts: Scripts): string[] {
  if (!SHELL.has(block.language)) return [];
  return npmCommands(block).flatMap(({ line, words }) => {
    const { workspace, plain } = split(words);
    const [verb = '', next = ''] = plain;
    if (OWN.has(verb)) return [];
    const script = verb === 'run' ? next : verb;
    return scripts[workspace]?.includes(script) ? [] : [`${block.path}:${line}: npm ${words.join(' ')}`];
  });
}
