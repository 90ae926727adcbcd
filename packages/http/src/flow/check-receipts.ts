import { OptionError } from '@countersign/core';
import { type ExpressLayers, parsersFor } from '../requests/express-layers.js';
import type { WebContext } from '../web-options.js';

/**
 * Stops the start of a host whose body parsers would read the receipts of its sender first: a signature is over the bytes,
 * which are lost then.
 * @param before - what stands before the second step's routes in an application of Express's.
 * @throws OptionError `sender`
 */
export function checkReceipts<User>({ secondFactor, page }: WebContext<User>, before: ExpressLayers): void {
  const { receipts = [] } = secondFactor.options.sender;
  const parsers = receipts.flatMap(({ provider }) => parsersFor(`${page().basePath}/${provider}/status`, before));
  if (parsers.length === 0) return;
  const names = [...new Set(parsers)].join(', ');
  const problem = `has receipts, whose signatures are over the bytes of their bodies, and ${names} would read those first`;
  throw new OptionError('sender', `${problem}: mount the second factor’s routes before body parsers`);
}
