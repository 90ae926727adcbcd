/** The shield of the pages, in a box of 24 by 24. */
export const SHIELD = {
  body: 'M12 1.5 3 5v6.2c0 5.4 3.8 9.7 9 11.3 5.2-1.6 9-5.9 9-11.3V5l-9-3.5Z',
  check: 'm7.8 12.1 3 3 5.6-5.9',
} as const;

/** The icon of the pages. Without one a browser asks the host for `/favicon.ico`, in the middle of a sign-in. */
export const ICON_SVG = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">',
  `<path fill="#1f4fa8" d="${SHIELD.body}"/>`,
  `<path fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${SHIELD.check}"/>`,
  '</svg>',
].join('');
