import type { CodeState } from '@countersign/core';
import { TEXTS } from './texts.js';

/** All that may come, for the script: an end, or the reason of one. */
const NEWS = JSON.stringify({
  ...TEXTS.failures,
  delivered: TEXTS.verify.delivered,
  undelivered: TEXTS.verify.undelivered,
});

interface DeliveryProps {
  readonly code: CodeState;
  /** Where news can be asked for; `undefined` where no provider tells any. */
  readonly follow: string | undefined;
}

/** How far the message has come, where that is no problem. The script asks for news and writes it here. */
export function Delivery({ code: { delivery, reference }, follow }: DeliveryProps) {
  const text = textOf(delivery);
  // Nothing comes after these two.
  if (follow === undefined || delivery === 'delivered' || delivery === 'undelivered')
    return text ? <p>{text}</p> : null;
  return (
    <p role="status" data-follow={follow} data-of={reference} data-texts={NEWS}>
      {text}
    </p>
  );
}

function textOf(delivery: CodeState['delivery']): string | undefined {
  if (delivery === 'accepted') return TEXTS.verify.slow;
  return delivery === 'delivered' ? TEXTS.verify.delivered : undefined;
}
