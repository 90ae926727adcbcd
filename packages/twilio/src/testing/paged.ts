import type { TwilioAnswer } from './answer.js';

/** A list of the API of 2010, all on one page. */
export function pageOf2010(key: string, items: readonly object[], path: string): TwilioAnswer {
  const body = {
    [key]: items,
    page: 0,
    page_size: 50,
    start: 0,
    end: Math.max(items.length - 1, 0),
    first_page_uri: path,
    next_page_uri: null,
    previous_page_uri: null,
    uri: path,
  };
  return { status: 200, body };
}

/** A list of one of the newer APIs, all on one page. */
export function pageOf(key: string, items: readonly object[], path: string): TwilioAnswer {
  const url = `https://messaging.twilio.com${path}`;
  const meta = { key, url, page: 0, page_size: 50, first_page_url: url, next_page_url: null, previous_page_url: null };
  return { status: 200, body: { [key]: items, meta } };
}

/** A parameter of the query; null when it was not given. */
export const queryOf = (path: string, name: string): string | null =>
  new URL(path, 'http://stand-in').searchParams.get(name);
