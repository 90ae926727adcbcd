import { applySetCookie, cookieHeader } from '@countersign/support';
import { otherThan } from '../people.js';
import { type RawAnswer, rawRequest } from '../raw-request.js';
import type { ContractRequest } from './contract-requests.js';
import { newPerson } from './person.js';
import type { RunningHost } from './running-host.js';

/** What a host of its own has, or a moment of its own. */
const IGNORED = ['date', 'connection', 'keep-alive', 'x-powered-by'];

/** What changes from one time to the next, and what stands in its place. */
const CHANGING: readonly [pattern: RegExp, instead: string][] = [
  [/"sentAt":"[^"]+"/g, '"sentAt":"…"'],
  [/"(expiresInSeconds|resendInSeconds|retryAfterSeconds)":\d+/g, '"$1":0'],
  [/"reference":"[A-Z]{2}"/g, '"reference":"XX"'],
  [/\b\d+ (more )?(seconds?|minutes?)\b/g, 'some time'],
  [/(data-[\w-]+=")[^"]*"/g, '$1"'],
  [/(<strong[^>]*>)[A-Z]{2}(?=<\/strong>)/g, '$1XX'],
  [/(marked |the one marked )[A-Z]{2}\b/g, '$1XX'],
  [/•••• \d\d/g, '•••• 00'],
  [/\b(?:in|ending in) \d\d\b/g, 'ending in 00'],
];

/** Plays requests in their order as one person at one host. @returns what was answered, by name, as it can be compared */
export async function play(host: RunningHost, requests: readonly ContractRequest[]): Promise<Record<string, unknown>> {
  const jar = new Map<string, string>();
  const person = newPerson();
  const answers: Record<string, unknown> = {};
  for (const { name, method, path, headers = {}, body, after = 0 } of requests) {
    if (after > 0) await host.pass(after);
    const filled = body?.replace(/\{(\w+)\}/g, (whole, what: string) => filledIn(host, person, what) ?? whole);
    const cookie = cookieHeader(jar);
    const sent = { 'x-forwarded-proto': 'https', ...headers, ...(cookie !== undefined && { cookie }) };
    const answer = await rawRequest(host.url, {
      ...{ method, path, headers: sent },
      ...(filled !== undefined && { body: filled }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) applySetCookie(jar, line);
    answers[name] = comparable(answer);
  }
  return answers;
}

type Person = ReturnType<typeof newPerson>;

/** Texts of the malformed bodies have braces too: only these words are filled in. */
function filledIn(host: RunningHost, person: Person, what: string): string | undefined {
  if (what === 'code') return host.codeOf(person);
  if (what === 'wrong') return otherThan(host.codeOf(person));
  return { phone: person.phone, username: person.username, password: person.password }[what];
}

function comparable({ status, headers, body }: RawAnswer): object {
  const told = Object.entries(headers).flatMap(([name, value]) =>
    IGNORED.includes(name) || name === 'set-cookie' ? [] : [[name, plain(name, value)]],
  );
  const setCookies = cookies(headers['set-cookie']);
  return { status, headers: Object.fromEntries(told), setCookies, body: without(body) };
}

/** A line as browsers read it: in whatever case and order its attributes stand. */
function attributesOf(line: string): string {
  const [pair, ...attributes] = line.split('; ');
  return [pair, ...attributes.map((each) => each.toLowerCase()).sort()].join('; ');
}

/** Which cookies are set and how; that a session of the host's own has ended, its session middleware may say or not. */
function cookies(lines: string | string[] | undefined): string[] {
  const ours = [lines ?? []].flat().filter((line) => !line.startsWith('__Host-session=;'));
  return ours.map((line) => attributesOf(line.replace(/=[^;]+/, '=…'))).sort();
}

function plain(name: string, value: string | string[] | undefined): unknown {
  return name === 'retry-after' ? 'some time' : value;
}

function without(body: string): string {
  return CHANGING.reduce((text, [pattern, instead]) => text.replace(pattern, instead), body);
}
