import twilio from 'twilio';
import type { RequestOptions } from 'twilio/lib/base/RequestClient.js';
import type Http from 'twilio/lib/http/response.js';
import { TransportError } from './transport-error.js';

/** An answer of this call is under 2 KB; whatever is far longer is no answer of Twilio's. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * The SDK's HTTP client, made to forget: it remembers no request and no answer, logs nothing, follows no redirect, throws
 * nothing that holds a request, and can talk to another base URL than Twilio's.
 */
export class ForgetfulClient extends twilio.RequestClient {
  readonly #apiUrl: URL | null;

  /**
   * @param apiUrl - the base URL; null for Twilio's.
   * @param timeoutMs - for a request as a whole, until the last byte of the answer.
   */
  constructor(apiUrl: URL | null, timeoutMs: number) {
    super({
      timeout: timeoutMs,
      autoRetry: false,
      // A connection that went stale between two texts would end the next one in "may have been sent".
      keepAlive: false,
      // Given, though empty, so that the SDK does not read TWILIO_CA_BUNDLE; Node then trusts its own list.
      ca: '',
    });
    this.#apiUrl = apiUrl;
    forget(this, 'lastRequest');
    forget(this, 'lastResponse');
    this.axios.defaults.maxContentLength = MAX_ANSWER_BYTES;
    // `timeout` starts anew with every byte that comes in: it would wait on a trickle for ever.
    this.axios.interceptors.request.use((config) => {
      config.signal = AbortSignal.timeout(timeoutMs);
      return config;
    });
  }

  /** Makes the request that the SDK asks for; throws a {@link TransportError} and nothing else. */
  override async request<Data>(options: RequestOptions<Data>): Promise<Http.default<Data>> {
    try {
      return await super.request<Data>({
        ...options,
        uri: rebased(options.uri, this.#apiUrl),
        allowRedirects: false,
        logLevel: 'off',
      });
    } catch (error) {
      throw TransportError.from(error);
    }
  }
}

/** The SDK assigns these on every request, for debugging: the form with the code in it, the header with the secret. */
function forget(client: ForgetfulClient, property: 'lastRequest' | 'lastResponse'): void {
  Object.defineProperty(client, property, { get: () => undefined, set: () => undefined });
}

function rebased(uri: string, apiUrl: URL | null): string {
  if (apiUrl === null) return uri;
  const { pathname, search } = new URL(uri);
  return `${apiUrl.origin}${apiUrl.pathname.replace(/\/+$/, '')}${pathname}${search}`;
}
