import type { Role } from '../administrators/administrator.entity.js';

/** The people of the demonstration. */
export const administrators: { email: string; name: string; role: Role; password: string }[] = [
  { email: 'alice@example.com', name: 'Alice Martin', role: 'super', password: 'alice-password-1' },
  { email: 'bob@example.com', name: 'Bob Jansen', role: 'administrator', password: 'bob-password-1' },
  { email: 'carol@example.com', name: 'Carol Weber', role: 'administrator', password: 'carol-password-1' },
];

const rows: [sku: string, name: string, priceCents: number, stock: number][] = [
  ['KB-1001', 'Mechanical keyboard, 87 keys', 8900, 124],
  ['KB-1002', 'Mechanical keyboard, 104 keys', 9900, 58],
  ['KB-1010', 'Wrist rest, walnut', 3450, 7],
  ['MS-2001', 'Wireless mouse', 4990, 210],
  ['MS-2002', 'Vertical mouse', 6490, 33],
  ['MS-2010', 'Mouse mat, wool felt', 2200, 91],
  ['MN-3001', 'Monitor 27", 4K', 44900, 18],
  ['MN-3002', 'Monitor 32", 4K', 62900, 4],
  ['MN-3010', 'Monitor arm, single', 11900, 46],
  ['MN-3011', 'Monitor arm, double', 17900, 21],
  ['DK-4001', 'Desk lamp, dimmable', 7900, 67],
  ['DK-4002', 'Laptop stand, aluminium', 5900, 152],
  ['DK-4003', 'Cable tray', 2900, 88],
  ['HS-5001', 'Headset, closed', 12900, 39],
  ['HS-5002', 'Headset, wireless', 18900, 0],
  ['CM-6001', 'Webcam, 1080p', 6900, 73],
  ['CM-6002', 'Webcam, 4K', 15900, 9],
  ['HB-7001', 'USB-C hub, 7 ports', 5490, 140],
  ['HB-7002', 'Thunderbolt dock', 24900, 12],
  ['CB-8001', 'USB-C cable, 2 m', 1490, 480],
  ['CB-8002', 'HDMI cable, 2 m', 1290, 355],
];

/** The shelf of the demonstration. */
export const products = rows.map(([sku, name, priceCents, stock]) => ({ sku, name, priceCents, stock }));
