import { SecondFactorWeb } from '@countersign/http';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { catchError, type Observable } from 'rxjs';
import { SecondFactorFilter } from './second-factor.filter.js';

/**
 * Stands next to the handlers of the second step and answers what they throw, before an interceptor of the host can make
 * another error of it: `SecondFactorFilter` is reached only after those.
 */
@Injectable()
export class RefusalInterceptor implements NestInterceptor {
  readonly #filter: SecondFactorFilter;

  constructor(@Inject(SecondFactorWeb) web: SecondFactorWeb, @Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#filter = new SecondFactorFilter(web, host);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError((thrown: unknown) => this.#filter.catch(thrown, context)));
  }
}
