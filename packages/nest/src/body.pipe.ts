import { validateBody } from '@countersign/http';
import type { PipeTransform, Type } from '@nestjs/common';

/**
 * For controllers of a host's own: makes a checked body of what was parsed. Unknown fields are refused whatever the host's pipes
 * do, and what is wrong is said in the contract's words (R21).
 */
export class BodyPipe implements PipeTransform<unknown, object> {
  /** @param type - the class of the body. */
  constructor(private readonly type: Type<object>) {}

  /** @throws SecondFactorError `bad_request` */
  transform(value: unknown): object {
    return validateBody(this.type, value);
  }
}
