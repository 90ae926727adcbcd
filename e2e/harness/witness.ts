import { Visitor, type VisitorOptions } from '@countersign/support';

/** All that visitors asked for and were answered. */
export class Record {
  /** Addresses that were asked for or led to. */
  readonly urls: string[] = [];
  /** Replies, with their headers but without what they put into cookies. */
  readonly replies: string[] = [];
  /** Tokens of pending sign-ins, from cookies and from the replies that hand one out. */
  readonly tokens = new Set<string>();
  /** Ids of sessions. */
  readonly sessions = new Set<string>();
}

/** A visitor who keeps a record of everything. */
export class Witness extends Visitor {
  constructor(
    url: string,
    private readonly record: Record,
    options: VisitorOptions = {},
  ) {
    super(url, options);
  }

  override async request(
    method: string,
    path: string,
    body?: object | string,
    init?: VisitorOptions,
  ): Promise<Response> {
    const response = await super.request(method, path, body, init);
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
    this.record.urls.push(path, response.headers.get('location') ?? '');
    this.record.replies.push(`${JSON.stringify(headers)}\n${this.#withoutToken(await response.clone().text())}`);
    this.#keepCookies();
    return response;
  }

  /** The one reply that must hold a token is the one that hands it to a client that asked for it. */
  #withoutToken(text: string): string {
    return text.replace(/"token":"([^"]+)"/, (_, token: string) => {
      this.record.tokens.add(token);
      return '"token":"…"';
    });
  }

  #keepCookies(): void {
    const { countersign, session } = Object.fromEntries(this.jar);
    if (countersign) this.record.tokens.add(countersign);
    // `s:<id>.<signature>`, in a URL's spelling.
    if (session) this.record.sessions.add(decodeURIComponent(session).slice(2).split('.')[0] as string);
  }
}
