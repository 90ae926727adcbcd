import { expect, test } from '@jest/globals';
import { createHost, failTimes, type Host, logIn, restart } from '../spec/flow.js';

const alarms = ({ sink }: Host) => sink.events.filter(({ type }) => type === 'countersign.failures.alarm');

/** As many wrong answers of one account, in an enrolment of its own. */
async function failAs(host: Host, name: string, times: number): Promise<void> {
  const user = { id: name, password: 'password' };
  host.users.set(name, user);
  const { token } = await logIn(host, user);
  await host.secondFactor.enrolPhone(token, { phone: `+316${String(10_000_000 + host.users.size)}` });
  await failTimes(host, token, times);
  await new Promise((resolve) => setImmediate(resolve));
}

const WIDE = { sendQuotas: { dialCode: { day: 1_000 } }, lowConversion: 'alarm' } as const;

test('R78: fifty wrong answers of twenty accounts within an hour raise one alarm, over two processes', async () => {
  const host = createHost(WIDE);
  const other = restart(host, {});
  for (let n = 0; n < 20; n++) await failAs(n % 2 ? host : other, `user-${n}`, 2);
  expect(alarms(host)).toEqual([]);
  for (let n = 20; n < 30; n++) await failAs(n % 2 ? host : other, `user-${n}`, 2);
  host.clock.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(alarms(host)).toHaveLength(1);
  expect(alarms(host)[0]).toMatchObject({ severity: 'alarm', failures: expect.any(Number) });
});

test('R78: forty-nine do not, and with the hour they are over', async () => {
  const host = createHost(WIDE);
  for (let n = 0; n < 12; n++) await failAs(host, `user-${n}`, 4);
  await failAs(host, 'one-more', 1);
  host.clock.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  host.clock.advance(3_600_000);
  for (let n = 12; n < 24; n++) await failAs(host, `user-${n}`, 4);
  host.clock.advance(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(alarms(host)).toEqual([]);
});
