import { SecondFactorService } from '@countersign/nest';
import { Controller, HttpCode, Inject, Post, Req, UnauthorizedException } from '@nestjs/common';
import type { HostRequest } from '../parts/identity.js';
import type { Parts } from '../parts/parts.js';
import { tokenAnswer } from '../tokens/token-answer.js';
import { Keeper } from './keeper.js';
import { Open } from './open.decorator.js';
import { PARTS } from './parts.token.js';
import type { TokenKeeper } from './token.keeper.js';

/** Renews tokens, for as long as what was proved is still enough (R38). */
@Open()
@Controller('token')
export class TokenController {
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    @Inject(Keeper) private readonly keeper: TokenKeeper,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
  ) {}

  @HttpCode(200)
  @Post('refresh')
  async refresh(@Req() { body }: HostRequest): Promise<object> {
    const { refresh_token: token } = (body ?? {}) as { refresh_token?: unknown };
    const found = this.keeper.issuer.refresh.take(token);
    const user = found && this.parts.accounts.active(found.assurance.subject);
    if (!user) throw new UnauthorizedException();
    await this.secondFactor.check(user, found.assurance);
    return tokenAnswer(this.keeper.issuer, found.assurance, found.actsAs);
  }
}
