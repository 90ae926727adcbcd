import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './stand-in.js';

const FROM = '+15005550006';
const TO = '+31612345678';

let standIn: TwilioStandIn;
beforeAll(async () => {
  standIn = await startTwilioStandIn();
});
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

test('a call is taken with what is to be said', async () => {
  const twiml = '<Response><Say>1. 2. 3.</Say></Response>';
  const { sid } = await sdkOn(standIn).calls.create({ to: TO, from: FROM, twiml });
  expect(standIn.calls).toMatchObject([{ sid, to: TO, from: FROM, twiml, status: 'queued' }]);
});

test.each([
  ['+15005550001', 21217],
  ['+15005550002', 21214],
  ['+15005550003', 21215],
  ['+15005550004', 21216],
])('a call to %s is refused with %d', async (to, code) => {
  const call = sdkOn(standIn).calls.create({ to, from: FROM, twiml: '<Response/>' });
  await expect(call).rejects.toMatchObject({ code });
});

test.each([
  [{ to: '' }, 21201],
  [{ from: '' }, 21213],
  [{ to: '12' }, 21211],
  [{ from: '+15005550001' }, 21212],
  [{ twiml: undefined }, 21205],
  [{ twiml: undefined, url: 'not a URL' }, 21205],
  [{ statusCallback: 'nowhere' }, 21609],
])('a call with %j is refused with %d, and nobody is called', async (changes, code) => {
  const call = sdkOn(standIn).calls.create({ to: TO, from: FROM, twiml: '<Response/>', ...changes } as never);
  await expect(call).rejects.toMatchObject({ code });
  expect(standIn.calls).toEqual([]);
});
