import type { Administrator } from '../administrators/administrator.entity.js';
import type { Requirement } from '../config.js';
import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import { money } from '../layout/money.js';
import type { Product } from '../products/product.entity.js';
import { ProductTable } from '../products/product-table.js';
import { LOW_STOCK } from '../products/products.service.js';

/** What the Dashboard shows. */
export interface DashboardData {
  readonly me: Administrator;
  readonly products: readonly Product[];
  readonly administrators: readonly Administrator[];
  readonly requirement: Requirement;
  /** What has to be done by a deadline, and where. */
  readonly due?: { readonly text: string; readonly href: string } | undefined;
}

/** Figures at a glance, and what needs attention. */
export function dashboardPage({ me, products, administrators, requirement, due }: DashboardData): string {
  const low = products.filter((product) => product.stock < LOW_STOCK);
  const value = products.reduce((sum, product) => sum + product.priceCents * product.stock, 0);
  const active = administrators.filter((administrator) => administrator.active);
  return render(
    <ConsolePage title="Dashboard" path="/" administrator={me}>
      <p class="lead">Welcome back, {me.name.split(' ')[0]}.</p>
      {due && (
        <p class="notice" role="status">
          <a href={due.href}>{due.text}</a> After that you cannot go on without one.
        </p>
      )}
      <div class="cards">
        <Figure href="/products" label="Products" value={String(products.length)} />
        <Figure href="/products" label="Stock value" value={money(value)} />
        <Figure href="/administrators" label="Administrators" value={String(active.length)} />
        <Figure
          href="/administrators/security"
          label="Two-factor authentication"
          value={requirement === 'off' ? 'Disabled' : 'Enabled'}
        />
      </div>
      <h2>Running low</h2>
      {low.length > 0 ? <ProductTable products={low} /> : <p class="empty">Everything is well stocked.</p>}
    </ConsolePage>,
  );
}

function Figure({ href, label, value }: { href: string; label: string; value: string }) {
  return (
    <a class="card figure" href={href}>
      <span class="figure-label">{label}</span>
      <span class="figure-value">{value}</span>
    </a>
  );
}
