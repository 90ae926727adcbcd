import type { Parts } from './parts/parts.js';

/** What a test must know of a host to tell every story against it. */
export interface HostDescription {
  /** Also the name of its file. */
  readonly name: string;
  /** How a signed-in client is known: by a session's cookie, or by an access token. */
  readonly carrier: 'cookie' | 'bearer';
  /** What is behind the second step, as `GET /api/me`. */
  readonly guarded: readonly string[];
  /** What asks for a fresh proof. */
  readonly stepUp: string;
  /** Doors of another kind, by their path. */
  readonly doors?: { readonly graphql?: string; readonly ws?: string; readonly sse?: string };
}

/** A host that runs. */
export interface Running {
  close(): Promise<void>;
}

/** A small application with the second step in it: one file under `hosts/` exports one as `host`. */
export interface Host extends HostDescription {
  /** Lets it listen at the address of `parts.settings`. */
  start(parts: Parts): Promise<Running>;
}
