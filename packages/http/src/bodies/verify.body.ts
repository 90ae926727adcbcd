import { METHODS, type Method } from '@countersign/core';
import { Allow, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

/** Longer than a whole pasted message. */
const LONGEST_CODE = 512;

/**
 * Body of `POST /2fa/verify`. Its `code` is read once more, strictly for API clients, generously for the page; its `credential` by
 * core, which knows its shape.
 */
export class VerifyBody {
  /** The code as typed; absent where a passkey answers. */
  @ValidateIf(({ method }: VerifyBody) => method !== 'passkey')
  @MaxLength(LONGEST_CODE)
  @IsNotEmpty()
  @IsString()
  readonly code?: string;

  /** The method that the code is of; the one in use when absent. */
  @IsOptional()
  @IsIn(METHODS)
  readonly method?: Method;

  /** What the browser's passkey gave, with the method `passkey` alone: an object, or from the page its JSON. */
  @Allow()
  readonly credential?: unknown;

  /** What the owner of a new passkey calls it. */
  @Allow()
  readonly name?: unknown;

  /**
   * Asks to trust this browser. Grants nothing where trusted devices are off, as they are by default. The text is what the
   * page's form sends, and is taken from there alone.
   */
  @IsOptional()
  @IsIn([true, false, 'true'], { message: 'trustDevice must be a boolean value' })
  readonly trustDevice?: boolean | 'true';
}
