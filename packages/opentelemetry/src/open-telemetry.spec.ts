import { EVENT_TYPES, METHODS, OBSERVED, SEND_FAILURES } from '@countersign/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import { ATTRIBUTES } from './attributes.js';
import { METRICS } from './metrics.js';
import { observedPart } from './observed-part.js';
import { openTelemetry } from './open-telemetry.js';
import { type Collected, collect, contextManager, pointsOf } from './spec/collected.js';
import { documents, metricOf } from './spec/documents.js';
import { createObserved, type Observed, walkPhones, walkThroughFaults, walkToTheLock } from './spec/walked.js';

let collected: Collected;
let host: Observed;
let secrets: readonly string[];
let page: string;
let points: Map<string, number>;

beforeAll(async () => {
  context.setGlobalContextManager(contextManager.enable());
  collected = collect();
  host = createObserved(collected);
  await walkPhones(host);
  await walkThroughFaults(host);
  const other = createObserved(collected);
  await walkPhones(other);
  await walkToTheLock(other);
  secrets = [...host.secrets, ...other.secrets];
  page = await collected.page();
  points = pointsOf(page);
});

afterAll(() => context.disable());

const sms = (purpose: string) => `countersign_method="sms",countersign_purpose="${purpose}"`;
const labels = () => [...page.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value] as const);
const valuesOf = (label: string) => [...new Set(labels().flatMap(([name, value]) => (name === label ? [value] : [])))];

