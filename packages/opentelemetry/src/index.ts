export { ATTRIBUTES, type Attribute } from './attributes.js';
export { METRICS, type MetricName } from './metrics.js';
export { type OpenTelemetryOptions, openTelemetry } from './open-telemetry.js';
