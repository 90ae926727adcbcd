import type { Visitor } from '@countersign/support';
import { OpenRoutes } from '../index.js';
import type { Host } from './host.js';
import { rawRequest } from './raw-request.js';

/** A call of a route, and whether its path is spelled as the route's is. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly plain: boolean;
}

const EVERY_VERB = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every guarded route of a host's router: with every verb, and with its first one in every spelling of the path. */
export function guardedCalls(host: Host): Call[] {
  const routes = host.app.get(OpenRoutes).list();
  return routes
    .filter(({ open }) => !open)
    .flatMap(({ route }) => {
      const [verb = '', path = ''] = route.split(' ');
      const filled = path.replace(':id', '7').replace(/\*(path)?$/, 'a/b.txt');
      const [first = verb, ...others] = verbsOf(verb);
      return [
        ...[first, ...others].map((method) => ({ method, path: filled, plain: true })),
        ...spellings(filled).map((spelling) => ({ method: first, path: spelling, plain: false })),
      ];
    });
}

/** Makes the calls, and tells those that were answered with other than a refusal. */
export async function letIn(host: Host, visitor: Visitor, calls: readonly Call[]): Promise<string[]> {
  const outcomes = calls.map(async ({ method, path, plain }) => {
    const status = await rawRequest(host.url, method, path, visitor);
    const refused = status === 401 || (!plain && (status === 404 || status === 400));
    return refused ? [] : [`${method} ${path}: ${status}`];
  });
  return (await Promise.all(outcomes)).flat();
}

function verbsOf(verb: string): string[] {
  if (verb === 'ALL') return EVERY_VERB;
  return verb === 'GET' ? ['GET', 'HEAD'] : [verb];
}

function spellings(path: string): string[] {
  const encoded = [...path]
    .map((letter) => (letter === '/' ? letter : `%${letter.charCodeAt(0).toString(16)}`))
    .join('');
  const first = path.replace(/^\/(.)/, (_, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`);
  return [
    `${path}/`,
    `/${path}`,
    path.replace(/\/(?=[^/]*$)/, '//'),
    path.toUpperCase(),
    first,
    encoded,
    encoded.toUpperCase(),
    `/.${path}`,
    `/x/..${path}`,
    `/2fa/..${path}`,
    `/2fa/%2e%2e${path}`,
    `${path}?x=/2fa`,
    `${path};/2fa`,
    `${path}%2f`,
    `${path}%00`,
    `http://localhost${path}`,
  ];
}
