import { DeadlinePassed } from '@countersign/core';

const SYSTEM = /^E[A-Z]{3,20}$|^(?:CERT|ERR_TLS|UNABLE|DEPTH|SELF)_[A-Z_]{3,60}$/;
const CONNECTION =
  /connection is closed|isn't (?:writeable|ready)|socket timeout|max retries|startup nodes|slots cache|is disconnect|all sentinels/i;
/** Error codes of Redis, listed: nothing but one of these words is ever taken from an error's text. */
const REDIS =
  /\b(READONLY|OOM|LOADING|BUSY|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|CROSSSLOT|NOREPLICAS|NOAUTH|WRONGPASS|NOPERM|NOPROTO|WRONGTYPE|MOVED|ASK)\b/;

/**
 * A short word for what went wrong, safe to log: an error of ioredis holds the command with its arguments, and its text
 * may quote them (R76).
 * @returns `timeout`, `connection`, an error code of Redis (`READONLY`) or of the system (`ECONNREFUSED`), or `error`.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof DeadlinePassed) return 'timeout';
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && SYSTEM.test(code)) return code;
  const text = String(message);
  // Before the others: Redis 6 and earlier put a script's error inside a longer one that begins with ERR.
  const word = REDIS.exec(text)?.[1];
  if (word !== undefined) return word;
  if (text.startsWith('ERR ')) return 'ERR';
  if (/timed out/i.test(text)) return 'timeout';
  return CONNECTION.test(text) ? 'connection' : 'error';
}
