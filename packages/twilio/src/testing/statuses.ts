import type { TwilioDelivery } from './delivery.js';
import type { TwilioCall, TwilioMessage } from './records.js';

/** A status that a callback tells, and which of them all it is, from 0. */
export interface ToldStatus {
  readonly status: string;
  readonly sequence: number;
}

/** Whether it is a call. */
export const isCall = (sent: TwilioMessage | TwilioCall): sent is TwilioCall => sent.sid.startsWith('CA');

/** How a delivery ends. */
export const outcomeOf = (sent: TwilioMessage | TwilioCall, { outcome }: TwilioDelivery): string =>
  outcome ?? (isCall(sent) ? 'completed' : 'delivered');

/** What the callbacks of a delivery tell, in the order in which they are posted. */
export function statusesOf(sent: TwilioMessage | TwilioCall, delivery: TwilioDelivery): ToldStatus[] {
  const outcome = outcomeOf(sent, delivery);
  const usual = isCall(sent) ? ofCall(sent, outcome) : ofMessage(sent, outcome);
  const told = (delivery.statuses ?? usual).map((status, sequence) => ({ status, sequence }));
  const kept = told.filter(({ status }) => !delivery.drop?.includes(status));
  const ordered = delivery.reversed ? kept.reverse() : kept;
  return ordered.flatMap((each) => Array<ToldStatus>(delivery.times ?? 1).fill(each));
}

/** Twilio posts no callback for the status that its answer told. */
function ofMessage({ status }: TwilioMessage, outcome: string): string[] {
  const before: Record<string, string[]> = { queued: [], failed: [], read: ['sent', 'delivered'] };
  const way = [...new Set(['accepted', 'queued', ...(before[outcome] ?? ['sent']), outcome])];
  return way.includes(status) ? way.slice(way.indexOf(status) + 1) : [outcome];
}

/** A call tells what `StatusCallbackEvent` asks for; without it, how it ended. */
function ofCall({ lists }: TwilioCall, outcome: string): string[] {
  const asked = lists.StatusCallbackEvent ?? ['completed'];
  const answered = outcome === 'completed' ? ['in-progress'] : [];
  return ['initiated', 'ringing', ...answered, outcome].filter((status) => asked.includes(eventOf(status)));
}

function eventOf(status: string): string {
  if (status === 'in-progress') return 'answered';
  return status === 'initiated' || status === 'ringing' ? status : 'completed';
}
