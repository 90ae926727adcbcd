import type { Type } from '@nestjs/common';
import type { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A class that Nest has made, or will make, and the module that it is of. */
export type Wrapper = ReturnType<DiscoveryService['getControllers']>[number];

/** A method of such a class, which something outside may reach. */
export interface Handler {
  readonly wrapper: Wrapper;
  readonly type: Type;
  readonly name: string;
  readonly method: (...args: unknown[]) => unknown;
}

/** All methods of classes, inherited ones too. What a factory made goes by its class. */
export function handlersOf(wrappers: readonly Wrapper[], scanner: MetadataScanner): Handler[] {
  return wrappers.flatMap((wrapper) => {
    const type = classOf(wrapper);
    if (type === undefined) return [];
    const prototype = type.prototype as Record<string, Handler['method']>;
    const names = scanner.getAllMethodNames(prototype);
    return names.map((name) => ({ wrapper, type, name, method: prototype[name] as Handler['method'] }));
  });
}

function classOf({ metatype, isNotMetatype, instance }: Wrapper): Type | undefined {
  const type: unknown = isNotMetatype ? Object(instance).constructor : metatype;
  return typeof type === 'function' && type !== Object ? (type as Type) : undefined;
}
