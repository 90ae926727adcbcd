import type { IncomingHttpHeaders } from 'node:http';
import type { KeptDevice } from '@countersign/core';
import type { WebContext } from '../web-options.js';

/** The `Set-Cookie` lines by which a browser keeps what makes it trusted; none where it is not. */
export function keptDevice<User>(
  { carrier, secondFactor }: WebContext<User>,
  headers: IncomingHttpHeaders,
  device: KeptDevice | null | undefined,
): readonly string[] {
  const { trustedDevices } = secondFactor.options;
  return device && trustedDevices ? carrier.keepDevice(device, trustedDevices.days, headers) : [];
}
