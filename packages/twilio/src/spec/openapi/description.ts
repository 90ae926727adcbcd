import { readFileSync } from 'node:fs';

/** A JSON Schema, as OpenAPI 3.0 writes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** One parameter in the path or the query. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** One operation of Twilio's. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly server: string;
  readonly parameters: readonly Parameter[];
  readonly form?: Schema;
  readonly response: { readonly status: number; readonly schema: Schema; readonly example: unknown };
}

/** What was taken from one of Twilio's descriptions. */
export interface Description {
  readonly operations: readonly Operation[];
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Description;

/** All that was taken, by what it was taken from. */
export const DESCRIPTIONS: readonly Description[] = [
  'twilio_api_v2010',
  'twilio_lookups_v2',
  'twilio_messaging_v1',
].map(read);

/** The operation that a request asks for, whose path parameters, and of which description; null when there is none. */
export function operationFor(method: string, path: string) {
  for (const description of DESCRIPTIONS) {
    for (const operation of description.operations) {
      const template = operation.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)');
      const match = new RegExp(`^${template}$`).exec(path);
      if (match && operation.method === method.toLowerCase())
        return { description, operation, params: { ...match.groups } };
    }
  }
  return null;
}
