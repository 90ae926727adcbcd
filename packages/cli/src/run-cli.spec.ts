import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { ask } from './ask.js';
import { momentOf } from './audit/moment.js';
import { printable } from './printable.js';
import { run } from './spec/run.js';
import { duration } from './subject/duration.js';
import { UsageError } from './usage-error.js';

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
    [['audit'], /^There is no such command/],
    [['audit', 'list', '--limit', '0'], /^--limit must be a whole number from 1 to 1000$/m],
    [['audit', 'list', '--since', 'sentinel'], /^--since must be as 7d/],
    [['audit', 'cut'], /^--before must be as 7d/],
    [['audit', 'cut', '--before', '89d', '--yes'], /^--before must be 90 days ago or more$/m],
    [['audit', 'cut', '--before', '90d'], /^Nobody sits at a terminal to be asked: give --yes$/m],
    [['status'], /^<subject> is missing\. Try: countersign status --help$/m],
    [['status', 'alice', 'sentinel'], /^There is more than one argument/],
    [['reset', 'sentinel'], /^--reason is needed: 10 to 500 characters$/m],
    [['unlock', 'sentinel', '--yes', '--reason', 'too short'], /^--reason is needed/],
    [['unlock', 'sentinel', '--reason', 'lost her phone'], /^Nobody sits at a terminal to be asked: give --yes$/m],
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

describe('what cannot be looked at ends with 2, and says what is missing', () => {
  const given = (env: object) => ({ ...SECRET, DATABASE_URL: 'memory:', ...env });
  test.each([
    [['audit', 'verify'], { COUNTERSIGN_SECRET: 'watchword' }, /^COUNTERSIGN_SECRET must hold the host’s secrets/],
    [['audit', 'verify'], {}, /^The database is embedded in the host/],
    [['audit', 'verify', '--checkpoint', '/'], {}, /^The file of the checkpoint cannot be read\.$/m],
    [['audit', 'verify', '--checkpoint', 'package.json'], {}, /^The file of the checkpoint holds none/],
    [['audit', 'list'], { DATABASE_URL: undefined }, /^DATABASE_URL is not set\.$/m],
    [['status', 'alice'], { REDIS_URL: 'http://watchword' }, /^REDIS_URL is no URL of Redis\./],
  ])('%j with %j', async (args, env, says) => {
    const { code, out, err } = await run(args, given(env));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).not.toContain('watchword');
  });
});

describe('a terminal', () => {
  test.each([
    ['y\n', true],
    [' Yes \n', true],
    ['\n', false],
    ['no\n', false],
    ['', false],
  ])('that answers %j', async (typed, yes) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = ask('Remove it?', input, output);
    input.end(typed);
    expect(await answer).toBe(yes);
    expect(String(output.read())).toBe('Remove it? [y/N] ');
  });

  test('R76: is not drawn on by what others have written', () => {
    expect(printable('a\u001b[2J\n\u202eb\u{e0001} 💡 é')).toBe('a\\u001b[2J\\u000a\\u202eb\\udb40\\udc01 💡 é');
  });
});

describe('times', () => {
  const now = Date.UTC(2026, 10, 24, 18);
  test.each([
    ['7d', '2026-11-17T18:00:00.000Z'],
    ['24h', '2026-11-23T18:00:00.000Z'],
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T18:30Z', '2026-11-24T18:30:00.000Z'],
    ['2026-11-24T18:30:15+02:00', '2026-11-24T16:30:15.000Z'],
  ])('%s', (text, moment) => {
    expect(momentOf('since', text, now).toISOString()).toBe(moment);
  });

  test.each(['7', '7w', '2026-02-30', '2026-13-01', '2026-11-24T18:30', '2026-11-24T25:00Z', 'yesterday'])(
    '%s is none',
    (text) => {
      expect(() => momentOf('since', text, now)).toThrow(UsageError);
    },
  );

  test.each([
    [0, '0 s'],
    [59, '59 s'],
    [61, '1 min 1 s'],
    [3_600, '1 h'],
    [86_399, '23 h 59 min'],
    [2_678_400, '31 d'],
  ])('%i seconds are %s', (seconds, says) => {
    expect(duration(seconds)).toBe(says);
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
