import { ERROR_CODES, SecondFactorError } from '@countersign/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type Collected, collect, contextManager } from './spec/collected.js';
import { createObserved, enrolled, logIn, type Observed } from './spec/walked.js';

let collected: Collected;
let host: Observed;
let before: number;
beforeAll(() => {
  context.setGlobalContextManager(contextManager.enable());
});
afterAll(() => context.disable());
beforeEach(async () => {
  collected = collect();
  host = createObserved(collected);
  await enrolled(host);
  before = collected.spans().length;
});

/** The spans since, in the order in which they ended. */
const spans = () => collected.spans().slice(before);
const spanOf = (name: string) => {
  const found = spans().find((span) => span.name === name);
  if (!found) throw new Error(`no span ${name}`);
  return found;
};

/** The names of what a step waited for. */
function below(name: string): readonly string[] {
  const { spanId } = spanOf(name).spanContext();
  return spans().flatMap((span) => (span.parentSpanContext?.spanId === spanId ? [span.name] : []));
}

describe('a step', () => {
  test('is a span, and below it is one for each thing that it waits for', async () => {
    const token = await logIn(host);
    expect(below('countersign begin')).toEqual([
      ...['countersign.factors posture', 'countersign.factors factors', 'countersign.store open'],
      'countersign.sender send',
    ]);
    await host.secondFactor.verify(token, host.sender.last.code);
    expect(below('countersign verify')).toEqual([
      ...['countersign.store verify', 'countersign.host load', 'countersign.factors posture'],
      'countersign.factors factors',
    ]);
    const step = spanOf('countersign verify');
    expect([step.kind, step.parentSpanContext, step.status.code]).toEqual([
      SpanKind.INTERNAL,
      undefined,
      SpanStatusCode.UNSET,
    ]);
    expect(step.attributes).toEqual({ 'countersign.operation': 'verify', 'countersign.outcome': 'complete' });
    expect(spanOf('countersign begin').attributes).toMatchObject({ 'countersign.outcome': 'pending' });
  });

  test('shows slow hashes, and the check of a number', async () => {
    const signedIn = await host.secondFactor.verify(await logIn(host), host.sender.last.code);
    await host.secondFactor.renewRecoveryCodes(host.user, signedIn.assurance);
    const hashes = below('countersign renewRecoveryCodes').filter((name) => name === 'countersign.hash slowHash');
    expect(hashes).toHaveLength(10);
    before = collected.spans().length;
    const other = createObserved(collected);
    await enrolled(other);
    expect(below('countersign enrolPhone')).toContain('countersign.numberCheck check');
  });

  test('is below the span of the request', async () => {
    const request = collected.tracerProvider.getTracer('host').startSpan('POST /2fa/verify');
    const token = await logIn(host);
    await context.with(trace.setSpan(context.active(), request), () =>
      host.secondFactor.verify(token, host.sender.last.code),
    );
    expect(spanOf('countersign verify').parentSpanContext?.spanId).toBe(request.spanContext().spanId);
  });

  test('that is refused says with which code, and is no error', async () => {
    const token = await logIn(host);
    await expect(host.secondFactor.verify(token, '314159')).rejects.toBeInstanceOf(SecondFactorError);
    const { attributes, status } = spanOf('countersign verify');
    expect(attributes).toEqual({ 'countersign.operation': 'verify', 'countersign.outcome': 'code_wrong' });
    expect(status).toEqual({ code: SpanStatusCode.UNSET });
    expect(ERROR_CODES).toContain(attributes['countersign.outcome']);
  });

  test('that a part has failed is an error, without a text', async () => {
    const token = await logIn(host);
    host.pending.verify = () => Promise.reject(new Error('+31612345642'));
    await expect(host.secondFactor.verify(token, '314159')).rejects.toThrow();
    const unavailable = 'second_factor_unavailable';
    const { attributes, status, events } = spanOf('countersign verify');
    expect(attributes).toMatchObject({ 'countersign.outcome': unavailable, 'error.type': unavailable });
    expect([status, events]).toEqual([{ code: SpanStatusCode.ERROR }, []]);
  });

  test('that throws what is no refusal is an error of another kind', async () => {
    const failing = collected.observer.step?.('begin', () => Promise.reject(new TypeError('+31612345642')));
    await expect(failing).rejects.toBeInstanceOf(TypeError);
    expect(spanOf('countersign begin')).toMatchObject({
      attributes: { 'countersign.operation': 'begin', 'error.type': '_OTHER' },
      status: { code: SpanStatusCode.ERROR },
    });
  });

  test('a guarded request is none, and makes no span', async () => {
    const { assurance } = await host.secondFactor.verify(await logIn(host), host.sender.last.code);
    await host.secondFactor.standing(host.user, assurance);
    before = collected.spans().length;
    expect(await host.secondFactor.standing(host.user, assurance)).toEqual({ status: 'satisfied' });
    expect(spans()).toEqual([]);
  });
});
