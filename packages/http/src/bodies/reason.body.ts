import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Body of what an administrator does to another's second step. */
export class ReasonBody {
  /** Why, in 10 to 500 characters: core counts them. */
  @IsString()
  readonly reason!: string;
}

/** Longer than any factor's id. */
const ID_LENGTH = 64;

/** Body of the approval of another administrator's act. */
export class ApprovalBody extends ReasonBody {
  /** Of the bypass code, as its issuer was told. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(ID_LENGTH)
  readonly id!: string;
}
