import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { asksForPage, type Form, preferredForm, prefersBearer } from './negotiation.js';

const FORMS: readonly [IncomingHttpHeaders, Form][] = [
  [{}, 'html'],
  [{ accept: '' }, 'html'],
  [{ accept: '*/*' }, 'html'],
  [{ accept: 'text/html' }, 'html'],
  [{ accept: 'application/json' }, 'json'],
  [{ accept: 'Application/JSON' }, 'json'],
  [{ accept: 'application/*' }, 'json'],
  [{ accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }, 'html'],
  [{ accept: 'text/html;q=0.5, application/json' }, 'json'],
  [{ accept: 'application/json;q=0.5, text/html' }, 'html'],
  [{ accept: 'application/json;q=0, */*' }, 'html'],
  [{ accept: 'text/html;q=0, */*' }, 'json'],
  [{ accept: 'application/json, text/plain, */*' }, 'json'],
  [{ accept: 'image/png' }, 'html'],
  [{ accept: 'no sense at all;;;' }, 'html'],
  [{ accept: '*/*', 'content-type': 'application/json' }, 'json'],
  [{ 'content-type': 'application/json; charset=utf-8' }, 'json'],
  [{ accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' }, 'html'],
  [{ accept: '*/*', authorization: 'Bearer x' }, 'json'],
  [{ accept: '*/*', prefer: 'countersign=bearer' }, 'json'],
  [{ accept: 'text/html', 'content-type': 'application/json', authorization: 'Bearer x' }, 'html'],
];

describe('preferredForm', () => {
  test.each(FORMS)('of %j is %s', (headers, form) => {
    expect(preferredForm(headers)).toBe(form);
  });
});

describe('asksForPage', () => {
  test.each<[IncomingHttpHeaders, boolean]>([
    [{ accept: 'text/html,*/*;q=0.8' }, true],
    [{ accept: '*/*' }, false],
    [{}, false],
    [{ accept: 'application/json' }, false],
    [{ accept: 'text/html;q=0.1, application/json' }, false],
  ])('of %j is %s', (headers, expected) => {
    expect(asksForPage(headers)).toBe(expected);
  });
});

describe('prefersBearer', () => {
  test.each<[unknown, boolean]>([
    ['countersign=bearer', true],
    ['respond-async, Countersign=Bearer', true],
    [['return=minimal', 'countersign=bearer'], true],
    ['countersign=cookie', false],
    ['x-countersign=bearer', false],
    [undefined, false],
  ])('of %j is %s', (prefer, expected) => {
    expect(prefersBearer({ prefer } as IncomingHttpHeaders)).toBe(expected);
  });
});
