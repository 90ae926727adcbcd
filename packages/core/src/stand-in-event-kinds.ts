import type { EventKind, Own } from './event-kinds.js';
import type { SecondFactorEventType } from './events.js';

type StandInType = Extract<SecondFactorEventType, `countersign.${'recovery' | 'bypass'}.${string}`>;

/** The types of the codes that stand in for a lost factor. */
export const STAND_IN_KINDS: { readonly [Type in StandInType]: EventKind<Own<Type>> } = {
  'countersign.recovery.used': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'left'] },
    about: 'A recovery code was right, and is used up. It signs nobody in: a factor has to be bound first.',
  },
  'countersign.recovery.renewed': {
    ...{ result: 'success', severity: 'info', fields: ['subject'] },
    about: 'An account was given a set of recovery codes; the one before is dead.',
  },
  'countersign.recovery.low': {
    ...{ result: 'info', severity: 'warning', fields: ['subject', 'left'] },
    about: 'Three or fewer recovery codes of an account are left.',
  },
  'countersign.bypass.issued': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'actor', 'reason'] },
    about: 'An administrator issued a code that stands in for the lost factor of an account, once and for 15 minutes.',
  },
  'countersign.bypass.approved': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'actor', 'reason', 'issuer'] },
    about: 'A second administrator (`actor`) approved a bypass code, which works from here on.',
  },
  'countersign.bypass.used': {
    ...{ result: 'success', severity: 'warning', fields: ['subject', 'issuer', 'approver'] },
    about: 'A bypass code was right, and is used up. It signs nobody in: a factor has to be bound first.',
  },
};
