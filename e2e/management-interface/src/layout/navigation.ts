/** A link in a menu. */
export interface MenuLink {
  readonly href: string;
  readonly label: string;
}

/** The side navigation. */
export const mainMenu: readonly MenuLink[] = [
  { href: '/', label: 'Dashboard' },
  { href: '/products', label: 'Products' },
  { href: '/administrators', label: 'Administrators' },
  { href: '/administrators/security', label: 'Security' },
];

/** The administrator's own menu, above "Log out". */
export const userMenu: readonly MenuLink[] = [];
