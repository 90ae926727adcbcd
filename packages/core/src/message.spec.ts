import { describe, expect, test } from '@jest/globals';
import { Code } from './code.js';
import { isOneSegment, longestText, messageText } from './message.js';
import type { OptionError } from './option-error.js';
import type { Purpose } from './purpose.js';
import { resolveOptions } from './resolve-options.js';
import { createEnrolled, createHost, logIn } from './spec/flow.js';

const PURPOSES: readonly Purpose[] = ['sign-in', 'enrol', 'step-up', 'change'];
const code = new Code('493817');
const parts = { issuer: 'Management Interface', code, reference: 'KX', host: 'manage.example.com' } as const;

describe.each(PURPOSES)('the text of a %s code', (purpose) => {
  const text = messageText({ ...parts, purpose });

  test('R30: names the service, shows the reference, and says not to share it', () => {
    expect(text).toMatch(/^Management Interface: 493817 is your code to [a-z ]+ \(KX\)\. Never share it\.\n/);
  });

  test('R30: ends with the line by which a phone ties it to the host', () => {
    expect(text.split('\n').at(-1)).toMatch(/^@manage\.example\.com #493817$/);
    expect(text.split('\n').at(-2)).toBe('');
  });

  test('R30: is one segment', () => {
    expect(isOneSegment(text)).toBe(true);
  });
});

test('R30: each purpose has words of its own', () => {
  expect(new Set(PURPOSES.map((purpose) => messageText({ ...parts, purpose }))).size).toBe(PURPOSES.length);
});

describe('isOneSegment', () => {
  test.each<[string, boolean]>([
    ['a'.repeat(160), true],
    ['a'.repeat(161), false],
    ['Ünïcode', false],
    ['Über £5 @ Ñandú', false],
    ['Über £5 @ Ñ', true],
    ['“quotes”', false],
    ['[brackets]', false],
    ['€', false],
    ['', true],
  ])('R30: of %j is %s', (text, expected) => {
    expect(isOneSegment(text)).toBe(expected);
  });
});

describe('the longest issuer and host that an installation may have', () => {
  const host = createHost();
  const fits = (issuer: string, publicUrl: string, codeLength: number) => {
    try {
      return resolveOptions({ ...host.options, issuer, publicUrl, codeLength }).issuer;
    } catch (error) {
      return (error as OptionError).option;
    }
  };

  test.each([6, 8, 10])('R30: still give one segment with a code of %i digits, for every purpose', (length) => {
    const publicUrl = 'https://a-rather-long-name.of-a-host.example.com';
    const hostName = new URL(publicUrl).hostname;
    const long = new Code('0'.repeat(length));
    const room = 160 - longestText('', hostName, long).length;
    const issuer = 'M'.repeat(room);
    expect(fits(issuer, publicUrl, length)).toBe(issuer);
    expect(fits(`${issuer}M`, publicUrl, length)).toBe('issuer');
    const lengths = PURPOSES.map(
      (purpose) => messageText({ issuer, purpose, code: long, reference: 'WW', host: hostName }).length,
    );
    expect(Math.max(...lengths)).toBe(160);
  });
});

test('R30: the host of a message comes from configuration, and the reference is the page’s, after a resend too', async () => {
  const host = await createEnrolled({ publicUrl: 'https://console.example.org:8443' });
  const { token, state } = await logIn(host, host.alice);
  expect(host.sender.last.text).toContain(`(${state.code?.reference})`);
  host.clock.advance(30_000);
  const again = await host.secondFactor.sendCode(token);
  expect(host.sender.last.text).toContain(`(${again.code?.reference})`);
  expect(host.sender.last.text.endsWith(`\n@console.example.org #${host.sender.last.code}`)).toBe(true);
  expect(again.code?.reference).not.toBe(state.code?.reference);
});
