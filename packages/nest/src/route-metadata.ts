import 'reflect-metadata';
import { RequestMethod, VERSION_NEUTRAL, type VersioningOptions, VersioningType } from '@nestjs/common';

/** The keys under which Nest's decorators keep what they are told. Stable since Nest 5, but exported for its own use only. */
const PATH = 'path';
const METHOD = 'method';
const GUARDS = '__guards__';
const VERSION = '__version__';
const MODULE_PATH = '__module_path__';

/** The paths that a controller or handler was given; `['']` for none. */
export function pathsOf(target: object): string[] {
  return [(Reflect.getMetadata(PATH, target) as string | string[] | undefined) ?? ''].flat();
}

/** The HTTP method of a handler; `undefined` for what is no HTTP handler. */
export function methodOf(handler: object): string | undefined {
  const method = Reflect.getMetadata(METHOD, handler) as RequestMethod | undefined;
  return method === undefined ? undefined : RequestMethod[method];
}

/** The guards that were named on a controller or handler. */
export function guardsOf(target: object): unknown[] {
  return (Reflect.getMetadata(GUARDS, target) as unknown[] | undefined) ?? [];
}

/** The path that `RouterModule` gave a module in this application. */
export function modulePathOf(module: object, applicationId: string): string {
  return (Reflect.getMetadata(MODULE_PATH + applicationId, module) as string | undefined) ?? '';
}

/** What versions add in front of a route's path: a segment each, `''` for none. Other than in the URL they add nothing. */
export function versionSegmentsOf(targets: readonly object[], versioning: VersioningOptions | undefined): string[] {
  if (versioning?.type !== VersioningType.URI) return [''];
  const { prefix = 'v', defaultVersion = VERSION_NEUTRAL } = versioning;
  const said = targets.map((target) => Reflect.getMetadata(VERSION, target) as typeof defaultVersion | undefined);
  const versions = said.find((version) => version !== undefined) ?? defaultVersion;
  return [versions].flat().map((version) => (version === VERSION_NEUTRAL ? '' : `${prefix || ''}${String(version)}`));
}
