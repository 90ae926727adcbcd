import type { EventKinds } from './event-kinds.js';

/** Those of factors that move to another secret. */
export const SEALING_KINDS: Pick<
  EventKinds,
  'countersign.factor.not_resealed' | 'countersign.reseal.begun' | 'countersign.reseal.ended'
> = {
  'countersign.factor.not_resealed': {
    ...{ result: 'failure', severity: 'warning', fields: ['subject', 'factorId', 'reason'] },
    about:
      'A factor was proved that is sealed under an older secret, and it could not be sealed anew; that is tried again when it is proved next.',
  },
  'countersign.reseal.begun': {
    ...{ result: 'info', severity: 'warning', fields: ['actor'] },
    about: 'An operator began to seal all factors anew under the newest secret.',
  },
  'countersign.reseal.ended': {
    ...{ result: 'success', severity: 'warning', fields: ['actor', 'resealed', 'left'] },
    about: 'The same has come to its end: so many were sealed anew, and so many are left that hang on another secret.',
  },
};
