import { context } from '@opentelemetry/api';
import type { ObservedCall } from './observed-call.js';

type Method = (...args: unknown[]) => unknown;
type Start = (operation: string, args: readonly unknown[]) => ObservedCall;

/**
 * A part that does what another one does, and whose calls are observed. What is no method is as it is there, and so is what a
 * method gives or throws.
 */
export function observedPart<Part extends object>(part: Part, start: Start): Part {
  const methods = new Map<PropertyKey, { readonly of: unknown; readonly observed: Method }>();
  const get = (_: object, key: PropertyKey): unknown => {
    const value: unknown = Reflect.get(part, key, part);
    if (typeof value !== 'function' || typeof key !== 'string' || key === 'constructor') return value;
    const known = methods.get(key);
    if (known?.of === value) return known.observed;
    const observed = observedMethod(part, key, value as Method, start);
    methods.set(key, { of: value, observed });
    return observed;
  };
  // It inherits from the part: a proxy of it could not stand in for the methods of a part that is frozen.
  return new Proxy(Object.create(part), { get, set: (_, key, value) => Reflect.set(part, key, value) });
}

function observedMethod(part: object, name: string, method: Method, start: Start): Method {
  return (...args) => {
    const call = start(name, args);
    try {
      const result = context.with(call.context, () => method.apply(part, args));
      if (!isThenable(result)) return call.ended(result);
      return Promise.resolve(result).then(
        (value) => call.ended(value),
        (error) => call.failed(error),
      );
    } catch (error) {
      return call.failed(error);
    }
  };
}

/** Drivers have promises of their own. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
