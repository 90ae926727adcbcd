/** Where Redis is and how to log in there: ioredis options. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** The number of the database. */
  readonly db?: number;
  /** Present for `rediss:`; certificates are verified. */
  readonly tls?: Record<string, never>;
}

/**
 * Reads `redis://[user:password@]host[:port][/db]`, or `rediss:` for TLS. Options in the query are refused: they could
 * switch the offline queue back on.
 * @throws TypeError for anything else. The message never holds the URL, as that may hold the password.
 */
export function parseEndpoint(text: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const db = url?.pathname.replace(/^\//, '') ?? '';
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname || url.search || !/^\d*$/.test(db)) {
    throw new TypeError('A Redis URL is redis://[user:password@]host[:port][/db], or rediss:// for TLS');
  }
  return {
    // Without the brackets of an IPv6 address, as the socket wants it.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 6379),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(db && { db: Number(db) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
  };
}
