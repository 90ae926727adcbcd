import { describe, expect, test } from '@jest/globals';
import type { Environment } from './environment.js';
import { runCli } from './run-cli.js';

async function run(args: readonly string[], env: Environment = {}) {
  const said = { out: '', err: '' };
  const code = await runCli(args, {
    env,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

const SECRET = { COUNTERSIGN_SECRET: 'pX2m9QwLr7vTz4KcYb8NdHs3FgJe6RaU' };

describe('wrong usage ends with 2 and a line that says what is wrong, and repeats no value', () => {
  test.each([
    [[], /^Usage: countersign <command>/],
    [['sentinel'], /^There is no such command\. Try: countersign --help$/m],
    [['doctor', '--sentenal=sentinel'], /^Unknown option '--sentenal'\. Try: countersign doctor --help$/m],
    [['doctor', '-x'], /^Unknown option '-x'/],
    [['doctor', 'sentinel'], /^There is an argument that is no option/],
    [['doctor', '--issuer'], /^Option '--issuer <value>' argument missing/],
    [['doctor', '--json=sentinel'], /^Option '--json' does not take an argument/],
    [['doctor', '--code-length', 'sentinel'], /^--code-length must be a whole number from 6 to 10$/m],
    [['doctor', '--code-length', '11'], /^--code-length must be/],
  ])('%j', async (args, says) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(says);
    expect(err).not.toContain('sentinel');
  });
});

describe('--help', () => {
  test('lists the commands', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^ {2}doctor {2}/m) });
  });

  test('tells every option of a command, and asks nothing', async () => {
    const { code, out } = await run(['doctor', '--help', '--json']);
    expect(code).toBe(0);
    for (const option of ['issuer', 'public-url', 'path', 'countries', 'from', 'json', 'help'])
      expect(out).toMatch(new RegExp(`^ {2}--${option} .*\\S`, 'm'));
  });
});

describe('countersign doctor', () => {
  test('with nothing to look at is done at once: a group is one line', async () => {
    const { code, out } = await run(['doctor', '--json'], SECRET);
    expect(code).toBe(0);
    const found = JSON.parse(out) as { name: string; status: string }[];
    expect(found.map(({ name, status }) => `${name} ${status}`)).toEqual([
      ...['settings ok', 'secrets ok', 'texts skipped', 'webhook skipped'],
      ...['twilio skipped', 'redis skipped', 'database skipped'],
    ]);
  });

  test('prints a table for people, and ends with 1 where there is a problem', async () => {
    const { code, out } = await run(['doctor', '--countries', 'NL']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ok {7}settings {2}Allowed: NL\.\nproblem {2}secrets {3}COUNTERSIGN_SECRET is not set\.\n {19}→ /,
    );
    expect(out).toMatch(/\n\n1 ok, 0 warning, 1 problem, 5 skipped\n$/);
  });

  test('takes options for variables', async () => {
    const args = ['doctor', '--public-url', 'https://manage.example.com', '--issuer', 'Example', '--code-length', '8'];
    expect((await run(args, SECRET)).out).toMatch(/^ok +texts +One segment each/m);
  });

  test('skips an embedded database', async () => {
    expect((await run(['doctor'], { DATABASE_URL: 'memory:' })).out).toMatch(
      /^skipped +database +The database is embedded/m,
    );
  });
});
