import { Controller, Get, Inject } from '@nestjs/common';
import type { Administrator } from '../administrators/administrator.entity.js';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import type { Product } from './product.entity.js';
import { productsPage } from './products.page.js';
import { ProductsService } from './products.service.js';

/** What is for sale. */
@Controller()
export class ProductsController {
  constructor(@Inject(ProductsService) private readonly products: ProductsService) {}

  @Get('products')
  async page(@CurrentAdministrator() me: Administrator): Promise<string> {
    return productsPage(me, await this.products.list());
  }

  @Get('api/products')
  list(): Promise<Product[]> {
    return this.products.list();
  }
}
