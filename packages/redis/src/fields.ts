import { lengthen, SHORT_LENGTH, shorten } from './short-uuid.js';

/** Between fields, and in none of them. */
const BETWEEN = '\n';

/** Nothing but printable ASCII, and no quotation mark in front. */
const PLAIN = /^(?!")[ -~]+$/;

/** Puts fields together; what is not there at the end takes no room. */
export function joinFields(fields: readonly string[]): string {
  let many = fields.length;
  while (fields[many - 1] === '') many -= 1;
  let text = fields[0] ?? '';
  for (let place = 1; place < many; place += 1) text += BETWEEN + fields[place];
  return text;
}

/** Takes apart what {@link joinFields} made of so many fields at most. @throws Error when there are more */
export function splitFields(text: string, most: number): string[] {
  const fields: string[] = [];
  // Thrice as fast as by `split`.
  for (let from = 0, to = 0; to >= 0; from = to + 1) {
    if (fields.length === most) throw foreign();
    to = text.indexOf(BETWEEN, from);
    fields.push(to < 0 ? text.slice(from) : text.slice(from, to));
  }
  return fields;
}

/** A field that holds any text, or nothing: as it is, where it can be told from all else, or as a JSON string. */
export function writeText(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  return PLAIN.test(text) ? text : JSON.stringify(text);
}

/** Reads what {@link writeText} wrote. @throws Error when it is something else */
export function readText(field: string | undefined): string | null {
  if (!field) return null;
  // Of JSON that begins so there are strings alone.
  return field[0] === '"' ? (JSON.parse(field) as string) : field;
}

/**
 * A field that holds an id, or nothing. Of 22 characters without quotation marks is a UUID alone, which most ids are; another id
 * of that length is a JSON string.
 */
export function writeId(id: string | null | undefined): string {
  if (id === null || id === undefined) return '';
  return shorten(id) ?? (id.length === SHORT_LENGTH ? JSON.stringify(id) : writeText(id));
}

/** Reads what {@link writeId} wrote. @throws Error when it is something else */
export function readId(field: string | undefined): string | null {
  if (field?.length !== SHORT_LENGTH || field[0] === '"') return readText(field);
  const uuid = lengthen(field);
  if (uuid === undefined) throw foreign();
  return uuid;
}

/** Of a record that this version did not write. */
export function foreign(): Error {
  return new Error('This is no record of ours');
}
