const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** An amount in cents as people write it. */
export function money(cents: number): string {
  return dollars.format(cents / 100);
}
