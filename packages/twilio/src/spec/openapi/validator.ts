import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Description, Schema } from './description.js';

/** Twilio's own formats. Those that say nothing about the text itself pass whatever is of the right type. */
const FORMATS: Readonly<Record<string, RegExp | true>> = {
  currency: /^[A-Z]{3}$/,
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/,
  endpoint: /^(\+[1-9]\d{1,14}|sip:.+|client:.+)$/,
  'http-method': /^(GET|POST)$/,
  'iso-country-code': /^[A-Z]{2}$/,
  // A sender may be a number, a short code, a name, or a channel's address; Twilio writes all of them with this format.
  'phone-number': true,
  'phone-number-capabilities': true,
  twiml: /^</,
  'uri-map': true,
};

/** Form fields and parameters come as text: `coerce` reads them as the type that the schema names. */
function validator(coerce: boolean): Ajv {
  // Twilio gives formats to objects too.
  const ajv = new Ajv({ allErrors: true, coerceTypes: coerce, strict: true, strictTypes: false });
  addFormats.default(ajv);
  // Where references lead to.
  ajv.addKeyword('components');
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  // What Twilio answers as a URI may be a path alone; what it takes may not.
  if (!coerce) ajv.addFormat('uri', (text) => URL.canParse(text, 'https://api.twilio.com'));
  return ajv;
}

/** What a value does not fit, a line each. Of an object no field may be there that the schema does not know. */
export function problems(value: unknown, schema: Schema, { components }: Description, coerce = false): string[] {
  const check = validator(coerce).compile({ ...(closed(schema) as Schema), components: closed(components) });
  return check(structuredClone(value)) ? [] : (check.errors ?? []).map(line);
}

const line = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;

/** Objects of known fields, closed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
  // Of any type, and so null too: JSON Schema has no word for that.
  if (copy.nullable === true && !('type' in value)) delete copy.nullable;
  const isObject = 'properties' in value && !('in' in value);
  return isObject ? { type: 'object', ...copy, additionalProperties: false } : copy;
}
