import { METHODS, type Method } from '@countersign/core';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Longer than a whole pasted message. */
const LONGEST_CODE = 512;

/** Body of `POST /2fa/verify`. Its `code` is read once more, strictly for API clients, generously for the page. */
export class VerifyBody {
  /** The code as typed. */
  @MaxLength(LONGEST_CODE)
  @IsNotEmpty()
  @IsString()
  readonly code!: string;

  /** The method that the code is of; the one in use when absent. */
  @IsOptional()
  @IsIn(METHODS)
  readonly method?: Method;

  /**
   * Asks to trust this browser. Grants nothing where trusted devices are off, as they are by default. The text is what the
   * page's form sends, and is taken from there alone.
   */
  @IsOptional()
  @IsIn([true, false, 'true'], { message: 'trustDevice must be a boolean value' })
  readonly trustDevice?: boolean | 'true';
}
