import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const installed = createRequire(import.meta.url).resolve('@simplewebauthn/browser');

/** SimpleWebAuthn's own bundle for browsers, 13 KB: served from here, so that the pages load nothing from elsewhere (R81). */
const LIBRARY = readFileSync(join(dirname(installed), '../dist/bundle/index.umd.min.js'), 'utf8');

/**
 * What a page with passkeys needs: asks the server what has to be signed and the browser for the signature, and posts it as a
 * form, so that what comes of it is a page like any other. Only on pages that offer a passkey.
 */
const OWN = `
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;

// What the browser gives beyond this is not read, and would make the form too long.
const PARTS = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'transports'];
const essence = ({ id, rawId, type, response }) => {
  const parts = response.attestationObject ? PARTS.filter((part) => part !== 'authenticatorData') : PARTS;
  const kept = parts.filter((part) => response[part] !== undefined).map((part) => [part, response[part]]);
  return JSON.stringify({ id, rawId, type, response: Object.fromEntries(kept) });
};

const askServer = async (path) => {
  const answer = await fetch(path, { method: 'POST', headers: { accept: 'application/json' } });
  const body = await answer.json();
  if (answer.ok) return body;
  throw Object.assign(new Error(body.message), { forPeople: true });
};

const askBrowser = (optionsJSON) =>
  optionsJSON.rp ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });

const use = async (form) => {
  const problem = form.querySelector('[data-failed]');
  problem.hidden = true;
  try {
    const credential = await askBrowser(await askServer(form.dataset.passkey));
    form.elements.credential.value = essence(credential);
    form.submit();
  } catch (error) {
    // A dialog that another press of the button has taken the place of.
    if (error.code === 'ERROR_CEREMONY_ABORTED') return;
    problem.textContent = error.forPeople ? error.message : problem.dataset.failed;
    problem.hidden = false;
    delete form.dataset.busy;
    for (const button of form.querySelectorAll('button')) button.disabled = false;
  }
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const works = browserSupportsWebAuthn();
  form.hidden = !works;
  form.previousElementSibling.hidden = works;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    use(form);
  });
}
`;

/** The library, with the licence that it asks for, and what is ours. */
export const PASSKEY_JS = `/* SimpleWebAuthn, Copyright (c) 2020 Matthew Miller, MIT License */\n${LIBRARY}${OWN}`;
