import { describe, expect, jest, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { CONTEXT, EXAMPLES } from '../pages/examples.fixture.js';
import type { Page } from '../pages/page.js';
import { renderPage } from '../pages/render-page.js';
import { ASSETS } from './index.js';

/** What the browser gives, with more in it than is read. */
const created = {
  clientDataJSON: 'a',
  attestationObject: 'b',
  authenticatorData: 'c',
  publicKey: 'd',
  transports: ['usb'],
};
const signed = { clientDataJSON: 'a', authenticatorData: 'b', signature: 'c', userHandle: undefined };
const given = (response: object) => ({ id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response });

interface World {
  readonly knowsPasskeys?: boolean;
  readonly answer?: { ok: boolean; body: object };
  readonly dialog?: () => Promise<object>;
}

/** Runs the script over a page, in a browser whose dialogs answer as is said. */
function open(page: Page | undefined, { knowsPasskeys = true, answer, dialog }: World = {}) {
  const { document, Event } = parseHTML(renderPage(page as Page, CONTEXT));
  const form = document.querySelector('form[data-passkey]') as HTMLFormElement;
  const submitted = jest.fn();
  const credential = form.querySelector('[name=credential]');
  Object.assign(form, { submit: submitted, elements: { credential } });
  const asked: unknown[] = [];
  const ask = (name: string, response: object) => (options: object) => {
    asked.push([name, options]);
    return dialog ? dialog() : Promise.resolve(given(response));
  };
  const library = {
    browserSupportsWebAuthn: () => knowsPasskeys,
    startRegistration: ask('create', created),
    startAuthentication: ask('get', signed),
  };
  // The bundle puts the real one there.
  const world = Object.defineProperty({}, 'SimpleWebAuthnBrowser', { get: () => library, set: () => undefined });
  const fetch = async (path: string, init: object) => {
    asked.push([path, init]);
    const { ok, body } = answer ?? { ok: true, body: { challenge: 'c' } };
    return { ok, json: async () => body };
  };
  new Function('document', 'globalThis', 'fetch', ASSETS.get('passkey.js')?.body ?? '')(document, world, fetch);
  const press = async () => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    form.dataset.busy = 'true';
    form.dispatchEvent(event);
    await new Promise((resolve) => setImmediate(resolve));
    return event.defaultPrevented;
  };
  const problem = () => document.querySelector('[data-failed]') as HTMLElement;
  return { form, asked, submitted, press, problem, value: () => credential?.getAttribute('value') ?? '' };
}

const { passkey, 'register-phone or passkey': register } = EXAMPLES;

describe('the script of passkeys', () => {
  test('has the browser sign what the server asks for, and posts it as a form', async () => {
    const { form, asked, press, submitted, value } = open(passkey);
    expect([form.hidden, (form.previousElementSibling as HTMLElement).hidden]).toEqual([false, true]);
    expect(await press()).toBe(true);
    expect(asked).toEqual([
      ['/2fa/passkey', { method: 'POST', headers: { accept: 'application/json' } }],
      ['get', { optionsJSON: { challenge: 'c' } }],
    ]);
    expect(submitted).toHaveBeenCalledTimes(1);
    const { userHandle, ...response } = signed;
    expect(JSON.parse(value())).toEqual({ id: 'x', rawId: 'x', type: 'public-key', response });
  });

  test('has it make a new one where the server asks for that', async () => {
    const { asked, press, value } = open(register, { answer: { ok: true, body: { rp: {}, challenge: 'c' } } });
    await press();
    expect(asked[1]).toEqual(['create', { optionsJSON: { rp: {}, challenge: 'c' } }]);
    const response = { clientDataJSON: 'a', attestationObject: 'b', transports: ['usb'] };
    expect(JSON.parse(value())).toMatchObject({ response });
  });

  test('shows no button where the browser knows no passkeys, and says why', () => {
    const { form } = open(passkey, { knowsPasskeys: false });
    expect([form.hidden, (form.previousElementSibling as HTMLElement).hidden]).toEqual([true, false]);
  });

  test.each<[string, World, string]>([
    [
      'nobody answers the dialog',
      { dialog: () => Promise.reject(new Error('NotAllowedError')) },
      'No passkey was used.',
    ],
    [
      'the server refuses',
      { answer: { ok: false, body: { message: 'Your sign-in has expired.' } } },
      'Your sign-in has',
    ],
  ])('says so when %s, and the button works again', async (_, world, text) => {
    const { form, press, submitted, problem } = open(passkey, world);
    await press();
    expect(problem().textContent).toContain(text);
    expect([problem().hidden, form.dataset.busy]).toEqual([false, undefined]);
    expect(submitted).not.toHaveBeenCalled();
  });

  test('says nothing of a dialog that another one has taken the place of', async () => {
    const aborted = Object.assign(new Error('aborted'), { code: 'ERROR_CEREMONY_ABORTED' });
    const { press, problem } = open(passkey, { dialog: () => Promise.reject(aborted) });
    await press();
    expect(problem().hidden).toBe(true);
  });
});
