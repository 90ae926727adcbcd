/** A reply as a test looks at it: read to its end, and how long it took to come. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The whole body, as it came. */
  readonly text: string;
  readonly ms: number;
}

/** Waits for a reply, to its last byte. */
export async function answerTo(request: Promise<Response>): Promise<Answer> {
  const start = performance.now();
  const response = await request;
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ms: performance.now() - start };
}

/** What a test compares: status, the JSON of the body, and when to come again if that was said. */
export function brief({ status, headers, text }: Answer): { status: number; retryAfter?: string; body: unknown } {
  const retryAfter = headers.get('retry-after');
  const body: unknown = headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
  return { status, ...(retryAfter !== null && { retryAfter }), body };
}

/** The names of the cookies that a reply sets to something. */
export function cookiesSetBy({ headers }: Answer): string[] {
  return headers.getSetCookie().flatMap((line) => /^([^=;]+)=[^;]/.exec(line)?.[1] ?? []);
}
