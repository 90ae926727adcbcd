import type { SecondStep, SystemName } from '../system.js';
import { emailOf, PASSWORD } from '../users.js';
import type { Answer, HttpConnection, Visit } from './http-client.js';

/** A second step that is under way in a browser. */
export interface Pending {
  readonly visit: Visit;
  readonly connection: HttpConnection;
  /** Where the app has the client keep its token. */
  readonly token?: string;
}

/** The requests that a complete second step takes, system by system. */
const BROWSING: Readonly<Record<SystemName, Browsing>> = {
  countersign: { begin: logIn, verify: verify({}) },
  tutorial: { begin: logIn, verify: verify({}) },
  floor: { begin: logInForToken, verify: verifyToken },
  'floor-session': { begin: logInForToken, verify: verifyToken },
  'better-auth': { begin: signInByEmail, verify: verifyOtp },
};

interface Browsing {
  begin(connection: HttpConnection, visit: Visit, user: number): Promise<{ readonly token?: string }>;
  verify(pending: Pending, code: string): Promise<Answer>;
}

/** How often somebody takes the second step over HTTP, on connections in turn. */
export function httpStep(system: SystemName, connections: readonly HttpConnection[]): SecondStep<Pending> {
  const { begin, verify: answer } = BROWSING[system];
  let turn = 0;
  return {
    async begin(user) {
      const connection = connections[turn++ % connections.length] as HttpConnection;
      const visit: Visit = { cookie: '' };
      return { visit, connection, ...(await begin(connection, visit, user)) };
    },
    async verify(pending, code) {
      const { status, text } = await answer(pending, code);
      if (status === 200 || status === 401) return status === 200;
      throw new Error(`verify was answered with ${status} ${text}`);
    },
  };
}

async function logIn(connection: HttpConnection, visit: Visit, user: number) {
  const body = { username: emailOf(user), password: PASSWORD };
  expect(202, await connection.request(visit, 'POST', '/login', body));
  return {};
}

async function logInForToken(connection: HttpConnection, visit: Visit, user: number) {
  const body = { username: emailOf(user), password: PASSWORD };
  const { text } = expect(202, await connection.request(visit, 'POST', '/login', body));
  return { token: (JSON.parse(text) as { readonly token: string }).token };
}

/** better-auth sends no code of itself: its pages ask for one. */
async function signInByEmail(connection: HttpConnection, visit: Visit, user: number) {
  const body = { email: emailOf(user), password: PASSWORD };
  expect(200, await connection.request(visit, 'POST', '/api/auth/sign-in/email', body));
  expect(200, await connection.request(visit, 'POST', '/api/auth/two-factor/send-otp', {}));
  return {};
}

function verify(extra: object): Browsing['verify'] {
  return ({ connection, visit }, code) => connection.request(visit, 'POST', '/2fa/verify', { code, ...extra });
}

function verifyToken(pending: Pending, code: string): Promise<Answer> {
  return verify({ token: pending.token })(pending, code);
}

function verifyOtp({ connection, visit }: Pending, code: string): Promise<Answer> {
  return connection.request(visit, 'POST', '/api/auth/two-factor/verify-otp', { code });
}

function expect(status: number, answer: Answer): Answer {
  if (answer.status === status) return answer;
  throw new Error(`${status} was due, and ${answer.status} came: ${answer.text}`);
}
