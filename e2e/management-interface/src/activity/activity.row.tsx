// countersign: demo
import { EVENT_KINDS, type SecondFactorEvent } from '@countersign/core';

const moment = new Intl.DateTimeFormat('en', {
  ...{ dateStyle: 'medium', timeStyle: 'medium' },
  ...{ hourCycle: 'h23', timeZone: 'UTC' },
});

const TINTS: Readonly<Record<SecondFactorEvent['severity'], string>> = { info: '', warning: 'warn', alarm: 'bad' };

/** Said in columns of their own. */
const SHOWN: readonly string[] = ['subject', 'actor'];

/** One event. */
export function ActivityRow({ event, names }: { event: SecondFactorEvent; names: ReadonlyMap<string, string> }) {
  const tint = event.result === 'success' && event.severity === 'info' ? 'good' : TINTS[event.severity];
  return (
    <tr>
      <td>
        <time dateTime={event.at}>{moment.format(new Date(event.at))}</time>
      </td>
      <td>
        <span class={`badge ${tint}`}>{event.type.replace('countersign.', '')}</span>
        <span class="detail">{details(event)}</span>
      </td>
      <td>{whoOf(event, names)}</td>
      <td class="minor">{event.address}</td>
    </tr>
  );
}

function details(event: SecondFactorEvent): string {
  const said = new Map<string, unknown>(Object.entries(event));
  const fields = EVENT_KINDS[event.type].fields.filter((field) => said.has(field) && !SHOWN.includes(field));
  return fields.map((field) => `${field}: ${said.get(field)}`).join(', ');
}

/** Of an account that is gone the id is left. */
function whoOf(event: SecondFactorEvent, names: ReadonlyMap<string, string>): string {
  const id = 'actor' in event ? event.actor : 'subject' in event ? event.subject : '';
  return names.get(id) ?? id;
}
