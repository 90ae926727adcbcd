import type { IncomingHttpHeaders } from 'node:http';
import { SecondFactorError } from '@countersign/core';
import { prefersBearer } from './negotiation.js';

const OWN_SITES = ['same-origin', 'none'];

/** The origins whose pages may change something. */
export interface Origins {
  /** The one under which browsers see the host. */
  readonly own: string;
  /** Those of its single-page apps elsewhere. */
  readonly others: readonly string[];
}

/**
 * Refuses a change that another site's page has started (R79): `Sec-Fetch-Site` must be `same-origin` or `none`, else
 * `Origin` must be the public one. A request with neither header comes from a program, which holds no one's cookies. A
 * listed origin may as well when the token travels in the open: no browser adds that header by itself.
 * @throws SecondFactorError `cross_origin`
 */
export function checkOrigin(method: string, headers: IncomingHttpHeaders, { own, others }: Origins): void {
  if (method === 'GET' || method === 'HEAD') return;
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const fromProgram = site === undefined && origin === undefined;
  const fromOwn = (typeof site === 'string' && OWN_SITES.includes(site)) || origin === own;
  const fromOther = origin !== undefined && others.includes(origin) && inTheOpen(headers);
  if (!fromProgram && !fromOwn && !fromOther) throw new SecondFactorError('cross_origin');
}

/** Whether a script has asked for, or sends, a token other than by cookie: a browser asks the host first (CORS). */
function inTheOpen(headers: IncomingHttpHeaders): boolean {
  const { authorization, 'countersign-token': token } = headers;
  return prefersBearer(headers) || authorization !== undefined || token !== undefined;
}
