import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { openTelemetry } from '../open-telemetry.js';

/** An observer on the real SDK, and what it has given to exporters. */
export function collect() {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const spans = new InMemorySpanExporter();
  const meterProvider = new MeterProvider({ readers: [reader] });
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  return {
    observer: openTelemetry({ meterProvider, tracerProvider }),
    tracerProvider,
    spans: () => spans.getFinishedSpans(),
    /** As Prometheus would read it. */
    async page(): Promise<string> {
      const { resourceMetrics } = await reader.collect();
      return new PrometheusSerializer().serialize(resourceMetrics);
    },
  };
}

/** {@link collect}'s. */
export type Collected = ReturnType<typeof collect>;

/** What follows a span around: for the time of a spec. */
export const contextManager = new AsyncLocalStorageContextManager();

/** The points of a page: `name{label="value"} number`, of our metrics alone, without the label of the scope. */
export function pointsOf(page: string): Map<string, number> {
  const lines = page.split('\n').filter((line) => line.startsWith('countersign_'));
  return new Map(
    lines.map((line) => {
      const [, point = '', number] = /^(.*) (\S+)$/.exec(line) ?? [];
      const labels = point
        .replace(/otel_scope_\w+="[^"]*",?/g, '')
        .replace(/,}/, '}')
        .replace('{}', '');
      return [labels, Number(number)] as const;
    }),
  );
}
