import { ERROR_CODES } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, problemOf, stateOf } from './examples.fixture.js';
import type { Page } from './page.js';
import { renderPage } from './render-page.js';

const dom = (page: Page) => parseHTML(renderPage(page, CONTEXT)).document;

describe('every error code', () => {
  test.each(ERROR_CODES)('%s is told as a refusal, with a way back', (errorCode) => {
    const problem = problemOf(errorCode, { retryAfterSeconds: 480 });
    const document = dom({ name: 'refused', problem });
    expect(document.querySelector('main')?.textContent).toContain(problem.message);
    expect(document.title).toContain(problem.message);
    expect(document.querySelector('a[href="/login"]')?.textContent).toBe('Log in again');
    expect(document.querySelectorAll('form')).toHaveLength(0);
  });

  test.each(ERROR_CODES)('%s is told on the page that offers to send a code', (errorCode) => {
    const problem = problemOf(errorCode);
    const document = dom({ name: 'send-code', state: stateOf({ phone: null, code: null }), problem });
    expect(document.querySelector('[role=alert]')?.textContent).toContain(problem.message);
    expect(document.querySelector('form[action="/2fa/code"] button')?.textContent).toBe('Send Code');
  });
});

test('a lock says when it ends', () => {
  const problem = problemOf('second_factor_locked', { retryAfterSeconds: 480 });
  expect(dom({ name: 'refused', problem }).querySelector('main')?.textContent).toContain('in 8 minutes');
});

test('unavailable offers to try again, at the page that fits', () => {
  const document = dom({ name: 'refused', problem: problemOf('second_factor_unavailable') });
  expect(document.querySelector('a[href="/2fa"]')?.textContent).toBe('Try again');
});
