import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

/** What is given to operators, as it stands in `docs/`. */
export function documents() {
  const [dashboard, rules] = [read('running/grafana-dashboard.json'), read('running/alerts.yaml')];
  const alerts = [...rules.matchAll(/^\s*- alert: (\w+)$/gm)].map(([, name = '']) => name);
  const runbook = [...read('running.md').matchAll(/^### (Countersign\w+)$/gm)].map(([, name = '']) => name);
  return { dashboard: JSON.stringify(JSON.parse(dashboard)), rules, alerts, runbook };
}

/** The metric that a query asks for, as the exporter names it: collectors add the unit to the name, the exporter does not. */
export function metricOf(asked: string): string {
  return asked.replace('(_seconds)?', '');
}
