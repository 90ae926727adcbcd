/** What is behind the second step in every host. */
export const GUARDED: readonly string[] = [
  'GET /',
  'GET /api/me',
  'GET /api/products',
  'PUT /api/settings',
  'GET /files/report.txt',
  'POST /impersonate',
  'POST /api/accounts/disable',
];

/** What needs a fresh proof in every host. */
export const STEP_UP = 'PUT /api/settings';

/** How old that may be, in seconds. Read before the parts are put together, as Nest's decorators are when they are loaded. */
export const STEP_UP_MAX_AGE = Number(process.env.STEP_UP_SECONDS ?? 300);

/** Ways in and the second step: they look at the origin themselves, but for the first, whose form another site posts. */
const CHECKED_BY_COUNTERSIGN = ['/sso', '/login', '/magic-link', '/invitation'];

/** Whether the host's own origin check has nothing to say about a path. */
export function isCheckedByCountersign(path: string): boolean {
  return path.startsWith('/2fa/') || CHECKED_BY_COUNTERSIGN.includes(path);
}