describe('R75: what is measured', () => {
  test('is every metric of the list, and no other', () => {
    const names = [...page.matchAll(/^# TYPE (countersign_\w+)/gm)].map(([, name]) => name);
    const listed = Object.entries(METRICS).map(
      ([name, { unit }]) => name.replaceAll('.', '_') + (unit === 's' ? '' : '_total'),
    );
    expect(names.sort()).toEqual(listed.sort());
  });

  test.each([
    [`countersign_codes_sent_total{${sms('enrol')}}`, 2],
    [`countersign_sign_ins_total{${sms('enrol')},countersign_outcome="completed"}`, 2],
    [`countersign_sign_ins_total{${sms('sign-in')},countersign_outcome="completed"}`, 2],
    ['countersign_sign_ins_total{countersign_outcome="cancelled"}', 2],
    [`countersign_answers_wrong_total{${sms('sign-in')},countersign_outcome="superseded"}`, 2],
    [`countersign_answers_wrong_total{${sms('sign-in')},countersign_outcome="expired"}`, 2],
    ['countersign_codes_delivered_total', 2],
    ['countersign_codes_undelivered_total{error_type="not_delivered"}', 2],
    [`countersign_codes_not_sent_total{${sms('sign-in')},error_type="unavailable"}`, 1],
    ['countersign_locks_total', 1],
    [
      'countersign_sender_failures_total{countersign_method="sms",countersign_dial_code="31",error_type="unavailable"}',
      1,
    ],
    ['countersign_events_total{countersign_event="locked",countersign_severity="alarm"}', 1],
  ])('%s', (point, number) => {
    expect([point, points.get(point)]).toEqual([point, number]);
  });

  test('codes that went out and came back, by dial code', () => {
    const [sent, verified] = ['sent', 'verified'].map((what) =>
      points.get(`countersign_conversion_${what}_total{countersign_dial_code="31"}`),
    );
    expect(sent).toBeGreaterThanOrEqual(8);
    expect(verified).toBe(4);
  });

  test('how long each part took, and what it failed with', () => {
    const count = (rest: string) => points.get(`countersign_operation_duration_count{countersign_part=${rest}}`);
    expect(count('"store",countersign_operation="verify",error_type="timeout"')).toBe(1);
    expect(count('"store",countersign_operation="verify",error_type="_OTHER"')).toBe(1);
    expect(count('"factors",countersign_operation="enrol"')).toBe(4);
    expect(count('"hash",countersign_operation="slowHash"')).toBe(20);
    const send = '"sender",countersign_operation="send",countersign_method="sms",countersign_outcome=';
    expect(count(`${send}"accepted"`)).toBeGreaterThan(5);
    expect(count(`${send}"refused",error_type="number_invalid"`)).toBeGreaterThan(0);
  });

  test('a span for each of them, below the span of who asked', async () => {
    const before = collected.spans().length;
    const tracer = collected.tracerProvider.getTracer('host');
    const parent = tracer.startSpan('POST /login');
    await context.with(trace.setSpan(context.active(), parent), () => host.secondFactor.options.pending.ping());
    const [span] = collected.spans().slice(before);
    expect(span).toMatchObject({
      name: 'countersign.store ping',
      parentSpanContext: { spanId: parent.spanContext().spanId },
    });
  });
});

describe('R76: what is exported', () => {
  test('holds no number, code, token, subject, address, reference or text of a provider', () => {
    const spans = collected
      .spans()
      .map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
    expect(spans.length).toBeGreaterThan(100);
    // Without the values of points: among so many digits a code may stand by chance.
    const exported = `${page.replace(/ \S+$/gm, '')}\n${JSON.stringify(spans)}`;
    expect(secrets.length).toBeGreaterThan(30);
    expect(secrets.filter((secret) => exported.includes(secret))).toEqual([]);
    expect(/\d{5}|is off|select /.exec(exported)).toBe(null);
  });

  test('has the attributes of the list alone, each with few values', () => {
    const names = new Set(labels().map(([name]) => name));
    const ours = Object.values(ATTRIBUTES).map((name) => name.replaceAll('.', '_'));
    expect(
      [...names].filter((name) => !/^(le|otel_scope_\w+|target_info|telemetry_\w+|service_name)$/.test(name)).sort(),
    ).toEqual(ours.sort());
    expect(valuesOf('countersign_part').sort()).toEqual([...OBSERVED].sort());
    for (const method of valuesOf('countersign_method')) expect(METHODS).toContain(method);
    for (const event of valuesOf('countersign_event')) expect(EVENT_TYPES).toContain(`countersign.${event}`);
    for (const code of valuesOf('countersign_dial_code')) expect(code).toMatch(/^\d{1,3}$/);
    for (const error of valuesOf('error_type')) expect([...SEND_FAILURES, 'timeout', '_OTHER']).toContain(error);
  });

  test('on a span nothing but those, and of an error no text', () => {
    for (const { attributes, status, events } of collected.spans()) {
      expect(Object.values(ATTRIBUTES)).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect([status.message, events]).toEqual([undefined, []]);
    }
  });
});

describe('an observed part', () => {
  const observed = <Part extends object>(part: Part) => openTelemetry().observe('store', part);

  test('gives and throws what the part does, also one that is frozen, or has fields of its own', async () => {
    class Counter {
      #count = 0;
      readonly name = 'counter';
      next = () => Promise.resolve(++this.#count);
      get count() {
        return this.#count;
      }
      fail(): never {
        throw new RangeError('no');
      }
    }
    const part = observed(Object.freeze(new Counter()));
    expect([await part.next(), await part.next(), part.count, part.name]).toEqual([1, 2, 2, 'counter']);
    expect(() => part.fail()).toThrow(RangeError);
    expect(part).toBeInstanceOf(Counter);
    expect('missing' in part).toBe(false);
  });

  test('takes what is set on it for the part’s own', async () => {
    const part = { ping: async () => 1 };
    const watched = observed(part);
    watched.ping = async () => 2;
    expect([await part.ping(), await watched.ping()]).toEqual([2, 2]);
  });

  test('waits for promises that are not of Node’s', async () => {
    const ended: unknown[] = [];
    const call = { context: context.active(), ended: (value: unknown) => ended.push(value), failed: () => undefined };
    // biome-ignore lint/suspicious/noThenProperty: a driver's own promise.
    const driver = { query: () => ({ then: (done: (value: string) => void) => done('rows') }) };
    await observedPart(driver, () => call as never).query();
    expect(ended).toEqual(['rows']);
  });
});

describe('docs/running: the dashboard and the alert rules', () => {
  const { dashboard, rules, alerts, runbook } = documents();

  test.each([
    ['dashboard', dashboard],
    ['alert rules', rules],
  ])('the %s ask for metrics and labels that are exported', (_, text) => {
    const exported = new Set([...points.keys()].map((point) => point.replace(/\{.*/, '')));
    const asked = text.match(/countersign_\w+(\(_seconds\)\?_\w+)?(?=[{"\s[)])/g) ?? [];
    const metrics = asked
      .map(metricOf)
      .filter((name) => !Object.values(ATTRIBUTES).some((attribute) => attribute.replaceAll('.', '_') === name));
    expect(metrics.length).toBeGreaterThan(5);
    for (const name of metrics) expect(exported).toContain(name);
    const known = [...Object.values(ATTRIBUTES).map((name) => name.replaceAll('.', '_')), 'le', '__name__', 'severity'];
    for (const [, list = ''] of text.matchAll(/\bby \(([^)]*)\)/g)) {
      for (const label of list.split(',')) expect(known).toContain(label.trim());
    }
    for (const [, label] of text.matchAll(/[{,]\s*(\w+)\s*(?:=~|!=|!~|=)\\?"/g)) expect(known).toContain(label);
  });

  test.each([
    ['dashboard', dashboard],
    ['alert rules', rules],
  ])('the %s name events that exist', (_, text) => {
    const named = [...text.matchAll(/countersign_event=~?\\?"([^"\\]+)\\?"/g)].flatMap(([, list = '']) =>
      list.split('|'),
    );
    for (const event of named) expect(EVENT_TYPES).toContain(`countersign.${event}`);
  });

  test('every alert has what to do when it rings', () => {
    expect(alerts.length).toBeGreaterThan(5);
    expect([...runbook].sort()).toEqual([...alerts].sort());
  });
});
