import {
  type NodeStyleRequest,
  SecondFactorWeb,
  toWebRequest,
  type WebReply,
  type WebRequest,
} from '@countersign/http';
import { PassportHost } from '@countersign/passport';
import { HttpException, Inject } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type NestCall, toCall } from './nest-call.js';
import { writeReply } from './reply-writer.js';

/** What is asked of the web contract for one request. */
type Act = (asked: WebRequest<object>) => WebReply | Promise<WebReply>;

/**
 * What every controller of the second step does: hands its request to the web contract, which checks the body, and writes what
 * comes back. What is thrown is answered here, before an interceptor of the host can make another error of it; and nothing that
 * a host may bind to all routes, as a pipe, sees the body.
 */
export abstract class ContractController {
  constructor(
    @Inject(SecondFactorWeb) protected readonly web: SecondFactorWeb<object>,
    @Inject(PassportHost) protected readonly passportHost: PassportHost<object, NestCall>,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Answers one request. @throws HttpException of the host's own functions. */
  protected async answer(request: object, response: object, act: Act): Promise<void> {
    this.write(response, await this.#replyTo(request as NodeStyleRequest, act));
  }

  /** Writes a reply for which nothing of the host's is asked. */
  protected write(response: object, reply: WebReply): void {
    writeReply(this.host.httpAdapter, response, reply);
  }

  /** The request and its response, as `PassportHost` takes them. */
  protected callOf(request: object, response: object) {
    return toCall(this.host.httpAdapter, request, response);
  }

  async #replyTo(request: NodeStyleRequest, act: Act): Promise<WebReply> {
    try {
      return await act(this.web.view(request));
    } catch (thrown) {
      if (thrown instanceof HttpException) throw thrown;
      return this.web.refuse(toWebRequest<object>(request), thrown);
    }
  }
}
