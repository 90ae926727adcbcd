import type { ResolvedOptions } from '../resolve-options.js';

type Parts = Pick<ResolvedOptions<unknown>, 'pending' | 'factors' | 'sender' | 'observer' | 'events'>;

/** Puts the observer, where there is one, before the parts that do I/O and among the sinks. */
export function observed<Options extends Parts>(options: Options): Options {
  const { observer, pending, factors, sender, events } = options;
  if (!observer) return options;
  return {
    ...options,
    pending: observer.observe('store', pending),
    factors: observer.observe('factors', factors),
    sender: observer.observe('sender', sender),
    events: [...events, observer],
  };
}
