import assert from 'node:assert/strict';
import type { Visitor } from '../http-client.js';

/** What a browser says of itself when a person sends a form. */
const FORM = { accept: 'html', bodyFormat: 'form', headers: { 'sec-fetch-site': 'same-origin' } } as const;

type CodeOf = () => string;

const statusAndPlace = ({ status, headers }: Response) => [status, headers.get('location')];

/** Opens the step-up to which a guard has sent a browser, and ends it; tells where it goes then. */
async function stepUp(visitor: Visitor, location: string, codeOf: CodeOf): Promise<string | null> {
  assert.equal((await visitor.get(location, FORM)).status, 200);
  const opened = await visitor.post(location.replace('/2fa?', '/2fa/step-up?'), {}, FORM);
  assert.deepEqual(statusAndPlace(opened), [303, '/2fa']);
  const done = await visitor.post('/2fa/verify', { code: codeOf() }, FORM);
  assert.equal(done.status, 303);
  return done.headers.get('location');
}

/** The hidden fields of a page. */
function hiddenIn(page: string): URLSearchParams {
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
}

/**
 * R67, R69: a browser posts `/remove?all=1` without an approval. Its form waits for the step-up, is offered once to the
 * session that came of it, is posted again by a person and goes through, once.
 * @param visitor - signed in.
 */
export async function formGoesThrough(visitor: Visitor, codeOf: CodeOf): Promise<void> {
  const body = new URLSearchParams([
    ['reason', 'left'],
    ['day', 'mo'],
    ['day', 'tu'],
  ]);
  const interrupted = await visitor.post('/remove?all=1', body, FORM);
  const location = interrupted.headers.get('location') ?? '';
  assert.match(`${interrupted.status} ${location}`, /^303 \/2fa\?returnTo=%2F2fa%2Fcontinue&approval=/);
  const before = visitor.clone();
  assert.equal(await stepUp(visitor, location, codeOf), '/2fa/continue');
  assert.notEqual((await before.get('/2fa/continue', FORM)).status, 200);
  const page = await (await visitor.get('/2fa/continue', FORM)).text();
  assert.ok(page.includes('action="/remove?all=1"'), page);
  assert.deepEqual(statusAndPlace(await visitor.get('/2fa/continue', FORM)), [303, '/']);
  const done = await visitor.post('/remove?all=1', hiddenIn(page), FORM);
  assert.equal(done.status, 200);
  assert.deepEqual(JSON.parse(await done.text()), { removed: { reason: 'left', day: ['mo', 'tu'] } });
  assert.equal((await visitor.post('/remove?all=1', hiddenIn(page), FORM)).status, 303);
}

/**
 * R69: a program is told what to open a step-up with; the approval counts for what was asked and for nothing else, and for
 * one of two who use it at once.
 * @param visitor - signed in.
 */
export async function approvalIsUsedOnce(visitor: Visitor, codeOf: CodeOf): Promise<void> {
  const remove = (body: object) => visitor.post('/remove', body);
  const refused = await remove({ reason: 'left' });
  assert.match(refused.headers.get('www-authenticate') ?? '', /error="insufficient_user_authentication".*max_age=300$/);
  const { errorCode, approval } = JSON.parse(await refused.text()) as Record<string, string>;
  assert.deepEqual([refused.status, errorCode], [401, 'step_up_required']);
  const query = new URLSearchParams({ approval: approval ?? '' });
  assert.equal((await visitor.post(`/2fa/step-up?${query}`, {})).status, 202);
  assert.equal((await visitor.post('/2fa/verify', { code: codeOf() })).status, 200);
  assert.equal((await remove({ reason: 'stayed' })).status, 401);
  const outcomes = await Promise.all([remove({ reason: 'left' }), remove({ reason: 'left' })]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), [200, 401]);
}
