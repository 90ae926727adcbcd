import { Controller, Get } from '@nestjs/common';

const PRODUCTS = [1, 2, 3].map((id) => ({ id, name: `Product ${id}`, price: id * 10 }));

/** What is guarded. */
@Controller('api/products')
export class ProductsController {
  @Get()
  list(): object {
    return PRODUCTS;
  }
}
