import { Field, ObjectType } from '@nestjs/graphql';

/** What the console is about, as GraphQL tells it. */
@ObjectType()
export class Product {
  @Field(() => String)
  declare sku: string;

  @Field(() => String)
  declare name: string;
}
