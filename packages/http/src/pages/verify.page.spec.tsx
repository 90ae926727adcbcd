import { type Delivery, SEND_FAILURES, type SendFailure } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, codeState, problemOf, stateOf } from './examples.fixture.js';
import type { VerifyPage } from './page.js';
import { renderPage } from './render-page.js';
import { explained } from './send-failure.js';
import { TEXTS } from './texts.js';

const dom = (page: Omit<VerifyPage, 'name' | 'state'> & Partial<Pick<VerifyPage, 'state'>> = {}) =>
  parseHTML(renderPage({ name: 'verify', state: stateOf(), ...page }, CONTEXT)).document;
const field = (document: Document) => document.querySelector('input[name=code]');
const main = (document: Document) => document.querySelector('main')?.textContent ?? '';
const alert = (document: Document) => document.querySelector('[role=alert]')?.textContent ?? '';

describe('R82: the code field', () => {
  test('is one field that phones and password managers fill, and that cuts nothing', () => {
    const document = dom();
    expect(document.querySelectorAll('input')).toHaveLength(1);
    const input = field(document);
    expect(input?.getAttribute('type')).toBe('text');
    expect(input?.getAttribute('inputmode')).toBe('numeric');
    expect(input?.getAttribute('autocomplete')).toBe('one-time-code');
    for (const absent of ['maxlength', 'pattern', 'value']) expect(input?.hasAttribute(absent)).toBe(false);
    expect(input?.hasAttribute('autofocus')).toBe(true);
    expect(document.querySelector('label')?.textContent).toBe('6-digit code');
  });

  test('has the reference beside it and is described by it and by the time left', () => {
    const document = dom();
    expect(document.querySelector('.code-row #code-reference')?.textContent).toBe('The message is marked KT');
    expect(document.getElementById('code-validity')?.textContent).toBe('The code is valid for 5 more minutes.');
    expect(field(document)?.getAttribute('aria-describedby')).toBe('code-reference code-validity');
  });
});

describe('R49: the phone', () => {
  test('is shown as its mask, and read aloud as words', () => {
    expect(main(dom())).toContain('We sent a code to •••• 42');
    expect(dom().querySelector('.lead .visually-hidden')?.textContent).toBe('the number ending in 42');
  });
});

describe('R12: the wait after too many wrong codes', () => {
  const waiting = () => dom({ state: stateOf({ code: codeState({ answerInSeconds: 60 }) }) });

  test('is counted down beside the button, which works without scripts at any time', () => {
    const wait = waiting().getElementById('answer-wait');
    expect(wait?.textContent).toBe('You can try again in 60 seconds.');
    expect([wait?.getAttribute('data-countdown'), wait?.getAttribute('data-enables')]).toEqual(['60', 'verify']);
    expect(waiting().getElementById('verify')?.hasAttribute('disabled')).toBe(false);
    expect(dom().getElementById('answer-wait')).toBeNull();
  });

  test('is told once where the page has it, and by the refusal where it has not', () => {
    const problem = problemOf('second_factor_locked', { retryAfterSeconds: 60 });
    expect(alert(dom({ state: stateOf({ code: codeState({ answerInSeconds: 60 }) }), problem }))).not.toContain('60');
    expect(alert(dom({ state: stateOf({ code: null }), problem }))).toContain('You can try again in 60 seconds.');
  });
});

describe('asking for another code', () => {
  test('works without scripts at any time, and says how long to wait', () => {
    const button = dom().getElementById('resend');
    expect(button?.hasAttribute('disabled')).toBe(false);
    expect(dom().getElementById('resend-wait')?.textContent).toBe('You can ask for another code in 29 seconds.');
  });

  test('is not offered when no code can be sent any more; how few are left is told before', () => {
    const spent = dom({ state: stateOf({ code: codeState({ sendsLeft: 0 }) }) });
    expect(spent.getElementById('resend')).toBeNull();
    expect(main(spent)).toContain('No more codes can be sent for this sign-in.');
    expect(main(dom({ state: stateOf({ code: codeState({ sendsLeft: 1 }) }) }))).toContain('Only 1 more code');
    expect(main(dom())).not.toContain('more code can be sent');
  });

  test.each([
    ['undelivered', /did not get to your phone/],
    ['unknown', /do not know whether/],
  ] as const)('delivery %s is told', (delivery, told) => {
    const document = dom({ state: stateOf({ code: codeState({ delivery }) }) });
    expect(document.querySelector('.message[role=status]')?.textContent).toMatch(told);
    expect(document.getElementById('resend')).not.toBeNull();
  });

  test('is all there is when no code is live', () => {
    const document = dom({ state: stateOf({ code: null }) });
    expect(field(document)).toBeNull();
    expect(document.querySelector('form[action="/2fa/code"] .primary')?.textContent).toBe('Resend Code');
  });

  test('"Try another way" is there only when there is one', () => {
    expect(main(dom())).not.toContain('Try another way');
    const state = stateOf({ methods: ['sms', 'voice', 'whatsapp'] });
    const ways = [...dom({ state }).querySelectorAll('details form')];
    expect(ways.map((form) => form.getAttribute('action'))).toEqual(['/2fa/code', '/2fa/code']);
    const fields = ways.map((form) => form.querySelector('input[type=hidden][name=channel]')?.getAttribute('value'));
    expect(fields).toEqual(['voice', 'whatsapp']);
    expect(ways.map((form) => form.textContent)).toEqual(['Call me and say the code', 'Send the code by WhatsApp']);
  });

  test('another way is offered from each to the others, and to none once no code can be sent any more', () => {
    const methods = ['sms', 'voice'] as const;
    const called = dom({ state: stateOf({ methods, code: codeState({ channel: 'voice' }) }) });
    expect(called.querySelector('details')?.textContent).toContain('Send the code as a text message');
    expect(called.querySelectorAll('details form')).toHaveLength(1);
    const spent = dom({ state: stateOf({ methods, code: codeState({ sendsLeft: 0 }) }) });
    expect(spent.querySelector('details')).toBeNull();
  });

  test.each([
    ['voice', 'We are calling •••• 42'],
    ['whatsapp', 'We sent a code by WhatsApp to •••• 42'],
  ] as const)('a code by %s is told as one, and has no mark', (channel, told) => {
    const document = dom({ state: stateOf({ code: codeState({ channel }) }), notice: 'code_sent' });
    expect(main(document)).toContain(told);
    expect(document.querySelector('#code-reference')).toBeNull();
    expect(field(document)?.getAttribute('aria-describedby')).toBe('code-validity');
    expect(main(document)).toContain('Only the newest one works.');
    const problem = problemOf('code_superseded', { attemptsLeft: 3, reference: 'KT' });
    expect(main(dom({ state: stateOf({ code: codeState({ channel }) }), problem }))).not.toContain('KT');
  });

  test('"Change number" is there only while a phone is being registered', () => {
    expect(dom().querySelector('a[href="/2fa?change=1"]')).toBeNull();
    expect(dom({ state: stateOf({ purpose: 'enrol' }) }).querySelector('a[href="/2fa?change=1"]')).not.toBeNull();
  });
});

