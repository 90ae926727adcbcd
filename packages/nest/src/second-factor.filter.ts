import { SecondFactorError } from '@countersign/core';
import { SecondFactorWeb, toWebRequest } from '@countersign/http';
import { type ArgumentsHost, Catch, HttpException, Inject, Logger } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { writeReply } from './reply-writer.js';

/**
 * Turns whatever a route of the second step throws into a reply of the contract. Bound to its controller; a host that calls
 * `SecondFactor` from controllers of its own binds it there. What the host's own guards throw stays theirs.
 */
@Catch()
export class SecondFactorFilter extends BaseExceptionFilter {
  readonly #logger = new Logger('SecondFactor');

  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    super(host.httpAdapter);
  }

  override async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    if (thrown instanceof HttpException) return super.catch(thrown, host);
    // By its name alone: what it says may hold what must not be logged (R76).
    if (!(thrown instanceof SecondFactorError)) this.#logger.error(`A request failed: ${(thrown as Error)?.name}`);
    const context = host.switchToHttp();
    const request = toWebRequest<unknown>(context.getRequest());
    writeReply(this.host.httpAdapter, context.getResponse(), await this.web.refuse(request, thrown));
  }
}
