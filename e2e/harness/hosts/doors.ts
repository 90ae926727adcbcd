import { rawRequest } from '../raw-request.js';
import { spellingsOf, VERBS } from '../spellings.js';

/** Texts that stand only behind the second step. */
const INSIDE = /KB-1001|Signed in as|Quarterly figures|"email"|"actsAs"|"disabled"|"secondFactor"/;
/** Refusals, and "there is no such thing". */
const REFUSALS = [400, 401, 403, 404, 405, 415];
/** Spellings that go with each verb: more would be the same router asked again. */
const FIRST_SPELLINGS = 2;

/** How many requests wait at a time. */
const AT_ONCE = 16;

type Request = readonly [method: string, path: string];

/** A route's own verb and GET in every spelling, and every other verb in the plain ones. */
function requestsFor(route: string): Request[] {
  const [own = '', path = ''] = route.split(' ');
  const spellings = spellingsOf(path);
  return VERBS.flatMap((verb) => {
    const all = verb === own || verb === 'GET';
    return spellings.slice(0, all ? undefined : FIRST_SPELLINGS).map((spelling) => [verb, spelling] as const);
  });
}

/** Tries every way to a route. @returns how many, and those that led somewhere */
export async function sweep(
  url: string,
  route: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ tried: number; reached: string[] }> {
  const requests = requestsFor(route);
  const tried = requests.length;
  const reached: string[] = [];
  const work = async () => {
    for (let next = requests.pop(); next; next = requests.pop()) reached.push(...(await attempt(url, next, headers)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { tried, reached };
}

async function attempt(url: string, [method, path]: Request, headers: Readonly<Record<string, string>>) {
  const { status, body } = await rawRequest(url, { method, path, headers });
  // What verbs there are is no secret.
  const told = method === 'OPTIONS' && /^[A-Z, ]*$/.test(body);
  const shut = (REFUSALS.includes(status) || told) && !INSIDE.test(body);
  return shut ? [] : [`${method} ${path}: ${status} ${body.slice(0, 80)}`];
}
