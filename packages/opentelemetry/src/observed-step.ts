import { ERROR_CODES, SecondFactorError, type Step } from '@countersign/core';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { ATTRIBUTES, type Labels } from './attributes.js';
import { OTHER } from './error-type.js';

/** How a step may end that is not refused. */
const STATUSES: readonly unknown[] = ['complete', 'pending'];

/** Refusals that are nobody's mistake: a part did not do its work. */
const FAULTS: readonly string[] = ['second_factor_unavailable', 'code_not_sent'];

/** Follows a step in a span of its own, which is the parent of all that the step waits for. */
export async function observedStep<Value>(tracer: Tracer, name: Step, run: () => Promise<Value>): Promise<Value> {
  const options = { kind: SpanKind.INTERNAL, attributes: { [ATTRIBUTES.operation]: name } };
  const span = tracer.startSpan(`countersign ${name}`, options);
  try {
    const value = await context.with(trace.setSpan(context.active(), span), run);
    end(span, endingOf(value));
    return value;
  } catch (error) {
    end(span, refusalOf(error));
    throw error;
  }
}

function end(span: Span, ending: Labels): void {
  if (ending[ATTRIBUTES.error] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttributes(ending);
  span.end();
}

function endingOf(value: unknown): Labels {
  const { status } = Object(value) as { status?: unknown };
  return STATUSES.includes(status) ? { [ATTRIBUTES.outcome]: String(status) } : {};
}

/** What the person is refused with is a code of a closed list; a refusal that is the rules' own is no error. */
function refusalOf(error: unknown): Labels {
  const code = error instanceof SecondFactorError ? ERROR_CODES.find((known) => known === error.code) : undefined;
  if (code === undefined) return { [ATTRIBUTES.error]: OTHER };
  return { [ATTRIBUTES.outcome]: code, ...(FAULTS.includes(code) && { [ATTRIBUTES.error]: code }) };
}
