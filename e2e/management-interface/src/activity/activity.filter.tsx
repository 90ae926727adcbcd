// countersign: demo
import { EVENT_TYPES } from '@countersign/core';
import type { Administrator } from '../administrators/administrator.entity.js';
import type { ActivityQuery } from './activity.query.js';

/** Properties of an {@link ActivityFilter}. */
export interface ActivityFilterProps {
  readonly action: string;
  readonly query: ActivityQuery;
  readonly people: readonly Administrator[];
}

/** Whose activity, and of which kind. */
export function ActivityFilter({ action, query, people }: ActivityFilterProps) {
  return (
    <form method="get" action={action} class="filter">
      <label class="field">
        Administrator
        <select name="administrator">
          <option value="">Everybody</option>
          {people.map(({ id, name }) => (
            <option value={id} selected={id === query.subject}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        Event
        <select name="type">
          <option value="">Every event</option>
          {EVENT_TYPES.map((type) => (
            <option value={type} selected={type === query.type}>
              {type.replace('countersign.', '')}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        Show
      </button>
    </form>
  );
}
