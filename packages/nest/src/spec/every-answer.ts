import { type Host, type HostSetup, startHost } from './host.js';
import { SeededRandom } from './seeded-random.js';
import { visit, wrongCode } from './walk.js';

const FORM = { accept: 'html', bodyFormat: 'form' } as const;

/** What a connection says of itself, and a framework of the host's answers. */
const NOT_OURS = ['connection', 'date', 'etag', 'keep-alive', 'x-powered-by'];

/** Everything that the second step answers on a walk through it, byte for byte, in a host of that kind. */
export async function answersOf(setup: HostSetup): Promise<string[]> {
  const host = await startHost({ ...setup, options: { random: new SeededRandom() } });
  try {
    return await walk(host);
  } finally {
    await host.app.close();
  }
}

/** An answer's status, headers and body. The host's session cookie is no part of it. */
export async function bytesOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(
    ([name, value]) => !NOT_OURS.includes(name) && !value.startsWith('connect.sid'),
  );
  const answer = JSON.stringify([response.status, headers.sort(), await response.text()]);
  // The token begins with a tag of the account's id, and each host has ids of its own.
  return answer.replace(/countersign=[\w-]{16}\./, 'countersign=<tag>.');
}

async function walk(host: Host): Promise<string[]> {
  const answers: string[] = [];
  const visitor = visit(host);
  const keep = async (reply: Promise<Response>) => void answers.push(await bytesOf(await reply));
  await keep(visitor.post('/login', { username: 'alice', password: 'alice-password' }));
  await keep(visitor.get('/2fa'));
  await keep(visitor.get('/2fa', FORM));
  await keep(visitor.post('/2fa/phone', { phone: 12 }));
  await keep(visitor.post('/2fa/phone', { phone: '12', country: 'NL' }, FORM));
  await keep(visitor.post('/2fa/phone', { phone: '0612345642', country: 'NL' }));
  await keep(visitor.post('/2fa/code', {}));
  await keep(visitor.post('/2fa/verify', { code: wrongCode(host), skip: true }));
  await keep(visitor.post('/2fa/verify', '{"code":'));
  await keep(visitor.post('/2fa/verify', { code: wrongCode(host) }));
  await keep(visitor.post('/2fa/verify', { code: wrongCode(host) }, FORM));
  await keep(
    visitor.post('/2fa/verify', { code: host.sender.last.code }, { headers: { origin: 'https://evil.example' } }),
  );
  await keep(visitor.post('/2fa/verify', { code: host.sender.last.code }));
  await keep(visitor.post('/2fa/step-up', {}));
  await keep(visitor.post('/2fa/cancel', {}));
  await keep(visit(host).get('/2fa'));
  await keep(visitor.get('/2fa/not-me?token=x', FORM));
  await keep(visitor.post('/2fa/not-me', { token: 'x' }));
  await keep(visitor.get('/2fa/assets/nothing'));
  return answers;
}