describe('R85: a message that was not sent', () => {
  const failed = (failure: SendFailure, delivery: Delivery = 'undelivered') =>
    stateOf({ methods: ['sms', 'voice'], code: codeState({ delivery, failure }) });
  const notice = (failure: SendFailure, delivery?: Delivery) =>
    dom({ state: failed(failure, delivery) }).querySelector('.message[role=status]')?.textContent ?? '';

  test.each(SEND_FAILURES)('for %s is told in a sentence of its own', (failure) => {
    expect(notice(failure)).toContain(TEXTS.failures[failure]);
    expect(new Set(Object.values(TEXTS.failures)).size).toBe(SEND_FAILURES.length);
  });

  test.each<[SendFailure, boolean]>([
    ['opted_out', true],
    ['misconfigured', true],
    ['not_mobile', true],
    ['busy', false],
    ['number_invalid', false],
  ])('for %s offers another way: %s', (failure, offered) => {
    const text = 'You can also try another way.';
    expect(notice(failure).includes(text)).toBe(offered);
    const problem = explained(problemOf('code_not_sent'), failed(failure).code);
    const told = alert(dom({ state: failed(failure), problem }));
    expect(told).toContain(TEXTS.failures[failure]);
    expect(told.includes(text)).toBe(offered);
  });

  test('that may be on its way all the same is told as that', () => {
    expect(notice('busy', 'unknown')).toMatch(/We do not know whether .* You can also try another way\./);
  });
});

describe('a problem', () => {
  test.each([
    ['code_wrong', { attemptsLeft: 4 }, true, 'You have 4 tries left.'],
    ['code_wrong', { attemptsLeft: 1 }, true, 'You have 1 try left.'],
    ['code_superseded', { attemptsLeft: 3, reference: 'KT' }, true, 'Use the code in the message marked KT.'],
    ['code_expired', {}, true, 'Ask for a new one.'],
    ['resend_too_soon', { retryAfterSeconds: 12 }, false, 'in 12 seconds'],
    ['too_many_codes', { retryAfterSeconds: 1_800 }, false, 'in 30 minutes'],
    ['code_not_sent', {}, false, 'We could not send the code.'],
    ['bad_request', { details: ['code must be a string'] }, true, 'code must be a string'],
    ['bad_request', { details: ['property colour should not exist'] }, false, 'colour'],
  ] as const)('%s with %j', (errorCode, more, atFault, help) => {
    const problem = problemOf(errorCode, more);
    const document = dom({ problem });
    expect(document.title).toBe(`Error: ${problem.message} Verify code – Management Interface`);
    expect(alert(document)).toContain(problem.message);
    expect(alert(document)).toContain(help);
    expect(document.querySelector('[role=alert]')?.getAttribute('tabindex')).toBe('-1');
    expect(field(document)?.getAttribute('aria-invalid') ?? null).toBe(atFault ? 'true' : null);
    expect(field(document)?.getAttribute('aria-describedby')).toContain('problem');
  });

  test('a send that failed before the page is told like one', () => {
    const document = dom({ state: stateOf({ code: null }), notice: 'code_not_sent' });
    expect(alert(document)).toContain('We could not send the code.');
    expect(document.title).toMatch(/^Error: /);
  });

  test('no problem, no alert', () => {
    expect(dom({ notice: 'code_sent' }).querySelector('[role=alert]')).toBeNull();
    expect(main(dom({ notice: 'code_sent' }))).toContain('Only the newest message works, the one marked KT.');
  });
});
