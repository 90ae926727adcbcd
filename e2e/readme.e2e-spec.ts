import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Block, blocksIn } from './readme/blocks.js';
import { commandProblems } from './readme/commands.js';
import { Samples } from './readme/samples.js';
import { readSources } from './structure/source.js';

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

const files = readSources(fileURLToPath(new URL('..', import.meta.url)));

const scripts = Object.fromEntries(
  files
    .filter(({ path }) => /(^|\/)package\.json$/.test(path))
    .flatMap(({ path, text }) => {
      const { name, scripts: ours = {} } = JSON.parse(text) as Manifest;
      const names = Object.keys(ours);
      return path === 'package.json'
        ? [['', names]]
        : [name, path.replace('/package.json', '')].map((key) => [key, names]);
    }),
) as Record<string, string[]>;

describe('what the documents show', () => {
  const blocks = files.filter(({ path }) => path.endsWith('.md')).flatMap(({ path, text }) => blocksIn(path, text));
  let samples: Samples;
  beforeAll(() => {
    samples = new Samples('documents', blocks);
  });

  it('compiles', async () => {
    expect(await samples.compile()).toEqual([]);
  });

  it('runs, where it is marked so', async () => {
    expect(await samples.run()).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    expect(blocks.flatMap((block) => commandProblems(block, scripts))).toEqual([]);
  });
});

describe('the check of documents finds', () => {
  const fence = '```';
  const blocks = (markdown: string): Block[] => blocksIn('MADE-UP.md', markdown);
  const commands = (code: string): string[] =>
    blocks(`${fence}sh\n${code}\n${fence}\n`).flatMap((block) =>
      commandProblems(block, { '': ['start'], 'packages/core': ['test'] }),
    );

  const RIGHT = `
${fence}ts run
import { ERROR_CODES, type SecondFactorErrorCode } from '@countersign/core';
const code: SecondFactorErrorCode = ERROR_CODES[0];
if (code.length === 0) throw new Error('no codes');
${fence}

<!-- given: type Num = number; -->
<!-- given: declare const first: Num; -->

${fence}ts
export const second = first + 1;
${fence}

<!-- given:
declare const admins: { find(id: string): Promise<string | null> };
declare const id: string;
-->

   ${fence}ts
   const admin = await admins.find(id);
   export { admin };
   ${fence}

${fence}tsx
export const page = <p>Verify</p>;
${fence}

${fence}json
{ "not": "typescript" }
${fence}
`;

  const WRONG = `# Wrong

${fence}ts
import { nothingOfThatName } from '@countersign/core';
nothingOfThatName();
const total: number = 'seven';
${fence}

${fence}ts
await admins.find('1');
${fence}
`;

  it('nothing wrong with samples that are right', async () => {
    const samples = new Samples('right', blocks(RIGHT));
    expect(await samples.compile()).toEqual([]);
    expect(await samples.run()).toEqual([]);
  });

  it('samples that do not compile, and where', async () => {
    const problems = await new Samples('wrong', blocks(WRONG)).compile();
    expect(problems.map((problem) => problem.replace(/ TS\d+: .*/, ''))).toEqual([
      'MADE-UP.md:4: error',
      'MADE-UP.md:6: error',
      'MADE-UP.md:10: error',
    ]);
  });

  it('samples that compile but end badly', async () => {
    const code = `process.exitCode = 3;`;
    const samples = new Samples(
      'failing',
      blocks(`${fence}ts run\n${code}\n${fence}\n${fence}ts\n${code}\n${fence}\n`),
    );
    expect(await samples.compile()).toEqual([]);
    expect(await samples.run()).toHaveLength(1);
  });

  it.each(['npm strat', 'npm run build', '$ PORT=1 npm test', 'npm ci && npm run', 'npm start -w packages/core'])(
    'a script that does not exist: %s',
    (command) => {
      expect(commands(command)).toHaveLength(1);
    },
  );

  it('nothing wrong with commands that are right', () => {
    expect(
      commands('npm ci\n$ PORT=1 npm start  # npm stop\nnpm run start -- --x\nnpm test -w packages/core\nnpx nx b'),
    ).toEqual([]);
    expect(blocks(`${fence}txt\nnpm what\n${fence}\n`).flatMap((block) => commandProblems(block, {}))).toEqual([]);
  });
});
