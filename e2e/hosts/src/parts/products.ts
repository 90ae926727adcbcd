/** What the console is about. */
export const PRODUCTS = [
  { sku: 'KB-1001', name: 'Mechanical keyboard, 87 keys', stock: 124 },
  { sku: 'MN-3001', name: 'Monitor 27", 4K', stock: 18 },
  { sku: 'DK-4001', name: 'Desk lamp, dimmable', stock: 67 },
] as const;
