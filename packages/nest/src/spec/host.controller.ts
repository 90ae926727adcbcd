import { Body, Controller, Get, HttpCode, Inject, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { Approval, FirstFactorGuard, SecondFactorService, SkipSecondFactor, StepUp } from '../index.js';
import { type HostRequest, Public } from './host.auth.js';

/** The host's routes, as most specs need them. */
@Controller()
export class HostController {
  constructor(@Inject(SecondFactorService) private readonly secondFactor: SecondFactorService) {}

  @Public()
  @SkipSecondFactor()
  @UseGuards(FirstFactorGuard('local'))
  @HttpCode(200)
  @Post('login')
  login(@Req() { user }: HostRequest): object {
    return { welcome: user?.name };
  }

  @Public()
  @SkipSecondFactor()
  @HttpCode(200)
  @Post('logout')
  async logout(@Req() request: HostRequest, @Res({ passthrough: true }) response: object): Promise<object> {
    await this.secondFactor.forget(request as never, response);
    await new Promise<void>((resolve) => request.session.destroy(resolve));
    return {};
  }

  /** What the host sees of a visitor, whoever it is. */
  @Public()
  @SkipSecondFactor()
  @Get('whoami')
  whoami(@Req() request: HostRequest): object {
    return {
      authenticated: request.isAuthenticated(),
      user: request.user?.name ?? null,
      assurance: request.session.countersign ?? null,
    };
  }

  @Get('secret')
  secret(@Req() { user }: HostRequest): object {
    return { secret: `of ${user?.name}` };
  }

  @HttpCode(200)
  @Post('echo')
  echo(@Body() body: unknown, @Req() { rawBody }: { rawBody?: Buffer }): object {
    return { body: body ?? null, raw: rawBody?.toString() ?? null };
  }

  @Approval({ action: 'remove', description: ({ query }) => `Remove ${query.all ? 'all' : 'one'}` })
  @HttpCode(200)
  @Post('remove')
  remove(@Body() body: unknown): object {
    return { removed: body };
  }

  @StepUp({ maxAgeSeconds: 300 })
  @Put('danger')
  danger(): object {
    return { done: true };
  }

  @StepUp()
  @Get('vault')
  vault(): object {
    return { open: true };
  }
}
