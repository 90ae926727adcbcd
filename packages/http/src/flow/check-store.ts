import type { WebContext } from '../web-options.js';

/**
 * Looks at the pending store's settings once it is connected, and tells the operator what is wrong with them (R87). Never
 * rejects: nothing waits for it.
 */
export async function checkStore<User>({ secondFactor, logger }: WebContext<User>): Promise<void> {
  try {
    const settings = await secondFactor.checkStore();
    if (settings === 'evicts') logger.error('Redis may evict failure counts: set maxmemory-policy to noeviction');
    if (settings === 'refused') logger.warn('Redis does not tell its maxmemory-policy: make sure it is noeviction');
  } catch {
    logger.warn('The settings of Redis could not be read');
  }
}
