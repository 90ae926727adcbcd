import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, type RedisServer, startApp, startRedis } from '@countersign/support';
import { startTwilioStandIn, type TwilioStandIn } from '@countersign/twilio/testing';
import type { HostDescription } from '../../hosts/src/host.js';
import { SECRET } from '../system.js';
import { ORIGIN, RunningHost } from './running-host.js';

const SOURCES = new URL('../../hosts/src/hosts/', import.meta.url);
const SCRIPT = fileURLToPath(new URL('../../hosts/dist/main.js', import.meta.url));

/** All hosts, running. */
export interface OpenHosts {
  readonly hosts: readonly RunningHost[];
  readonly twilio: TwilioStandIn;
  /** With their names, for `describe.each`. */
  readonly each: readonly (readonly [name: string, host: RunningHost])[];
  /** Those with sessions. */
  readonly withCookies: readonly (readonly [name: string, host: RunningHost])[];
  /** Those with tokens. */
  readonly withTokens: readonly (readonly [name: string, host: RunningHost])[];
  /** Ends all of it. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Which hosts are started, and how. */
export interface HostsSetup {
  /** Whether a host is among them. @defaultValue all of them */
  readonly only?: (name: string) => boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The names of all hosts: their files. `HOSTS=koa,express5` in the environment leaves the others out. */
function names(only: (name: string) => boolean): string[] {
  const asked = process.env.HOSTS?.split(',');
  return readdirSync(SOURCES)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => only(name) && (asked?.includes(name) ?? true));
}

/** Starts the built hosts (run `npm run build` first), a Redis for all, and a stand-in for Twilio. */
export async function openHosts({ only = () => true, env = {} }: HostsSetup = {}): Promise<OpenHosts> {
  const [redis, twilio] = await Promise.all([startRedis({ args: ['--databases', '64'] }), startTwilioStandIn()]);
  const starting = names(only).map((name, at) => startHost(name, `${redis.url}/${at}`, twilio, env));
  const started = await Promise.allSettled(starting);
  const hosts = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) await close(hosts, redis, twilio);
  if (failed) throw failed.reason;
  const named = hosts.map((host) => [host.description.name, host] as const);
  const carried = (carrier: string) => named.filter(([, host]) => host.description.carrier === carrier);
  return {
    hosts,
    twilio,
    each: named,
    withCookies: carried('cookie'),
    withTokens: carried('bearer'),
    [Symbol.asyncDispose]: () => close(hosts, redis, twilio),
  };
}

async function close(hosts: readonly RunningHost[], redis: RedisServer, twilio: TwilioStandIn): Promise<void> {
  await Promise.all([...hosts, redis, twilio].map((each) => each[Symbol.asyncDispose]()));
}

async function startHost(
  name: string,
  redisUrl: string,
  twilio: TwilioStandIn,
  env: Readonly<Record<string, string>>,
): Promise<RunningHost> {
  const port = env.PORT ?? String(await freePort());
  const app = await startApp({
    script: SCRIPT,
    args: [name],
    env: { PUBLIC_URL: ORIGIN, ...environment(redisUrl, twilio), ...env, PORT: port },
    readyPattern: /^Management Interface \(([\w-]+)\): \S+$/m,
    timeoutMs: 90_000,
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    const health = (await (await fetch(`${url}/healthz`)).json()) as { host: HostDescription };
    return new RunningHost(health.host, app, url, twilio, redisUrl);
  } catch (error) {
    await app.stop(0);
    throw error;
  }
}

function environment(redisUrl: string, twilio: TwilioStandIn) {
  const { accountSid, apiKey, apiSecret } = twilio.credentials;
  return {
    REDIS_URL: redisUrl,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_API_KEY: apiKey,
    TWILIO_API_SECRET: apiSecret,
    TWILIO_FROM: '+15005550006',
    TWILIO_API_URL: twilio.url,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    COUNTERSIGN_SECRET: SECRET,
  };
}
