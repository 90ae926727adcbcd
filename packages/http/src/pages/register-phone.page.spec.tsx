import { describe, expect, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, COUNTRIES, problemOf, stateOf } from './examples.fixture.js';
import type { RegisterPhonePage } from './page.js';
import { renderPage } from './render-page.js';

const dom = (page: Partial<Omit<RegisterPhonePage, 'name'>> = {}) =>
  parseHTML(renderPage({ name: 'register-phone', state: stateOf(), countries: COUNTRIES, ...page }, CONTEXT)).document;
const selected = (document: Document) => document.querySelector('option[selected]')?.getAttribute('value') ?? null;

describe('registering a phone number', () => {
  test('R40: says that SMS is a restricted method, and why', () => {
    expect(dom().getElementById('sms-notice')?.textContent).toMatch(/restricted method: .*intercepted/);
  });

  test('offers the allowed countries by name, and guesses none of several', () => {
    const options = [...dom().querySelectorAll('option')].map(({ textContent }) => textContent);
    expect(options).toEqual([
      'Choose a country',
      'Germany (+49)',
      'Netherlands (+31)',
      'United Kingdom (+44)',
      'United States (+1)',
    ]);
    expect(selected(dom())).toBeNull();
  });

  test('the only allowed country is chosen already', () => {
    const document = dom({ countries: COUNTRIES.slice(1, 2) });
    expect(document.querySelectorAll('option')).toHaveLength(1);
    expect(selected(document)).toBe('NL');
  });

  test('brings back what was typed; a country that is not allowed is not chosen', () => {
    const document = dom({ values: { phone: '06 1234', country: 'DE' } });
    expect(document.querySelector('input[name=phone]')?.getAttribute('value')).toBe('06 1234');
    expect(selected(document)).toBe('DE');
    expect(selected(dom({ values: { country: 'KP' } }))).toBeNull();
  });

  test.each([
    ['phone_invalid', {}, 'phone'],
    ['phone_not_allowed', {}, 'phone'],
    ['bad_request', { details: ['country must be one of …'] }, 'country'],
    ['bad_request', {}, 'phone'],
    ['too_many_codes', { retryAfterSeconds: 3_600 * 20 }, null],
    ['code_not_sent', {}, null],
  ] as const)('%s with %j marks the field %s', (errorCode, more, name) => {
    const document = dom({ problem: problemOf(errorCode, more) });
    const invalid = [...document.querySelectorAll('[aria-invalid]')].map((field) => field.getAttribute('name'));
    expect(invalid).toEqual(name ? [name] : []);
    expect(document.querySelector('[role=alert]')).not.toBeNull();
    if (name) expect(document.getElementById(name)?.getAttribute('aria-describedby')).toContain('problem');
  });
});
