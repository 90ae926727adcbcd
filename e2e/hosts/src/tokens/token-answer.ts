import type { Assurance } from '@countersign/core';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.js';
import type { RefreshTokens } from './refresh-tokens.js';

/** The two kinds of tokens of a host. */
export interface TokenIssuer {
  readonly access: AccessTokens;
  readonly refresh: RefreshTokens;
}

/** The answer with which a client gets its tokens, in the names of OAuth. */
export async function tokenAnswer(
  { access, refresh }: TokenIssuer,
  assurance: Assurance,
  actsAs?: string,
): Promise<object> {
  return {
    access_token: await access.sign(assurance, actsAs),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refresh.issue({ assurance, actsAs }),
  };
}
