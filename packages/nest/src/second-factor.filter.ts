import { SecondFactorWeb, toWebRequest } from '@countersign/http';
import { type ArgumentsHost, Catch, HttpException, Inject } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { writeReply } from './reply-writer.js';

/**
 * Turns whatever a route of the second step throws into a reply of the contract. Bound to its controller; a host that calls
 * `SecondFactor` from controllers of its own binds it there. What the host's own guards throw stays theirs.
 */
@Catch()
export class SecondFactorFilter extends BaseExceptionFilter {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    super(host.httpAdapter);
  }

  override async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    if (thrown instanceof HttpException) return super.catch(thrown, host);
    const context = host.switchToHttp();
    const request = toWebRequest<unknown>(context.getRequest());
    writeReply(this.host.httpAdapter, context.getResponse(), await this.web.refuse(request, thrown));
  }
}
