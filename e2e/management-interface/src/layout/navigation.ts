import type { Role } from '../administrators/administrator.entity.js';

/** A link in a menu. */
export interface MenuLink {
  readonly href: string;
  readonly label: string;
  /** Whom it is for. @defaultValue everybody */
  readonly role?: Role;
}

/** The side navigation. */
export const mainMenu: readonly MenuLink[] = [
  { href: '/', label: 'Dashboard' },
  { href: '/products', label: 'Products' },
  { href: '/administrators', label: 'Administrators' },
  { href: '/administrators/security', label: 'Security' },
  { href: '/administrators/activity', label: 'Activity', role: 'super' },
];

/** The administrator's own menu, above "Log out". */
export const userMenu: readonly MenuLink[] = [
  { href: '/2fa/factors', label: 'My security' }, // countersign: demo
];
