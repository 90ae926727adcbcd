import type { SecondFactorEventOf, SecondFactorEventType } from '@countersign/core';
import { Reflector } from '@nestjs/core';

type Below<Type extends string> = Type extends `${infer Head}.${infer Rest}`
  ? `${Head}.*` | `${Head}.${Below<Rest>}`
  : never;

/** A type of event, or all below a name: `countersign.code.wrong`, `countersign.code.*`, `countersign.*`. */
export type EventPattern = SecondFactorEventType | Below<SecondFactorEventType>;

type TypeOf<Pattern extends EventPattern> = Pattern extends `${infer Start}*`
  ? Extract<SecondFactorEventType, `${Start}${string}`>
  : Extract<SecondFactorEventType, Pattern>;

type Listener<Pattern extends EventPattern> = (event: SecondFactorEventOf<TypeOf<Pattern>>) => unknown;

/** Where the decorator keeps what it is told. */
export const EventPatterns = Reflector.createDecorator<readonly EventPattern[]>({ key: 'countersign:on-event' });

/**
 * Calls a method of a provider or controller with every event of these types. Nobody waits for it, and what it throws is
 * logged by its name and changes nothing. The class must not be request-scoped: an event has no request to make it for.
 *
 * @example
 * \@OnSecondFactorEvent('countersign.locked')
 * async tellSecurity({ subject }: SecondFactorEventOf<'countersign.locked'>) { … }
 */
export function OnSecondFactorEvent<Pattern extends EventPattern>(...patterns: readonly [Pattern, ...Pattern[]]) {
  return <Method extends Listener<Pattern>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    EventPatterns(patterns)(target, name, descriptor as TypedPropertyDescriptor<unknown>);
  };
}
