import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, codeState, problemOf, stateOf } from '../pages/examples.fixture.js';
import type { VerifyPage } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { ASSETS } from './index.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

interface Otp {
  code: string;
}

/** Runs the script over a page, as a browser would after parsing. */
function open(page: Partial<VerifyPage> = {}, otp?: Promise<Otp>, news: () => object = () => ({}), context = CONTEXT) {
  const { document, Event } = parseHTML(renderPage({ name: 'verify', state: stateOf(), ...page }, context));
  const submitted = jest.fn();
  const shown: (() => void)[] = [];
  for (const form of document.querySelectorAll('form')) Object.assign(form, { requestSubmit: submitted });
  const window = otp ? { OTPCredential: {} } : {};
  const onPage = (_: 'pageshow', listener: (event: { persisted: boolean }) => void) =>
    shown.push(() => listener({ persisted: true }));
  const body = ASSETS.get('countersign.js')?.body ?? '';
  const asked: unknown[] = [];
  const fetch = async (...args: unknown[]) => {
    asked.push(args);
    return { ok: true, json: async () => news() };
  };
  const run = new Function('document', 'window', 'navigator', 'addEventListener', 'fetch', body);
  run(document, window, { credentials: { get: () => otp } }, onPage, fetch);
  const text = (id: string) => document.getElementById(id)?.textContent;
  const button = document.getElementById('resend') as HTMLButtonElement;
  const submit = (action: string) => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    document.querySelector(`form[action="${action}"]`)?.dispatchEvent(event);
    return event.defaultPrevented ? 'stopped' : 'sent';
  };
  return { asked, document, Event, submitted, shown, text, button, submit };
}

const said = (document: Document) => document.querySelector('[data-announce]')?.textContent;

describe('countdowns', () => {
  test('Resend is off until it may be used, then on, and only that is said aloud', () => {
    const { document, text, button } = open();
    expect(button.disabled).toBe(true);
    jest.advanceTimersByTime(10_000);
    expect(text('resend-wait')).toBe('You can ask for another code in 19 seconds.');
    expect(said(document)).toBe('');
    jest.advanceTimersByTime(19_000);
    expect(button.disabled).toBe(false);
    expect(text('resend-wait')).toBe('You can ask for another code now.');
    expect(said(document)).toBe('You can ask for another code now.');
  });

  test("the code's life counts down; minutes are said aloud, seconds are not", () => {
    const { document, text } = open({ state: stateOf({ code: codeState({ resendInSeconds: 0 }) }) });
    expect(said(document)).toBe('');
    jest.advanceTimersByTime(60_000);
    expect(said(document)).toBe('The code is valid for 4 more minutes.');
    jest.advanceTimersByTime(200_000);
    expect(text('code-validity')).toBe('The code is valid for 39 more seconds.');
    expect(said(document)).toBe('The code is valid for 1 more minute.');
    jest.advanceTimersByTime(60_000);
    expect(said(document)).toBe('This code has expired.');
  });

  test('what the server says and what the script says at once is the same', () => {
    for (const seconds of [0, 1, 59, 60, 61, 119, 120, 121, 7_199, 7_200, 80_000]) {
      const code = codeState({ expiresInSeconds: seconds, resendInSeconds: seconds });
      const page = { name: 'verify', state: stateOf({ code }) } as const;
      const served = parseHTML(renderPage(page, CONTEXT)).document;
      const { text } = open(page);
      for (const id of ['resend-wait', 'code-validity']) expect(text(id)).toBe(served.getElementById(id)?.textContent);
    }
  });

  test('a sentence about a wait that is over goes', () => {
    const { document } = open({ problem: problemOf('resend_too_soon', { retryAfterSeconds: 40 }) });
    const stale = document.querySelector<HTMLElement>('[data-until-resend]');
    expect(stale?.textContent).toBe('You can ask for another code in 40 seconds.');
    jest.advanceTimersByTime(40_000);
    expect(stale?.hidden).toBe(true);
  });
});

describe('submitting', () => {
  test('a second press is stopped; the back button gives the form back', () => {
    const { submit, shown, document } = open();
    const verify = document.querySelector<HTMLButtonElement>('form[action="/2fa/verify"] button');
    expect(submit('/2fa/verify')).toBe('sent');
    expect(verify?.disabled).toBe(true);
    expect(submit('/2fa/verify')).toBe('stopped');
    for (const show of shown) show();
    expect(verify?.disabled).toBe(false);
    expect(submit('/2fa/verify')).toBe('sent');
  });

  test('giving the form back does not enable a Resend that still waits', () => {
    const { shown, button } = open();
    for (const show of shown) show();
    expect(button.disabled).toBe(true);
  });
});

describe('WebOTP', () => {
  test('fills the field and submits', async () => {
    const { document, submitted } = open({}, Promise.resolve({ code: '123456' }));
    await Promise.resolve();
    expect(document.querySelector<HTMLInputElement>('#code')?.value).toBe('123456');
    expect(submitted).toHaveBeenCalledTimes(1);
  });

  test('leaves alone what somebody is typing', async () => {
    const { document, Event, submitted } = open({}, Promise.resolve({ code: '123456' }));
    document.getElementById('code')?.dispatchEvent(new Event('input'));
    await Promise.resolve();
    expect(submitted).not.toHaveBeenCalled();
  });
});

describe('news of the message', () => {
  const WITH_RECEIPTS = { ...CONTEXT, receipts: true };
  const followed = (document: Document) => document.querySelector('[data-follow]')?.textContent;

  test.each([
    ['delivered', null, 'The message has reached your phone.'],
    ['undelivered', null, expect.stringContaining('The message did not get to your phone.')],
    ['undelivered', 'not_mobile', 'This number cannot receive text messages.'],
  ] as const)('%s (%s) is said as soon as it is known, and nobody asks again', async (delivery, failure, text) => {
    let code = codeState();
    const { document, asked } = open({}, undefined, () => ({ code }), WITH_RECEIPTS);
    expect(followed(document)).toBe('It can take up to a minute to arrive.');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(followed(document)).toBe('It can take up to a minute to arrive.');
    code = codeState({ delivery, failure });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(followed(document)).toEqual(text);
    expect(asked).toEqual(Array(2).fill(['/2fa', { headers: { accept: 'application/json' } }]));
    await jest.advanceTimersByTimeAsync(300_000);
    expect(asked).toHaveLength(2);
  });

  test('it is asked for ever more seldom, and not for ever', async () => {
    const { asked } = open({}, undefined, () => ({ code: codeState() }), WITH_RECEIPTS);
    await jest.advanceTimersByTimeAsync(60_000);
    const first = asked.length;
    expect(first).toBeLessThanOrEqual(10);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(asked.length - first).toBeLessThanOrEqual(4);
  });

  test('of another code, or of none, nothing is said', async () => {
    for (const code of [null, codeState({ reference: 'ZZ', delivery: 'undelivered' })]) {
      const { document } = open({}, undefined, () => ({ code }), WITH_RECEIPTS);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(followed(document)).toBe('It can take up to a minute to arrive.');
    }
  });

  test('an answer that does not come is waited for a little', async () => {
    let outage = true;
    const news = () => {
      if (outage) throw new TypeError('Failed to fetch');
      return { code: codeState({ delivery: 'delivered' }) };
    };
    const { document } = open({}, undefined, news, WITH_RECEIPTS);
    await jest.advanceTimersByTimeAsync(3_000);
    outage = false;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(followed(document)).toBe('The message has reached your phone.');
  });

  test('where no provider tells, nobody asks', async () => {
    const { asked } = open();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});
