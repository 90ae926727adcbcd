import type { OwnFactor } from '@countersign/core';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';
import { count, fill } from './wording.js';

interface FactorItemProps {
  readonly factor: OwnFactor;
  /** The path of the factors. */
  readonly base: string;
  /** Whether it is the only one. */
  readonly alone: boolean;
}

/** One factor, and what can be done with it. Each button says of which factor it is, to those who hear it alone. */
export function FactorItem({ factor, base, alone }: FactorItemProps) {
  const { id, kind, preferred, disabled, since, left } = factor;
  const path = `${base}/${encodeURIComponent(id)}`;
  const of = aloudOf(factor);
  const canBeFirst = !alone && !preferred && !disabled && kind !== 'recovery';
  return (
    <li class="factor">
      <h2>{titleOf(factor)}</h2>
      <p class="note">
        {fill(TEXTS.factors.since, { date: dateOf(since) })}
        {preferred && ` · ${TEXTS.factors.preferred}`}
        {left !== null && ` · ${count(TEXTS.factors.left, left)}`}
        {disabled && ` · ${TEXTS.factors.disabled}`}
      </p>
      <div class="factor-acts">
        {kind === 'phone' && <Act action={`${base}/phone`} label={TEXTS.factors.changeNumber} of={of} replaces={id} />}
        {canBeFirst && <Act action={path} label={TEXTS.factors.useFirst} of={of} preferred="true" />}
        <Act action={`${path}/remove`} label={TEXTS.factors.remove} of={of} />
      </div>
      {kind !== 'recovery' && <Rename factor={factor} action={path} of={of} />}
    </li>
  );
}

interface ActProps {
  readonly action: string;
  readonly label: string;
  readonly of: string;
  readonly replaces?: string;
  readonly preferred?: string;
}

function Act({ action, label, of, ...fields }: ActProps) {
  return (
    <PostForm action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button quiet">
        {label} <span class="visually-hidden">({of})</span>
      </button>
    </PostForm>
  );
}

function Rename({ factor: { id, name }, action, of }: { factor: OwnFactor; action: string; of: string }) {
  const field = `name-${id}`;
  return (
    <details>
      <summary>
        {TEXTS.factors.rename} <span class="visually-hidden">({of})</span>
      </summary>
      <PostForm action={action} class="stack">
        <div class="field">
          <label for={field}>{TEXTS.factors.name}</label>
          <input id={field} name="name" type="text" maxLength={40} value={name ?? ''} />
        </div>
        <button type="submit" class="button secondary">
          {TEXTS.factors.save}
        </button>
      </PostForm>
    </details>
  );
}

function titleOf({ kind, name, phone }: OwnFactor): string {
  const what = fill(TEXTS.factors.kinds[kind], { phone: phone ?? '' });
  return name === null ? what : fill(TEXTS.factors.named, { name, kind: what });
}

/** The same in words, without the bullets of a mask. */
function aloudOf(factor: OwnFactor): string {
  const digits = factor.phone && /\d+$/.exec(factor.phone)?.[0];
  return digits && factor.name === null ? fill(TEXTS.factors.phoneAloud, { digits }) : titleOf(factor);
}

/** `5 January 2026`, in UTC. */
function dateOf(since: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(since));
}
