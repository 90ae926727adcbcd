import { fetchAccount } from './account.js';
import { notFound, refusal, type TwilioAnswer } from './answer.js';
import { createCall } from './calls.js';
import { credentialsRefusal } from './credentials.js';
import { lookUp } from './lookup.js';
import { createMessage, fetchMessage, updateMessage } from './messages.js';
import {
  fetchService,
  listServiceAlphaSenders,
  listServiceNumbers,
  listServiceShortCodes,
  listServices,
} from './messaging-services.js';
import { listNumbers, listShortCodes } from './own-senders.js';
import type { TwilioRequest } from './records.js';
import type { StandInAccount } from './stand-in-account.js';
import { listVerifications } from './toll-free.js';

/** What a request is about: `account` are also its senders and Messaging Services. */
export type TwilioResource = 'messages' | 'calls' | 'lookups' | 'account';

type Operation = (request: TwilioRequest, account: StandInAccount, id: string) => TwilioAnswer;

interface Route {
  readonly resource: TwilioResource;
  readonly path: RegExp;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** The host plays no part: all of Twilio's hosts are one base URL here. */
const ROUTES: readonly Route[] = [
  { resource: 'messages', path: account('/Messages'), operations: { POST: createMessage } },
  {
    resource: 'messages',
    path: account('/Messages/((?:SM|MM)[0-9a-f]{32})'),
    operations: { GET: fetchMessage, POST: updateMessage },
  },
  { resource: 'calls', path: account('/Calls'), operations: { POST: createCall } },
  { resource: 'account', path: account(''), operations: { GET: fetchAccount } },
  { resource: 'account', path: account('/IncomingPhoneNumbers'), operations: { GET: listNumbers } },
  { resource: 'account', path: account('/SMS/ShortCodes'), operations: { GET: listShortCodes } },
  { resource: 'account', path: /^\/v1\/Services$/, operations: { GET: listServices } },
  { resource: 'account', path: service(''), operations: { GET: fetchService } },
  { resource: 'account', path: service('/PhoneNumbers'), operations: { GET: listServiceNumbers } },
  { resource: 'account', path: service('/ShortCodes'), operations: { GET: listServiceShortCodes } },
  { resource: 'account', path: service('/AlphaSenders'), operations: { GET: listServiceAlphaSenders } },
  { resource: 'account', path: /^\/v1\/Tollfree\/Verifications$/, operations: { GET: listVerifications } },
  { resource: 'lookups', path: /^\/v2\/PhoneNumbers\/([^/]+)$/, operations: { GET: lookUp } },
];

/** What a request is about; undefined for what the stand-in does not know. */
export const resourceOf = (request: TwilioRequest): TwilioResource | undefined => routeOf(request)?.resource;

/** Does what a request asks for, if its path, method, credentials and fields allow it. */
export function operate(request: TwilioRequest, account: StandInAccount): TwilioAnswer {
  const route = routeOf(request);
  if (route === undefined) return notFound(request.path);
  const operation = route.operations[request.method];
  if (operation === undefined) return refusal(20004, 'Method not allowed', 405);
  const id = decodeURIComponent(route.path.exec(pathOf(request))?.[1] ?? '');
  return credentialsRefusal(request, account) ?? operation(request, account, id);
}

const pathOf = ({ path }: TwilioRequest): string => path.split('?')[0] ?? '';

function routeOf(request: TwilioRequest): Route | undefined {
  return ROUTES.find(({ path }) => path.test(pathOf(request)));
}

function account(path: string): RegExp {
  return new RegExp(`^/2010-04-01/Accounts/AC[0-9a-f]{32}${path}\\.json$`, 'i');
}

function service(path: string): RegExp {
  return new RegExp(`^/v1/Services/(MG[0-9a-f]{32})${path}$`, 'i');
}
