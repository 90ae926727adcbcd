import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** Longer than any spelling of a number. */
const LONGEST_PHONE = 64;

/** Body of `POST /2fa/phone`. */
export class PhoneBody {
  /** The number as typed, national or international. */
  @MaxLength(LONGEST_PHONE)
  @IsString()
  readonly phone!: string;

  /** The country of a national spelling, ISO 3166-1 alpha-2; empty is the same as absent. */
  @IsOptional()
  @Matches(/^([A-Za-z]{2})?$/, { message: 'country must be a code of two letters' })
  @IsString()
  readonly country?: string;
}
