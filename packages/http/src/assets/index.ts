import { ICON_SVG } from './icon.svg.js';
import { PASSKEY_JS } from './passkey.js.js';
import { SCRIPT_JS } from './script.js.js';
import { STYLE_CSS } from './style.css.js';

/** A file that the pages ask for. */
export interface Asset {
  readonly contentType: string;
  readonly body: string;
}

/** The files under the assets path, by name. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['countersign.css', { contentType: 'text/css; charset=utf-8', body: STYLE_CSS }],
  ['countersign.js', { contentType: 'text/javascript; charset=utf-8', body: SCRIPT_JS }],
  ['passkey.js', { contentType: 'text/javascript; charset=utf-8', body: PASSKEY_JS }],
  ['countersign.svg', { contentType: 'image/svg+xml', body: ICON_SVG }],
]);
