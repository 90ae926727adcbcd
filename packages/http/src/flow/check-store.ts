import type { WebContext } from '../web-options.js';

/**
 * Tells the operator at the start what is missing or wrong: a notifier (R39), a method that is not restricted (R40), and the
 * pending store's settings, which it looks at once that is connected (R87). Never rejects: nothing waits for it.
 */
export async function checkStore<User>({ secondFactor, logger }: WebContext<User>): Promise<void> {
  const { methods } = secondFactor.options;
  if (!methods.includes('totp') && !methods.includes('passkey')) {
    logger.warn('Text messages are a restricted method, and there is no other: put totp or passkey into methods');
  }
  if (!secondFactor.options.notifier) {
    logger.warn('Nobody is told what happens to their account: set notifier');
  }
  try {
    const settings = await secondFactor.checkStore();
    if (settings === 'evicts') logger.error('Redis may evict failure counts: set maxmemory-policy to noeviction');
    if (settings === 'unreplicated') logger.warn(UNREPLICATED);
    if (settings === 'refused') logger.warn('Redis does not tell its maxmemory-policy: make sure it is noeviction');
  } catch {
    logger.warn('The settings of Redis could not be read');
  }
}

const UNREPLICATED =
  'Redis takes writes that none of its replicas has, so a failover may forget failures and used codes: set min-replicas-to-write to 1';
