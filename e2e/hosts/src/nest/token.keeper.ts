import type { Account } from '../parts/accounts.js';
import { actAs, type HostRequest, identify } from '../parts/identity.js';
import type { Parts } from '../parts/parts.js';
import { AccessTokens } from '../tokens/access-token.js';
import { RefreshTokens } from '../tokens/refresh-tokens.js';
import { type TokenIssuer, tokenAnswer } from '../tokens/token-answer.js';
import { Keeper } from './keeper.js';

/** Access tokens, and no session anywhere. */
export class TokenKeeper extends Keeper {
  /** For the route that renews tokens. */
  readonly issuer: TokenIssuer;

  constructor(private readonly parts: Parts) {
    super();
    this.issuer = { access: new AccessTokens(parts.settings.publicUrl), refresh: new RefreshTokens() };
  }

  /** The place of the assurance is `request.countersign`: there Countersign's guard looks for it. */
  async authenticate(request: HostRequest): Promise<void> {
    if (request.actor) return;
    const holder = await this.issuer.access.holder(request.headers.authorization);
    const user = holder && this.parts.accounts.active(holder.subject);
    if (user) Object.assign(request, { user, countersign: holder.assurance });
    if (holder?.actsAs !== undefined) actAs(request, this.parts.accounts.active(holder.actsAs));
    await identify(this.parts, request);
  }

  signedIn({ countersign }: HostRequest): Promise<object> {
    if (!countersign) throw new Error('The first factor was not asked for');
    return tokenAnswer(this.issuer, countersign);
  }

  actAs(request: HostRequest, other: Account): Promise<object> {
    const { countersign } = request;
    if (!countersign) throw new Error('Who acts for another has proved something');
    return tokenAnswer(this.issuer, countersign, other.id);
  }

  async signOut({ body }: HostRequest): Promise<void> {
    this.issuer.refresh.take((body as { refresh_token?: unknown } | undefined)?.refresh_token);
  }
}
