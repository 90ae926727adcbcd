import { applySetCookie, cookieHeader } from './cookie-jar.js';

/** What a visitor asks for: JSON as a program does, or HTML as a browser does. */
export type Accept = 'json' | 'html';

/** How a body of fields is written. */
export type BodyFormat = 'json' | 'form';

/** Habits of a visitor; each can be changed for one request. */
export interface VisitorOptions {
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default `json`. */
  readonly accept?: Accept;
  /** Default `json`. */
  readonly bodyFormat?: BodyFormat;
}

const ACCEPT: Record<Accept, string> = {
  json: 'application/json',
  html: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
};

/**
 * One visitor of a site: keeps cookies as a browser does, by name (of their attributes it heeds only expiry), and follows
 * no redirect, so that a test sees each one. It sends no `Origin` and no `Sec-Fetch-Site` unless told to.
 */
export class Visitor {
  /** The cookies it holds, values by name. Tests may read and change it. */
  readonly jar: Map<string, string>;
  /** Every `Set-Cookie` line it was sent, oldest first. */
  readonly setCookies: string[] = [];
  readonly #baseUrl: string;
  readonly #options: VisitorOptions;

  /** @param baseUrl - where paths start, as `http://127.0.0.1:3000`. */
  constructor(baseUrl: string, options: VisitorOptions = {}, jar: ReadonlyMap<string, string> = new Map()) {
    this.#baseUrl = baseUrl;
    this.#options = options;
    this.jar = new Map(jar);
  }

  /** `GET` of a path. */
  get(path: string, init?: VisitorOptions): Promise<Response> {
    return this.request('GET', path, undefined, init);
  }

  /** `POST` of fields, or of a body that is written already (a string or `URLSearchParams`). */
  post(path: string, body?: object | string, init?: VisitorOptions): Promise<Response> {
    return this.request('POST', path, body, init);
  }

  /** A request of any method. */
  async request(method: string, path: string, body?: object | string, init: VisitorOptions = {}): Promise<Response> {
    const response = await fetch(new URL(path, this.#baseUrl), {
      method,
      headers: this.#headers(body, init),
      redirect: 'manual',
      ...(body === undefined ? {} : { body: written(body, this.#format(init)) }),
    });
    for (const line of response.headers.getSetCookie()) {
      this.setCookies.push(line);
      applySetCookie(this.jar, line);
    }
    return response;
  }

  /** Another visitor with the same habits and a copy of the cookies: a second tab, or a thief. */
  clone(): Visitor {
    return new Visitor(this.#baseUrl, this.#options, this.jar);
  }

  #format(init: VisitorOptions): BodyFormat {
    return init.bodyFormat ?? this.#options.bodyFormat ?? 'json';
  }

  #headers(body: object | string | undefined, init: VisitorOptions): Headers {
    const headers = new Headers({ accept: ACCEPT[init.accept ?? this.#options.accept ?? 'json'] });
    const cookie = cookieHeader(this.jar);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (body !== undefined && !(body instanceof URLSearchParams)) {
      headers.set('content-type', CONTENT_TYPE[this.#format(init)]);
    }
    for (const [name, value] of Object.entries({ ...this.#options.headers, ...init.headers })) headers.set(name, value);
    return headers;
  }
}

const CONTENT_TYPE: Record<BodyFormat, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
};

function written(body: object | string, format: BodyFormat): string | URLSearchParams {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body;
  return format === 'json' ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>);
}
