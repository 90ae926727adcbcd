import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { codeOf, createHost, type Host, logIn, PHONE, refusalOf, SECRET, wrongCode } from '../spec/flow.js';

/** Everything that comes out of a host in all its flows: states, refusals, outcomes, events. */
async function everything(host: Host): Promise<{ seen: unknown[]; tokens: string[] }> {
  const { secondFactor, clock, sender, sink, alice } = host;
  const seen: unknown[] = [secondFactor, sink.events];
  const tokens: string[] = [];
  const open = async () => {
    const opened = await logIn(host, alice, '/products');
    tokens.push(opened.token);
    seen.push(opened.state, opened.signIn);
    return opened.token;
  };
  const refused = async (step: Promise<unknown>) => seen.push(await refusalOf(step));

  const enrolling = await open();
  await refused(secondFactor.enrolPhone(enrolling, { phone: '+33612345678' }));
  seen.push(await secondFactor.enrolPhone(enrolling, { phone: PHONE.typed }));
  seen.push(await secondFactor.state(enrolling));
  const { assurance, returnTo, purpose } = await secondFactor.verify(enrolling, sender.last.code);
  seen.push(assurance, returnTo, purpose);

  const token = await open();
  await refused(secondFactor.sendCode(token));
  const superseded = sender.last.code;
  clock.advance(30_000);
  sender.answer = () => Promise.reject(new Error(`${sender.last.to} ${sender.last.code} ${sender.last.text}`));
  await refused(secondFactor.sendCode(token));
  await refused(secondFactor.verify(token, superseded));
  await refused(secondFactor.verify(token, '12'));
  for (let n = 0; n < 4; n++) await refused(secondFactor.verify(token, wrongCode(host)));
  await refused(secondFactor.verify(token, sender.last.code));
  const late = await open();
  clock.advance(301_000);
  await refused(secondFactor.verify(late, sender.last.code));
  await secondFactor.cancel(late);
  const changed = await open();
  alice.password = 'alice-password-2';
  await refused(secondFactor.verify(changed, sender.last.code));
  return { seen, tokens };
}

describe('whatever comes out of the second step', () => {
  const print = (value: unknown) => `${JSON.stringify(value)}\n${inspect(value, { depth: null, showHidden: true })}`;

  test('R76: holds no code, number, token, secret or password', async () => {
    const host = createHost();
    const { seen, tokens } = await everything(host);
    const text =
      print(seen) +
      seen
        .filter((each) => each instanceof Error)
        .map((error) => error.stack)
        .join('\n');
    const phone = PHONE.e164.slice(3);
    const sentinels = [
      ...host.sender.sent.map(({ code }) => code),
      ...tokens,
      phone,
      SECRET,
      'alice-password',
      wrongCode(host),
    ];
    expect(host.sender.sent.length).toBe(5);
    expect(tokens.length).toBe(4);
    for (const sentinel of sentinels) expect(text.split(sentinel).length - 1).toBe(0);
    expect(text).toContain('countersign.sign-in.completed');
    expect(text).toContain(PHONE.masked);
  });

  test('R06: nor is a number, code or token kept where pending sign-ins are', async () => {
    const host = createHost();
    const kept: unknown[] = [];
    for (const method of ['open', 'issue', 'verify', 'close', 'read', 'noteDelivery'] as const) {
      const before = host.pending[method] as (...asked: unknown[]) => Promise<unknown>;
      Object.assign(host.pending, {
        [method]: (...asked: unknown[]) => {
          kept.push(method, asked);
          return before.apply(host.pending, asked);
        },
      });
    }
    const { tokens } = await everything(host);
    const text = print(kept);
    const sentinels = [...host.sender.sent.map(({ code }) => code), ...tokens, PHONE.e164.slice(3), 'alice-password'];
    for (const sentinel of sentinels) {
      expect(text).not.toContain(sentinel);
      expect(text).not.toContain(Buffer.from(sentinel).toString('base64url'));
    }
  });

  test('R75: every event says when, in UTC, and what', async () => {
    const host = createHost();
    await everything(host);
    for (const event of host.sink.events) {
      expect(event.type).toMatch(/^countersign\.[a-z_.-]+$/);
      expect(event.at).toMatch(/^2026-01-05T\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(new Set(host.sink.types)).toEqual(
      new Set([
        ...['countersign.sign-in.opened', 'countersign.code.sent', 'countersign.factor.enrolled'],
        ...['countersign.sign-in.completed', 'countersign.code.not_sent', 'countersign.code.wrong'],
        ...['countersign.sign-in.spent', 'countersign.code.expired', 'countersign.sign-in.cancelled'],
        ...['countersign.sign-in.refused', 'countersign.sender.failed'],
      ]),
    );
  });
});

test('R76: no state or refusal names the factor, the subject or the epoch to the browser', async () => {
  const host = createHost();
  const { state } = await logIn(host, host.alice);
  expect(JSON.stringify(state)).not.toMatch(/alice|epoch|subject/);
  expect(await codeOf(host.secondFactor.state('nonsense'))).toBe('sign_in_expired');
});

test('R76: a SecondFactor that is printed whole, options included, shows no secret', () => {
  const { secondFactor } = createHost();
  const printed = inspect([secondFactor, secondFactor.options], { depth: 9, showHidden: true });
  expect(printed).toContain('Management Interface');
  expect(printed).not.toContain(SECRET);
});
