import type { SubjectOptions } from '../options.js';
import type { Observer } from '../ports/observer.js';
import type { ResolvedOptions } from '../resolve-options.js';

type Parts = Pick<
  ResolvedOptions<unknown>,
  'pending' | 'factors' | 'sender' | 'numberCheck' | 'notifier' | 'observer' | 'events'
>;

/** Puts the observer, where there is one, before what takes time, and among the sinks. */
export function observed<User, Options extends Parts & { readonly subject: SubjectOptions<User> }>(
  options: Options,
): Options {
  const { observer, pending, factors, sender, numberCheck, notifier, subject, events } = options;
  if (!observer) return options;
  return {
    ...options,
    pending: observer.observe('store', pending),
    factors: observer.observe('factors', factors),
    sender: observer.observe('sender', sender),
    numberCheck: numberCheck && observer.observe('numberCheck', numberCheck),
    notifier: notifier && observer.observe('notifier', notifier),
    subject: observedHost(observer, subject),
    events: [...events, observer],
  };
}

/** The functions of a host, and whether they are waited for. The others are called at every request, and only look at a user. */
const WAITED: Readonly<Record<keyof SubjectOptions<unknown>, boolean>> = {
  ...{ id: false, label: false, credentialVersion: false },
  ...{ load: true, checkPassword: true, passwordSuspected: true, contested: true, isPrivileged: true },
};

type HostFunction = (...args: unknown[]) => unknown;

/** A function that the host does not have is none here either: what there is decides what people are offered. */
function observedHost<User>(observer: Observer, subject: SubjectOptions<User>): SubjectOptions<User> {
  const given = subject as unknown as Readonly<Record<string, HostFunction | undefined>>;
  const host = observer.observe('host', given);
  const functions = Object.entries(WAITED).flatMap(([name, waited]) => {
    if (given[name] === undefined) return [];
    const on = waited ? host : given;
    return [[name, (...args: unknown[]) => on[name]?.(...args)] as const];
  });
  return Object.fromEntries(functions) as unknown as SubjectOptions<User>;
}
