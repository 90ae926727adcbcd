import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, type OpenBrowser, openBrowser } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openHosts } from './harness/hosts/open-hosts.js';
import { newPerson } from './harness/hosts/person.js';

/** `localhost` and `127.0.0.1` are two sites to a browser, and each port of one is another origin. */
const [apiPort, spaPort, evilPort] = [await freePort(), await freePort(), await freePort()];
const [API, SPA] = [`http://localhost:${apiPort}`, `http://127.0.0.1:${spaPort}`];

/** How old a proof may be for a step-up. */
const FRESH_SECONDS = 4;

const open = await openHosts({
  only: (name) => name === 'nest-bearer',
  env: { PORT: String(apiPort), PUBLIC_URL: API, SPA_ORIGIN: SPA, STEP_UP_SECONDS: String(FRESH_SECONDS) },
});
const [host] = open.hosts;
if (!host) throw new Error('nest-bearer has a single-page app at another origin');

let chromium: OpenBrowser;
let evil: Server;
beforeAll(async () => {
  chromium = await openBrowser();
  // A copy of the same app at an origin that nobody has listed.
  evil = createServer(async ({ url }, response) => {
    const original = await fetch(SPA + url);
    response.setHeader('content-type', original.headers.get('content-type') ?? '');
    response.end(await original.text());
  }).listen(evilPort, '127.0.0.1');
});
afterAll(async () => {
  evil?.close();
  await Promise.all([chromium?.close(), open[Symbol.asyncDispose]()]);
});

async function opened(origin: string): Promise<Page> {
  const page = await (await chromium.browser.newContext()).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(origin);
  return page;
}

async function logIn(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('6-digit code').fill(code);
  await page.getByRole('button', { name: 'Verify' }).click();
}

const said = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

test('an app at another site takes both steps with tokens, calls the API, and steps up', async () => {
  const person = newPerson();
  const page = await opened(SPA);
  await logIn(page, person);
  await page.getByLabel('Mobile number').fill(person.phone);
  await page.getByRole('button', { name: 'Send Code' }).click();
  await page.getByLabel('6-digit code').waitFor();
  await enterCode(page, '00000x');
  await said(page, 'bad_request');
  await enterCode(page, host.codeOf(person));
  await said(page, `${person.username} by pwd, sms, mfa`);
  expect(await page.context().cookies()).toEqual([]);
  await wait(FRESH_SECONDS * 1_000);
  await host.pass(30);
  await page.getByRole('button', { name: 'Switch the second step off' }).click();
  await page.getByLabel('6-digit code').waitFor();
  await enterCode(page, host.codeOf(person));
  await page.getByRole('button', { name: 'Switch the second step off' }).click();
  await said(page, 'The second step is off');
});

test('R79: an app at an origin that is not listed gets nowhere, and no text is sent', async () => {
  const person = newPerson();
  const page = await opened(`http://127.0.0.1:${evilPort}`);
  await logIn(page, person);
  await said(page, 'refused by the browser');
  const headers = { origin: `http://127.0.0.1:${evilPort}`, prefer: 'countersign=bearer' };
  const answer = await host.visitor({ headers }).logIn(person);
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  expect(host.textsTo(person)).toBe(0);
});

test('R79: nor does the listed one with cookies', async () => {
  const cookies = await fetch(`${API}/login`, {
    ...{ method: 'POST', headers: { origin: SPA, 'content-type': 'application/json' } },
    body: JSON.stringify(newPerson()),
  });
  expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([403, []]);
});
