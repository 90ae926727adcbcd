import type { Parts, System, SystemName } from '../system.js';

/** How each system is put together; only the one that is asked for is loaded. */
const MAKERS: Readonly<Record<SystemName, (parts: Parts) => Promise<System>>> = {
  countersign: async (parts) => (await import('./countersign.js')).countersign(parts),
  tutorial: async (parts) => (await import('./tutorial.js')).tutorial(parts),
  'better-auth': async (parts) => (await import('./better-auth.js')).betterAuthSystem(parts),
  floor: async (parts) => (await import('./floor.js')).floor(parts, false),
  'floor-session': async (parts) => (await import('./floor.js')).floor(parts, true),
};

/** Puts a system together. */
export const createSystem = (name: SystemName, parts: Parts): Promise<System> => MAKERS[name](parts);
