import { FACTORS_CSS } from './css/factors.css.js';
import { FORMS_CSS } from './css/forms.css.js';
import { MESSAGES_CSS } from './css/messages.css.js';
import { PAGE_CSS } from './css/page.css.js';
import { TOKENS_CSS } from './css/tokens.css.js';

/** The stylesheet of all pages. A string, so that any bundler carries it along. */
export const STYLE_CSS = [TOKENS_CSS, PAGE_CSS, FORMS_CSS, FACTORS_CSS, MESSAGES_CSS].join('').trimStart();
