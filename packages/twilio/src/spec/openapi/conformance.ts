import type { TwilioRequest } from '../../testing/records.js';
import { operationFor, type Parameter, type Schema } from './description.js';
import { problems } from './validator.js';

/** What of a request is not as Twilio describes it, a line each. */
export function requestProblems(request: TwilioRequest, server: string): string[] {
  const url = new URL(request.path, server);
  const found = operationFor(request.method, decodeURIComponent(url.pathname));
  if (found === null) return [`${request.method} ${url.pathname} is no operation of Twilio's`];
  const { operation, description, params } = found;
  const query = Object.fromEntries(url.searchParams);
  return [
    ...(operation.server === server ? [] : [`${server} is not ${operation.server}`]),
    ...problems(params, parameterSchema(operation.parameters, 'path'), description, true),
    ...problems(query, parameterSchema(operation.parameters, 'query'), description, true),
    ...problems(formOf(request, operation.form), operation.form ?? NO_FORM, description, true),
  ];
}

/** What of an answer is not as Twilio describes it, a line each. */
export function answerProblems(request: TwilioRequest, status: number, body: unknown): string[] {
  const found = operationFor(request.method, decodeURIComponent(request.path.split('?')[0] ?? ''));
  if (found === null) return [`${request.path} is no operation of Twilio's`];
  const { response } = found.operation;
  return [
    ...(status === response.status ? [] : [`${status} is not ${response.status}`]),
    ...problems(withoutGaps(body), response.schema, found.description),
  ];
}

const NO_FORM: Schema = { type: 'object', properties: {} };

function parameterSchema(parameters: readonly Parameter[], place: Parameter['in']): Schema {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** The form's fields: a list where the description says so, otherwise the one value; a second one would be a mistake. */
function formOf({ lists }: TwilioRequest, form: Schema | undefined): Record<string, unknown> {
  const known = (form?.properties ?? {}) as Record<string, Schema>;
  const fieldOf = ([name, values]: [string, readonly string[]]) =>
    [name, known[name]?.type === 'array' || values.length > 1 ? values : values[0]] as const;
  return Object.fromEntries(Object.entries(lists).map(fieldOf));
}

/** Twilio answers null or nothing for whatever it does not know, its own examples too, though its schemas rarely say so. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([, each]) => each !== null && each !== '');
  return Object.fromEntries(known.map(([name, each]) => [name, withoutGaps(each)]));
}
