import { type Endpoint, parseEndpoint } from './endpoint.js';

/** A master that Sentinels know: ioredis options. */
export interface SentinelMaster extends Pick<Endpoint, 'username' | 'password' | 'tls'> {
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  /** The master's name, as the Sentinels have it. */
  readonly name: string;
  /** Replicas may lag: the master only. */
  readonly role: 'master';
  readonly sentinelTLS?: Record<string, never>;
  readonly enableTLSForSentinelMode?: true;
}

const SHAPE = /^(rediss?)\+sentinel:\/\/(?:([^@/]*)@)?([^@/]+)\/([\w.-]+)$/;

/** Whether this is the URL of a master that Sentinels know. */
export function isSentinelUrl(text: string): boolean {
  return /^rediss?\+sentinel:/.test(text);
}

/**
 * Reads `redis+sentinel://[user:password@]host[:port][,host[:port]…]/name`, or `rediss+sentinel:` for TLS to the
 * Sentinels and to the master. User and password are the master's.
 * @throws TypeError for anything else. The message never holds the URL, as that may hold the password.
 */
export function parseSentinelUrl(text: string): SentinelMaster {
  const [, scheme, login, hosts, name] = SHAPE.exec(text) ?? [];
  if (!hosts || !name) {
    throw new TypeError('A Sentinel URL is redis+sentinel://[user:password@]host[:port][,host[:port]…]/name');
  }
  const nodes = hosts.split(',').map((host) => parseEndpoint(`${scheme}://${login ? `${login}@` : ''}${host}`));
  const { username, password, tls } = nodes[0] ?? {};
  return {
    sentinels: nodes.map(({ host, port }, n) => ({ host, port: hasPort(hosts.split(',')[n]) ? port : 26_379 })),
    name,
    role: 'master',
    ...(username && { username }),
    ...(password && { password }),
    ...(tls && { tls, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  };
}

function hasPort(host = ''): boolean {
  return /:\d+$/.test(host);
}
