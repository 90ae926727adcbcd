import { emptyReply, type WebReply } from '../replies/web-reply.js';
import { bytesOf } from '../requests/read-body.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

const UNREADABLE =
  'Receipts cannot be checked, and are refused: their bodies were read before. Mount the second factor’s routes before body parsers';

/**
 * `POST /2fa/<provider>/status`: what a provider tells of a message. Whoever is not the provider gets one and the same 403;
 * the provider gets one and the same 204, whether such a code exists or not.
 * @throws SecondFactorError `second_factor_unavailable`: told again later it is not lost.
 */
export async function receiveReceipt<User>(
  { secondFactor, alerts }: WebContext<User>,
  { url, headers, body }: Pick<WebRequest<User>, 'url' | 'headers' | 'body'>,
  provider: string,
): Promise<WebReply> {
  const readers = secondFactor.options.sender.receipts?.filter((reader) => reader.provider === provider) ?? [];
  const bytes = bytesOf(body);
  // Where no provider reports, whoever asks is a stranger.
  if (bytes === undefined && readers.length > 0) alerts.error(UNREADABLE);
  if (!bytes) return emptyReply(403);
  const asked = { query: queryOf(url), headers, body: bytes };
  const receipt = readers.map((reader) => reader.read(asked)).find((read) => read !== undefined);
  if (!receipt) return emptyReply(403);
  await secondFactor.noteReceipt(receipt);
  return emptyReply(204);
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
