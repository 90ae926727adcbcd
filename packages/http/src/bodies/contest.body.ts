import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Longer than any token of a notice. */
const LONGEST_TOKEN = 4_096;

/** Body of `POST /2fa/not-me`. */
export class ContestBody {
  /** The token of the notice that is contested. */
  @MaxLength(LONGEST_TOKEN)
  @IsNotEmpty()
  @IsString()
  readonly token!: string;
}
