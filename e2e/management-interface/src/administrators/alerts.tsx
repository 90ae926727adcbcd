import type { Administrator, MustChange } from './administrator.entity.js';

const SENTENCES: Partial<Record<MustChange, string>> = {
  suspected: 'Too many wrong codes came after the password of {name}: somebody else must know it. Set another one.',
  contested: '{name} says “this was not me” of something that happened to the account. All its sessions have ended.',
};
const LOCKED = 'The second step of {name} is locked after too many wrong codes.';

/** Whether an administrator's second step is locked now. */
export function isLocked({ lockedUntil }: Administrator): boolean {
  return lockedUntil !== null && lockedUntil.getTime() > Date.now();
}

/** What administrators should know of each other's accounts, a line each. */
export function Alerts({ administrators }: { readonly administrators: readonly Administrator[] }) {
  return (
    <>
      {administrators.flatMap(alertsOf).map((line) => (
        <p class="notice bad" role="status">
          {line}
        </p>
      ))}
    </>
  );
}

function alertsOf(administrator: Administrator): string[] {
  const { mustChange, name } = administrator;
  const sentences = [mustChange ? SENTENCES[mustChange] : undefined, isLocked(administrator) ? LOCKED : undefined];
  return sentences.flatMap((sentence) => (sentence === undefined ? [] : [sentence.replace('{name}', name)]));
}
