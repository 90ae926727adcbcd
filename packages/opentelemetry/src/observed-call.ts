import type { Observed } from '@countersign/core';
import { type Context, context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { ATTRIBUTES, type Labels } from './attributes.js';
import { errorTypeOf, failureTypeOf } from './error-type.js';

/** What a call is written down with. */
export interface Recorder {
  readonly tracer: Tracer;
  /** Adds a duration, in seconds. */
  readonly record: (seconds: number, labels: Labels) => void;
}

const CHANNELS: readonly unknown[] = ['sms', 'voice', 'whatsapp'];
const STATUSES: readonly unknown[] = ['accepted', 'refused', 'unknown'];

/** One call of what is observed, from its start to its end. */
export class ObservedCall {
  readonly #started = performance.now();
  readonly #labels: Labels;
  readonly #span: Span;
  /** In which the call is made: spans of its client are children of ours. */
  readonly context: Context;

  constructor(
    private readonly recorder: Recorder,
    private readonly part: Observed,
    operation: string,
    args: readonly unknown[],
  ) {
    this.#labels = { [ATTRIBUTES.part]: part, [ATTRIBUTES.operation]: operation, ...channelOf(part, args) };
    const options = { kind: SpanKind.CLIENT, attributes: this.#labels };
    this.#span = recorder.tracer.startSpan(`countersign.${part} ${operation}`, options);
    this.context = trace.setSpan(context.active(), this.#span);
  }

  /** It gave this. */
  ended<Value>(value: Value): Value {
    this.#write(this.part === 'sender' ? outcomeOf(value) : {});
    return value;
  }

  /** It threw this, which goes on as it is. */
  failed(error: unknown): never {
    this.#write({ [ATTRIBUTES.error]: errorTypeOf(error) });
    throw error;
  }

  #write(outcome: Labels): void {
    if (outcome[ATTRIBUTES.error] !== undefined) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.setAttributes(outcome);
    this.#span.end();
    this.recorder.record((performance.now() - this.#started) / 1_000, { ...this.#labels, ...outcome });
  }
}

function channelOf(part: Observed, [message]: readonly unknown[]): Labels {
  const channel = part === 'sender' ? (message as { channel?: unknown } | undefined)?.channel : undefined;
  return CHANNELS.includes(channel) ? { [ATTRIBUTES.method]: String(channel) } : {};
}

function outcomeOf(value: unknown): Labels {
  const { status, reason } = Object(value) as { status?: unknown; reason?: unknown };
  if (status === 'accepted') return { [ATTRIBUTES.outcome]: 'accepted' };
  const outcome = STATUSES.includes(status) ? String(status) : 'unknown';
  return { [ATTRIBUTES.outcome]: outcome, [ATTRIBUTES.error]: failureTypeOf(reason) };
}
