import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { twoFactor } from 'better-auth/plugins';
import { betterAuthApp } from '../apps/better-auth.app.js';
import { cookieHeader } from '../load/cookie-header.js';
import type { CodeSink, Parts, SecondStep, System } from '../system.js';
import { BETTER_AUTH_USERS, emailOf, PASSWORD } from '../users.js';
import { redisStorage } from './redis-storage.js';

/** The two-factor plugin of better-auth as its documentation says, with Redis as its secondary storage. */
export async function betterAuthSystem({ redis, sink, secret }: Parts): Promise<System> {
  const auth = createAuth({ redis, sink, secret });
  await addAccounts(auth);
  return { redis, inProcess: inProcess(auth), listen: () => betterAuthApp(auth) };
}

/** better-auth, set up. */
export type Auth = ReturnType<typeof createAuth>;

function createAuth({ redis, sink, secret }: Parts) {
  return betterAuth({
    appName: 'Management Interface',
    baseURL: 'http://localhost:3000',
    secret,
    database: memoryAdapter({ user: [], account: [], session: [], verification: [], twoFactor: [] }),
    secondaryStorage: redisStorage(redis.secondStep),
    // The password is compared, not hashed: what a hash costs is no part of the second step, here as in the other apps.
    emailAndPassword: {
      enabled: true,
      password: {
        hash: async (password) => password,
        verify: async ({ hash, password }) => hash === password,
      },
    },
    // Three requests in ten seconds from one address would be all.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    plugins: [twoFactor({ otpOptions: { sendOTP: ({ user, otp }) => send(sink, user, otp) } })],
  });
}

async function send(sink: CodeSink, { email }: { readonly email: string }, code: string): Promise<void> {
  sink.send(Number.parseInt(email.slice('user-'.length), 10), code);
}

async function addAccounts(auth: Auth): Promise<void> {
  const { internalAdapter } = await auth.$context;
  for (let index = 0; index < BETTER_AUTH_USERS; index += 1) {
    const email = emailOf(index);
    const user = await internalAdapter.createUser(
      { email, name: email, emailVerified: true, twoFactorEnabled: true },
      { method: 'email-password' },
    );
    const account = { userId: user.id, accountId: user.id, providerId: 'credential', password: PASSWORD };
    await internalAdapter.createAccount(account);
  }
}

function inProcess({ api }: Auth): SecondStep {
  const steps: SecondStep<Headers> = {
    async begin(user) {
      const body = { email: emailOf(user), password: PASSWORD };
      const signedIn = await api.signInEmail({ body, headers: new Headers(), returnHeaders: true });
      const headers = new Headers({ cookie: cookieHeader(signedIn.headers.getSetCookie()) });
      await api.sendTwoFactorOTP({ body: {}, headers });
      return headers;
    },
    async verify(headers, code) {
      return api.verifyTwoFactorOTP({ body: { code }, headers }).then(
        () => true,
        (error) => refusedAs(error, 'UNAUTHORIZED'),
      );
    },
  };
  return steps as SecondStep;
}

function refusedAs(error: unknown, status: string): false {
  if ((error as { readonly status?: string }).status === status) return false;
  throw error;
}
