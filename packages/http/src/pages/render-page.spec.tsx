import { describe, expect, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, COUNTRIES, EXAMPLES, stateOf, TRUSTING } from './examples.fixture.js';
import type { Page, PageContext } from './page.js';
import { renderPage } from './render-page.js';

const dom = (page: Page, context: PageContext = TRUSTING) => parseHTML(renderPage(page, context)).document;
const examples = Object.entries(EXAMPLES);

/** What the server takes at each path; any other field would be refused. */
const FIELDS: Record<string, string[]> = {
  '/2fa/phone': ['country phone'],
  '/2fa/totp': [''],
  '/2fa/code': ['', 'channel'],
  '/2fa/verify': [
    'code',
    'code method',
    'code trustDevice',
    'code method trustDevice',
    'credential method trustDevice',
    'credential method',
    'credential method name',
  ],
  '/2fa/step-up?prove=password': ['password'],
  '/2fa/devices/AAAAAAAAAAAAAAAA/revoke': [''],
  '/2fa/devices/BBBBBBBBBBBBBBBB/revoke': [''],
  '/2fa/step-up': [''],
  '/2fa/cancel': [''],
  '/2fa/not-me': ['token'],
  '/login/form?a=1': ['reason'],
  '/2fa/factors/phone': ['', 'replaces'],
  '/2fa/factors/totp': [''],
  '/2fa/factors/passkey': [''],
  '/2fa/recovery-codes': [''],
  ...Object.fromEntries(
    ['f1', 'f2', 'f3', 'f4'].flatMap((id) => [
      [`/2fa/factors/${id}`, ['name', 'preferred']],
      [`/2fa/factors/${id}/remove`, ['']],
    ]),
  ),
};

describe.each(examples)('the page "%s"', (_name, page) => {
  test('is a whole document in English with one main heading', () => {
    const document = dom(page);
    expect(renderPage(page, CONTEXT)).toMatch(/^<!doctype html><html lang="en">/);
    expect(document.title).toContain('Management Interface');
    expect(document.querySelectorAll('main h1')).toHaveLength(1);
  });

  test('R81: holds nothing inline and nothing of another origin', () => {
    // What a link saves is in the link itself: it loads nothing, and no page opens.
    const elements = [...dom(page).querySelectorAll('*:not(a[download][href^="data:text/plain;"])')];
    expect(elements.filter(({ localName }) => localName === 'style')).toEqual([]);
    expect(elements.filter((e) => e.localName === 'script' && (!e.getAttribute('src') || e.textContent))).toEqual([]);
    const attributes = elements.flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual([]);
    const addresses = attributes.filter(({ name }) => ['src', 'href', 'action', 'formaction'].includes(name));
    for (const { value } of addresses) expect(value).toMatch(/^(\/(?:$|(?:2fa|login)\b)|otpauth:)/);
  });

  test('R79: posts exactly the known fields to the known paths', () => {
    for (const form of dom(page).querySelectorAll('form')) {
      expect(form.getAttribute('method')).toBe('post');
      expect(form.hasAttribute('enctype')).toBe(false);
      const names = [...form.querySelectorAll('[name]')].map((field) => field.getAttribute('name'));
      expect(FIELDS[form.getAttribute('action') ?? '']).toContain(names.sort().join(' '));
    }
  });

  test('R82: every field has one label, every reference by id leads somewhere, no id is used twice', () => {
    const document = dom(page);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const field of document.querySelectorAll('input:not([type=hidden]), select'))
      expect(document.querySelectorAll(`label[for="${field.id}"]`)).toHaveLength(1);
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'data-enables'])
      for (const element of document.querySelectorAll(`[${attribute}]`))
        for (const id of element.getAttribute(attribute)?.split(' ') ?? []) expect(ids).toContain(id);
  });
});

describe('hostile text', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

  test('stays text, in the product name and in what was typed', () => {
    const context = { ...CONTEXT, issuer: evil };
    const values = { phone: evil, country: evil };
    const document = dom({ name: 'register-phone', state: stateOf(), countries: COUNTRIES, values }, context);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(document.querySelector('.brand')?.textContent).toBe(evil);
    expect(document.querySelector('input[name=phone]')?.getAttribute('value')).toBe(evil);
  });

  test('stays text, in a problem and its details', () => {
    const problem = { errorCode: 'bad_request', message: evil, details: [evil], reference: evil } as const;
    for (const page of [
      { name: 'verify', state: stateOf(), problem },
      { name: 'refused', problem },
    ] as const) {
      const document = dom(page);
      expect(document.querySelectorAll('script')).toHaveLength(1);
      expect(document.querySelectorAll('img')).toHaveLength(0);
      expect(document.title).toContain(evil);
    }
  });

  test('stays text, in the state', () => {
    const document = dom({ name: 'verify', state: stateOf({ phone: evil }) });
    expect(document.querySelectorAll('script, img')).toHaveLength(1);
  });
});
