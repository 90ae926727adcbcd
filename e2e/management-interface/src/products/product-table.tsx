import { money } from '../layout/money.js';
import type { Product } from './product.entity.js';
import { LOW_STOCK } from './products.service.js';

/** Products as a table. */
export function ProductTable({ products }: { products: readonly Product[] }) {
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col" class="number">
              Price
            </th>
            <th scope="col" class="number">
              In stock
            </th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr>
              <td>
                <span class="strong">{product.name}</span>
                <span class="detail">{product.sku}</span>
              </td>
              <td class="number">{money(product.priceCents)}</td>
              <td class="number">{product.stock}</td>
              <td>
                <StockBadge stock={product.stock} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StockBadge({ stock }: { stock: number }) {
  if (stock === 0) return <span class="badge bad">Sold out</span>;
  return stock < LOW_STOCK ? <span class="badge warn">Low</span> : <span class="badge good">In stock</span>;
}
