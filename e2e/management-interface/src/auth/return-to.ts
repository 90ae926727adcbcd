const START = '/';

/** Where to go after logging in: a path of this console, or the Dashboard. */
export function returnTo(value: unknown): string {
  if (typeof value !== 'string' || value.length > 2048) return START;
  if (!/^\/[^\\\p{Cc}]*$/u.test(value) || value.includes('//')) return START;
  return /^\/log(in|out)\b/.test(value) ? START : value;
}

/** The log-in page that comes back to a path. */
export function loginPath(path: string): string {
  const target = returnTo(path);
  return target === START ? '/login' : `/login?returnTo=${encodeURIComponent(target)}`;
}
