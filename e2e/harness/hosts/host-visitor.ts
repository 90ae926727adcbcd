import { Visitor, type VisitorOptions } from '@countersign/support';
import type { Person } from './person.js';

/** How a signed-in client is known. */
export type HostCarrier = 'cookie' | 'bearer';

/** What a client of a token host holds. */
interface Tokens {
  pending?: string | undefined;
  access?: string | undefined;
  refresh?: string | undefined;
}

interface Granted {
  readonly token?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
}

/** A visitor of any host: keeps cookies where it has sessions, and tokens where it has none. */
export class HostVisitor extends Visitor {
  /** Tests may read and change them. */
  readonly tokens: Tokens;

  constructor(
    readonly url: string,
    readonly carrier: HostCarrier,
    private readonly habits: VisitorOptions = {},
    held: { jar?: ReadonlyMap<string, string>; tokens?: Tokens } = {},
  ) {
    // A proxy in front of the host ends TLS.
    super(url, { ...habits, headers: { 'x-forwarded-proto': 'https', ...habits.headers } }, held.jar);
    this.tokens = { ...held.tokens };
  }

  /** Somebody with a copy of all that this visitor holds: a second tab, or a thief. */
  twin(habits: VisitorOptions = this.habits): HostVisitor {
    return new HostVisitor(this.url, this.carrier, habits, { jar: this.jar, tokens: this.tokens });
  }

  /** Types the password. */
  logIn({ username, password }: Person, init: VisitorOptions = {}): Promise<Response> {
    return this.post('/login', { username, password }, init);
  }

  /** Whatever proves that a client is signed in, as a test compares it. */
  get credential(): string | undefined {
    return this.carrier === 'cookie' ? this.jar.get('__Host-session') : this.tokens.access;
  }

  /** Whatever stands for the pending sign-in. */
  get pending(): string | undefined {
    return this.carrier === 'cookie' ? this.jar.get('__Host-countersign') : this.tokens.pending;
  }

  override async request(
    method: string,
    path: string,
    body?: object | string,
    init: VisitorOptions = {},
  ): Promise<Response> {
    if (this.carrier === 'cookie') return super.request(method, path, body, init);
    const headers = { ...this.#headers(), ...init.headers };
    const response = await super.request(method, path, body, { ...init, headers });
    this.#keep(path, await response.clone().text());
    return response;
  }

  #headers(): Record<string, string> {
    const { pending, access } = this.tokens;
    const prefer = { prefer: 'countersign=bearer' };
    if (access === undefined)
      return { ...prefer, ...(pending !== undefined && { authorization: `Bearer ${pending}` }) };
    const own = pending === undefined ? {} : { 'countersign-token': pending };
    return { ...prefer, authorization: `Bearer ${access}`, ...own };
  }

  #keep(path: string, text: string): void {
    const granted = /^\{/.test(text) ? (JSON.parse(text) as Granted) : {};
    if (granted.token !== undefined) Object.assign(this.tokens, { pending: granted.token });
    if (granted.access_token !== undefined) {
      Object.assign(this.tokens, { access: granted.access_token, refresh: granted.refresh_token, pending: undefined });
    }
    // As a browser drops the cookie that is taken back.
    if (text === '' && path === '/2fa/cancel') this.tokens.pending = undefined;
  }
}
