import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { PhoneBody } from './phone.body.js';

/** Longer than any factor's id. */
const LONGEST_ID = 64;
/** Longer than any name: core counts its characters. */
const LONGEST_NAME = 256;

/** Body of `POST /2fa/factors/totp`. */
export class AddFactorBody {
  /** One of the user's own factors, whose place the new one takes. */
  @IsOptional()
  @MaxLength(LONGEST_ID)
  @IsNotEmpty()
  @IsString()
  readonly replaces?: string;
}

/** Body of `POST /2fa/factors/phone`. Without a number, one is asked for next. */
export class AddPhoneBody extends AddFactorBody {
  /** The number as typed, national or international. */
  @IsOptional()
  @MaxLength(LONGEST_NAME)
  @IsString()
  readonly phone?: string;

  /** The country of a national spelling. */
  @IsOptional()
  @IsString()
  @MaxLength(2)
  readonly country?: string;
}

/** Body of `POST /2fa/factors/:id`. */
export class DescribeFactorBody {
  /** What its owner calls it; empty is none. */
  @IsOptional()
  @MaxLength(LONGEST_NAME)
  @IsString()
  readonly name?: string | null;

  /** Whether it is asked for before the others; a form says it as a text. */
  @IsOptional()
  @IsIn([true, false, 'true', 'false'])
  readonly preferred?: boolean | 'true' | 'false';
}

/** The number of a body that has one, as `POST /2fa/phone` takes it. */
export function phoneOf({ phone, country }: AddPhoneBody): Pick<PhoneBody, 'phone' | 'country'> | undefined {
  return phone === undefined ? undefined : { phone, ...(country !== undefined && { country }) };
}
