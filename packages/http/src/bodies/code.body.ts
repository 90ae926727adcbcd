import { CHANNELS, type Channel } from '@countersign/core';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Longer than any factor's id. */
const LONGEST_ID = 64;

/** Body of `POST /2fa/code`. A number can never be named here (R22). */
export class CodeBody {
  /** How to send it. */
  @IsOptional()
  @IsIn(CHANNELS)
  readonly channel?: Channel;

  /** One of the subject's own, confirmed factors. */
  @IsOptional()
  @MaxLength(LONGEST_ID)
  @IsNotEmpty()
  @IsString()
  readonly factorId?: string;
}
