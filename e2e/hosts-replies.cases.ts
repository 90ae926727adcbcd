import { describe, expect, test } from '@jest/globals';
import { describeEach, open } from './harness/hosts/all-hosts.js';
import { newPerson } from './harness/hosts/person.js';
import { everyReply } from './harness/hosts/replies.js';

/** The directives of a reply's Content-Security-Policy. */
function policyOf({ headers }: Response): Record<string, string> {
  const rules = (headers.get('content-security-policy') ?? '').split('; ');
  return Object.fromEntries(rules.map((rule) => [rule.split(' ', 1)[0], rule.replace(/^\S+ /, '')]));
}

const NONE = "'none'";

/** What is wrong with the headers of a reply (R81), in words. */
function faultsOf([name, reply]: [string, Response]): string[] {
  const wanted = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
  const { 'frame-ancestors': frames, 'object-src': objects, 'base-uri': base, ...others } = policyOf(reply);
  const faults = Object.entries(wanted).filter(([header, value]) => reply.headers.get(header) !== value);
  const open = Object.values(others).filter((sources) => sources !== NONE && sources !== "'self'");
  return [
    ...faults.map(([header]) => `${name}: ${header} is ${reply.headers.get(header)}`),
    ...[frames, objects, base].filter((sources) => sources !== NONE).map((sources) => `${name}: ${sources}`),
    ...open.map((sources) => `${name}: ${sources}`),
    ...(reply.headers.get('access-control-allow-origin') === null ? [] : [`${name}: is open to other origins`]),
    ...(reply.headers.get('etag') === null ? [] : [`${name}: has an ETag`]),
  ];
}

describe.each(open.each)('%s', (_, host) => {
  test('R81: what the second step answers is kept by nobody, framed by nobody and tells no referrer', async () => {
    const replies = await everyReply(host, host.visitor());
    expect(new Set(replies.map(([, { status }]) => status))).toEqual(
      new Set([401, 202, 200, 409, 422, 429, 400, 403, 502, 204, 404]),
    );
    expect(replies.flatMap(faultsOf)).toEqual([]);
  });
});

describe.each(open.withCookies)('%s', (_, host) => {
  test('R81: and so are its pages', async () => {
    const replies = await everyReply(host, host.visitor({ accept: 'html', bodyFormat: 'form' }));
    expect(replies.flatMap(faultsOf)).toEqual([]);
  });

  test('R80: every cookie is bound to this host, to https, to no script and to this run of the browser', async () => {
    const visitor = host.visitor();
    await everyReply(host, visitor);
    const { person } = await host.enrol(newPerson(), visitor);
    await host.pass(30);
    await visitor.post('/2fa/step-up');
    expect((await visitor.post('/2fa/verify', { code: host.codeOf(person) })).status).toBe(200);
    await visitor.post('/logout');
    const names = new Set<string>();
    for (const line of visitor.setCookies) {
      const [pair = '', ...attributes] = line.split('; ').map((part) => part.toLowerCase());
      names.add(line.split('=')[0] ?? '');
      // How a session's cookie is taken back is its middleware's affair.
      if (pair === '__host-session=') continue;
      const lasting = attributes.filter((attribute) => /^(max-age|expires)=/.test(attribute));
      const others = attributes.filter((attribute) => !lasting.includes(attribute)).sort();
      expect([line, others]).toEqual([line, ['httponly', 'path=/', 'samesite=lax', 'secure']]);
      expect([line, lasting.length > 0]).toEqual([line, pair.endsWith('=')]);
    }
    expect([...names].sort()).toEqual(['__Host-countersign', '__Host-session']);
  });
});

describeEach(open.withTokens)('%s', (_, host) => {
  test('R80: sets no cookie at all', async () => {
    const visitor = host.visitor();
    await everyReply(host, visitor);
    await visitor.post('/logout', {});
    expect(visitor.setCookies.filter((line) => !/^__Host-countersign=;/.test(line))).toEqual([]);
  });
});
