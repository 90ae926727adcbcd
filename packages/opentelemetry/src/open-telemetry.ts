import type { Conversion, Observed, Observer, SecondFactorEvent, Step } from '@countersign/core';
import { type Counter, type Meter, type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import { ATTRIBUTES, type Labels } from './attributes.js';
import { countsOf } from './counted.js';
import { type CounterName, DURATION, DURATION_BUCKETS, METRICS } from './metrics.js';
import { ObservedCall, type Recorder } from './observed-call.js';
import { observedPart } from './observed-part.js';
import { observedStep } from './observed-step.js';

/** Where metrics and spans go. */
export interface OpenTelemetryOptions {
  /** @defaultValue the global one, as it is when this is called: start the SDK before */
  readonly meterProvider?: MeterProvider;
  /** @defaultValue the global one */
  readonly tracerProvider?: TracerProvider;
}

const NAME = '@countersign/opentelemetry';

/**
 * An observer that makes metrics of events, spans of the steps, and metrics and spans of what a step waits for. No number,
 * code, token, address or account is in any of them (R76): see {@link ATTRIBUTES}.
 *
 * @example
 * new SecondFactor({ …, observer: openTelemetry() })
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Observer {
  const { meterProvider = metrics, tracerProvider = trace } = options;
  return new OpenTelemetryObserver(meterProvider.getMeter(NAME), tracerProvider);
}

class OpenTelemetryObserver implements Observer {
  readonly #counters: Readonly<Record<CounterName, Counter<Labels>>>;
  readonly #recorder: Recorder;

  constructor(meter: Meter, tracerProvider: TracerProvider) {
    const names = (Object.keys(METRICS) as (keyof typeof METRICS)[]).filter((name) => name !== DURATION);
    const counters = names.map((name) => [name, meter.createCounter<Labels>(name, METRICS[name])] as const);
    this.#counters = Object.fromEntries(counters) as Record<CounterName, Counter<Labels>>;
    const advice = { explicitBucketBoundaries: DURATION_BUCKETS };
    const duration = meter.createHistogram<Labels>(DURATION, { ...METRICS[DURATION], advice });
    const record: Recorder['record'] = (seconds, labels) => duration.record(seconds, labels);
    this.#recorder = { tracer: tracerProvider.getTracer(NAME), record };
  }

  emit(event: SecondFactorEvent): void {
    for (const [name, labels] of countsOf(event)) this.#counters[name].add(1, labels);
  }

  observe<Part extends object>(name: Observed, part: Part): Part {
    return observedPart(part, (operation, args) => {
      if (operation === 'noteConversion') this.#count(args[0] as Conversion);
      return new ObservedCall(this.#recorder, name, operation, args);
    });
  }

  step<Value>(name: Step, run: () => Promise<Value>): Promise<Value> {
    return observedStep(this.#recorder.tracer, name, run);
  }

  /** Core gathers these for the pending store, so they come late by a minute at most. */
  #count({ dialCode, sent, verified }: Conversion): void {
    const labels = { [ATTRIBUTES.dialCode]: dialCode };
    this.#counters['countersign.conversion.sent'].add(sent, labels);
    this.#counters['countersign.conversion.verified'].add(verified, labels);
  }
}
