import type { WebRequest } from './web-request.js';

/** Whether a request was posted by a form, as the pages have: what it says was typed by a person, or by their script. */
export function isForm<User>({ headers }: Pick<WebRequest<User>, 'headers'>): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
}
