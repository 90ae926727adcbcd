import { StepUp } from '@countersign/nest';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { PRODUCTS } from '../../parts/products.js';
import { STEP_UP_MAX_AGE } from '../../parts/routes.js';
import { Product } from './product.model.js';

const SKU = { type: () => String };

/** Behind the same global guards as the routes. */
@Resolver(() => Product)
export class ProductsResolver {
  readonly #names = new Map<string, string>(PRODUCTS.map(({ sku, name }) => [sku, name]));

  @Query(() => [Product])
  products(): Product[] {
    return [...this.#names].map(([sku, name]) => ({ sku, name }));
  }

  @StepUp({ maxAgeSeconds: STEP_UP_MAX_AGE })
  @Mutation(() => Product)
  rename(@Args('sku', SKU) sku: string, @Args('name', SKU) name: string): Product {
    this.#names.set(sku, name);
    return { sku, name };
  }
}
