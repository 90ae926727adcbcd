import type { SecondFactorEvent, SecondFactorEventOf, SecondFactorEventType } from '@countersign/core';
import { ATTRIBUTES, type Labels } from './attributes.js';
import type { CounterName } from './metrics.js';

/** One more of something. */
export type Count = readonly [name: CounterName, labels: Labels];

type Counting = { readonly [Type in SecondFactorEventType]?: (event: SecondFactorEventOf<Type>) => Count };

const { method, purpose, outcome, error, dialCode } = ATTRIBUTES;

interface OfSignIn {
  readonly method: string;
  readonly purpose: string;
}

const of = (event: OfSignIn): Labels => ({ [method]: event.method, [purpose]: event.purpose });

const signIn =
  (ending: string) =>
  (event: OfSignIn): Count => ['countersign.sign_ins', { ...of(event), [outcome]: ending }];

const COUNTING: Counting = {
  'countersign.sign-in.opened': signIn('opened'),
  'countersign.sign-in.completed': signIn('completed'),
  'countersign.sign-in.refused': signIn('refused'),
  'countersign.sign-in.spent': signIn('spent'),
  'countersign.sign-in.cancelled': () => ['countersign.sign_ins', { [outcome]: 'cancelled' }],
  'countersign.sign-in.exempted': () => ['countersign.sign_ins', { [outcome]: 'exempted' }],
  'countersign.code.sent': (event) => ['countersign.codes.sent', of(event)],
  'countersign.code.resent': (event) => ['countersign.codes.sent', of(event)],
  'countersign.code.not_sent': (event) => ['countersign.codes.not_sent', { ...of(event), [error]: event.reason }],
  'countersign.code.delivered': () => ['countersign.codes.delivered', {}],
  'countersign.code.undelivered': ({ reason }) => ['countersign.codes.undelivered', { [error]: reason }],
  'countersign.code.wrong': (event) => [
    'countersign.answers.wrong',
    { ...of(event), [outcome]: event.superseded ? 'superseded' : 'wrong' },
  ],
  'countersign.code.expired': (event) => ['countersign.answers.wrong', { ...of(event), [outcome]: 'expired' }],
  'countersign.locked': () => ['countersign.locks', {}],
  'countersign.sender.failed': ({ channel, dialCode: code, reason }) => [
    'countersign.sender.failures',
    { [method]: channel, [dialCode]: code, [error]: reason },
  ],
};

/** What an event adds to: itself, and what stands for more than its type. */
export function countsOf(event: SecondFactorEvent): readonly Count[] {
  const type = event.type.replace('countersign.', '');
  const own: Count = ['countersign.events', { [ATTRIBUTES.event]: type, [ATTRIBUTES.severity]: event.severity }];
  const more = (COUNTING[event.type] as ((event: SecondFactorEvent) => Count) | undefined)?.(event);
  return more ? [own, more] : [own];
}
