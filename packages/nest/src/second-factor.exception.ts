import type { SecondFactorError } from '@countersign/core';
import { ERROR_STATUS, errorBody } from '@countersign/http';
import { HttpException } from '@nestjs/common';

/** A refusal as Nest understands it, for guards on the host's own routes: the body of the contract, and its status. */
export class SecondFactorException extends HttpException {
  constructor(error: SecondFactorError) {
    super(errorBody(error), ERROR_STATUS[error.code]);
  }
}
