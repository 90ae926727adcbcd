/** What a case asks of its host beside the usual. */
export interface ContractSetup {
  /** Default: plain http on localhost. */
  readonly publicUrl?: string;
  /** A host that issues tokens and has no sessions. */
  readonly tokens?: boolean;
  /** A host in which browsers may be trusted. */
  readonly trusting?: boolean;
  /** A host whose author has put the body parsers first. */
  readonly parsersFirst?: boolean;
  /** `sendQuotas` and `trustProxy` with these values; other hosts count no sends, so that a case may ask for many. */
  readonly counted?: {
    readonly sendQuotas: { readonly address: { readonly hour: number } };
    readonly trustProxy: readonly string[];
  };
}

/**
 * A host as its author would write it, in whatever framework, with everything laid open. Its accounts are `alice` and `bob`,
 * their passwords `alice-password` and `bob-password`, Alice may administer Bob, and it serves
 *
 * - `POST /login`, and `POST /saml` which other sites may open: `{ welcome: name }` where no second step is needed;
 * - `POST /logout`: 204;
 * - `GET /whoami`: `{ user, assurance }`, for everybody;
 * - behind the guard `/secret` by every method, `GET /reports/2026`, `PUT /danger` with a step-up of 300 s, `GET /vault` with
 *   a step-up that says nothing of an age, `POST /remove` with an approval: `{ removed: body }`.
 *
 * Where it issues tokens, `POST /2fa/verify` and `POST /login` have an `access_token`, which goes into `Authorization`.
 */
export interface ContractHost {
  readonly url: string;
  /** The name of its session cookie. */
  readonly sessionCookie: string;
  /** Who must, asked anew for each request. */
  policy: 'off' | 'required';
  readonly sender: {
    readonly sent: readonly unknown[];
    readonly last: { readonly code: string };
    /** What reads receipts: none, until a case says so. */
    receipts: readonly { readonly provider: string; read(request: never): unknown }[];
  };
  readonly clock: { advance(milliseconds: number): void; now(): number };
  readonly events: { readonly types: readonly string[] };
  /** What the owners of accounts were told. */
  readonly notifier: { readonly last: { readonly contestUrl: string | null } };
  readonly pending: object;
  /** What the operator was told. */
  readonly log: readonly string[];
  /** What ended in the framework's error handling. */
  readonly errors: readonly string[];
  readonly sessions: {
    /** Which of the next writes fail. */
    failingSets: boolean[];
    failingDestroy: boolean;
    ids(): string[];
  };
  close(): Promise<void>;
}

/** Starts one on a free port. */
export type StartContractHost = (setup: ContractSetup) => Promise<ContractHost>;

/** One sentence that must hold in every framework. `run` rejects with an `AssertionError` where it does not. */
export interface HostCase {
  readonly name: string;
  readonly setup?: ContractSetup;
  run(host: ContractHost): Promise<void>;
}
