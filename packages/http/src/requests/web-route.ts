import { type OwnFactorsRoute, ownFactorsRouteOf } from './own-factors-route.js';
import type { WebRequest } from './web-request.js';

/** What an administrator does to another's second step. */
export interface Administered {
  readonly act: 'unlock' | 'reset' | 'bypass-code' | 'bypass-code/approve';
  /** The account's id. */
  readonly subject: string;
}

/** A route of the contract. */
export type WebRoute =
  | {
      readonly name:
        | 'show'
        | 'enrolPhone'
        | 'enrolTotp'
        | 'sendCode'
        | 'verify'
        | 'stepUp'
        | 'cancel'
        | 'passkeyOptions'
        | 'continueForm'
        | 'showContest'
        | 'contest'
        | 'report'
        | 'showDevices';
    }
  | { readonly name: 'revokeDevice'; readonly device: string }
  | { readonly name: 'asset'; readonly file: string }
  | ({ readonly name: 'administer' } & Administered)
  | OwnFactorsRoute
  | { readonly name: 'receipt'; readonly provider: string };

const ROUTES: Readonly<Record<string, WebRoute>> = {
  'GET /': { name: 'show' },
  'POST /phone': { name: 'enrolPhone' },
  'POST /totp': { name: 'enrolTotp' },
  'POST /code': { name: 'sendCode' },
  'POST /passkey': { name: 'passkeyOptions' },
  'POST /verify': { name: 'verify' },
  'POST /step-up': { name: 'stepUp' },
  'POST /cancel': { name: 'cancel' },
  'GET /continue': { name: 'continueForm' },
  'GET /not-me': { name: 'showContest' },
  'GET /admin/report': { name: 'report' },
  'POST /not-me': { name: 'contest' },
  'GET /devices': { name: 'showDevices' },
};

/**
 * Finds the route of a request, for frameworks whose router does not: `undefined` for what is the host's.
 * @param path - below the base path, with a slash in front, without the query.
 */
export function routeOf(method: string, path: string): WebRoute | undefined {
  const verb = method === 'HEAD' ? 'GET' : method;
  const known = `${verb} ${path}`;
  if (Object.hasOwn(ROUTES, known)) return ROUTES[known];
  const file = verb === 'GET' ? /^\/assets\/([^/]+)$/.exec(path)?.[1] : undefined;
  if (file !== undefined) return { name: 'asset', file };
  const administered = verb === 'POST' ? administeredBy(path) : undefined;
  if (administered) return { name: 'administer', ...administered };
  const device = deviceRevokedBy(verb, path);
  if (device !== undefined) return { name: 'revokeDevice', device };
  const ofFactors = ownFactorsRouteOf(verb, path);
  if (ofFactors) return ofFactors;
  const provider = verb === 'POST' ? /^\/([a-z]+)\/status$/.exec(path)?.[1] : undefined;
  return provider === undefined ? undefined : { name: 'receipt', provider };
}

/** Programs delete it; a form can only post. */
function deviceRevokedBy(verb: string, path: string): string | undefined {
  return { DELETE: /^\/devices\/([\w-]+)$/, POST: /^\/devices\/([\w-]+)\/revoke$/ }[verb]?.exec(path)?.[1];
}

/** An id is one segment, spelled as `encodeURIComponent` does; what cannot be decoded is no id. */
function administeredBy(path: string): Administered | undefined {
  const [, segment = '', act] =
    /^\/admin\/subjects\/([^/]+)\/(unlock|reset|bypass-code(?:\/approve)?)$/.exec(path) ?? [];
  try {
    return act === undefined ? undefined : { act: act as Administered['act'], subject: decodeURIComponent(segment) };
  } catch {
    return undefined;
  }
}

/**
 * The same for a path of the whole host, exactly as it was sent: what is spelled otherwise is none of ours.
 * @param basePath - with a slash in front.
 */
export function routeBelow(
  basePath: string,
  { method, url }: Pick<WebRequest, 'method' | 'url'>,
): WebRoute | undefined {
  const [path = ''] = url.split('?', 1);
  if (path === basePath) return routeOf(method, '/');
  const below = path.startsWith(basePath) ? path.slice(basePath.length) : '/';
  return below === '/' ? undefined : routeOf(method, below);
}
