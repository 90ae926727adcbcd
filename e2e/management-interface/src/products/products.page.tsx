import type { Administrator } from '../administrators/administrator.entity.js';
import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import { money } from '../layout/money.js';
import type { Product } from './product.entity.js';
import { ProductTable } from './product-table.js';

/** The list of products. */
export function productsPage(me: Administrator, products: readonly Product[]): string {
  const value = products.reduce((sum, product) => sum + product.priceCents * product.stock, 0);
  return render(
    <ConsolePage title="Products" path="/products" administrator={me}>
      <p class="lead">
        {products.length} products, {money(value)} in stock.
      </p>
      <ProductTable products={products} />
    </ConsolePage>,
  );
}
