import { BODY_RULES, badBody, describeErrors, validateBody } from '@countersign/http';
import { type ArgumentMetadata, type Type, ValidationPipe } from '@nestjs/common';
import * as transformerPackage from 'class-transformer';
import * as validatorPackage from 'class-validator';

/**
 * The second step's own `ValidationPipe`, bound to each body of its controllers: unknown fields are refused whatever the
 * host's pipes do, and what is wrong is said in the contract's words (R21).
 */
export class BodyPipe extends ValidationPipe {
  /** @param type - the class of the body. */
  constructor(private readonly type: Type<object>) {
    super({
      ...BODY_RULES,
      transform: true,
      expectedType: type,
      exceptionFactory: (errors) => badBody(describeErrors(errors)),
      validatorPackage,
      transformerPackage,
    });
  }

  /** @throws SecondFactorError `bad_request` */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Nest's pipe drops these where it refuses other unknown fields.
    const stray = ['__proto__', 'constructor'].some((key) => Object.hasOwn(Object(value), key));
    if (stray) validateBody(this.type, value);
    return super.transform(value, metadata);
  }
}
