import type { IncomingHttpHeaders } from 'node:http';
import { SecondFactorError } from '@countersign/core';

const OWN_SITES = ['same-origin', 'none'];

/**
 * Refuses a change that another site's page has started (R79): `Sec-Fetch-Site` must be `same-origin` or `none`, else
 * `Origin` must be the public one. A request with neither header comes from a program, which holds no one's cookies.
 * @throws SecondFactorError `cross_origin`
 */
export function checkOrigin(method: string, headers: IncomingHttpHeaders, publicOrigin: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const fromProgram = site === undefined && origin === undefined;
  const own = fromProgram || (typeof site === 'string' && OWN_SITES.includes(site)) || origin === publicOrigin;
  if (!own) throw new SecondFactorError('cross_origin');
}
