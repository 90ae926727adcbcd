import { OptionError } from '@countersign/core';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';
import type { NodeStyleRequest } from './web-request.js';

/**
 * Whose word about the client's address is taken: so many hops in front of the host, or proxies by their addresses and
 * networks (`10.0.0.0/8`, `loopback`, `linklocal`, `uniquelocal`).
 */
export type TrustProxy = number | readonly string[];

/** Finds the address of a request's client, normalised; `undefined` where there is no socket to tell. */
export type AddressOf = (request: NodeStyleRequest) => string | undefined;

/**
 * Makes the finder. Without proxies the socket alone tells: no header of a client's changes what it is counted under (R17).
 * @throws OptionError for a number that is none, or an address that is none.
 */
export function addressFinder(trustProxy: TrustProxy = []): AddressOf {
  const trusts = compile(trustProxy);
  return (request) => {
    const remote = request.socket?.remoteAddress;
    if (!remote) return undefined;
    // A proxy that names nobody is counted itself: what cannot be read must not be free.
    return normalised(proxyAddr(request as Parameters<typeof proxyAddr>[0], trusts)) ?? normalised(remote);
  };
}

type Trusts = (address: string, hop: number) => boolean;

function compile(trustProxy: TrustProxy): Trusts {
  if (typeof trustProxy !== 'number') return byAddress(trustProxy);
  if (Number.isInteger(trustProxy) && trustProxy >= 0 && trustProxy <= 10) return (_, hop) => hop < trustProxy;
  throw new OptionError('trustProxy', 'must be a number of hops from 0 to 10, or a list of addresses and networks');
}

function byAddress(addresses: readonly string[]): Trusts {
  try {
    return proxyAddr.compile([...addresses]);
  } catch {
    throw new OptionError('trustProxy', "must list addresses and networks, as '10.0.0.0/8' or 'loopback'");
  }
}

/** One line of IPv6 has 2^64 addresses, so it is counted by its network of 64 bits; IPv4 in IPv6 is IPv4 (R24). */
function normalised(found: string): string | undefined {
  // Some proxies write the client's port behind it.
  const [, v6, v4] = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/.exec(found) ?? [];
  const text = v6 ?? v4 ?? found;
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
