import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { Product } from './product.entity.js';

/** Fewer than this many in stock is worth a warning. */
export const LOW_STOCK = 10;

/** Finds products. */
@Injectable()
export class ProductsService {
  private readonly repository: Repository<Product>;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.repository = dataSource.getRepository(Product);
  }

  /** All products, by article number. */
  list(): Promise<Product[]> {
    return this.repository.find({ order: { sku: 'ASC' } });
  }
}
