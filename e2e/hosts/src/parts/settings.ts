import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Requirement } from '@countersign/core';
import type { TwilioSenderOptions } from '@countersign/twilio';

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that the environment decides. */
export interface Settings {
  readonly port: number;
  readonly address: string;
  /** The origin under which browsers see the host. */
  readonly publicUrl: string;
  /** Whether that is https: cookies are then `Secure`, and a proxy in front ends TLS. */
  readonly https: boolean;
  /** Absent: pending codes are kept in memory. */
  readonly redisUrl: string | undefined;
  /** Absent: texts are shown at `/inbox`. */
  readonly twilio: TwilioSenderOptions | undefined;
  readonly secret: string;
  readonly secondFactor: Requirement;
  readonly countries: readonly string[];
  /** Where the token hosts' single-page app is served, at an origin of its own; absent: nowhere. */
  readonly spaOrigin: string | undefined;
}

/** Reads the environment, with the demo's variables. What cannot be used stops the start in the words of the package. */
export async function readSettings(env: Environment): Promise<Settings> {
  const port = Number(env.PORT ?? 3000) || (await freePort());
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`;
  return {
    port,
    address: env.HOST ?? '127.0.0.1',
    publicUrl,
    https: publicUrl.startsWith('https:'),
    redisUrl: env.REDIS_URL || undefined,
    twilio: twilioOf(env, publicUrl),
    secret: env.COUNTERSIGN_SECRET || randomBytes(32).toString('base64url'),
    secondFactor: (env.SECOND_FACTOR as Requirement | undefined) ?? 'required',
    countries: (env.SECOND_FACTOR_COUNTRIES ?? 'US,NL,GB,DE,FR').split(','),
    spaOrigin: env.SPA_ORIGIN || undefined,
  };
}

function twilioOf(env: Environment, publicUrl: string): TwilioSenderOptions | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY, TWILIO_API_SECRET, TWILIO_FROM, TWILIO_API_URL } = env;
  if (!accountSid) return undefined;
  const authToken = env.TWILIO_AUTH_TOKEN;
  return {
    accountSid,
    apiKey: TWILIO_API_KEY ?? '',
    apiSecret: TWILIO_API_SECRET ?? '',
    from: TWILIO_FROM ?? '',
    ...(TWILIO_API_URL && { apiUrl: TWILIO_API_URL }),
    ...(authToken && { receipts: { url: `${publicUrl}/2fa/twilio/status`, authTokens: [authToken] } }),
  };
}

/** A port that nothing listens on: the public address must be known before the host is put together. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
