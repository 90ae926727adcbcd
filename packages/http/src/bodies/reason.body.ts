import { IsString } from 'class-validator';

/** Body of what an administrator does to another's second step. */
export class ReasonBody {
  /** Why, in 10 to 500 characters: core counts them. */
  @IsString()
  readonly reason!: string;
}
