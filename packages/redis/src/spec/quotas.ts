import type { SendQuota, SignInKey } from '@countersign/core';

/** What a send costs, as core asks for it; with other limits where they are given. */
export function quotasOf(
  { subjectTag }: SignInKey,
  limits: { subject?: number; number?: number; total?: number } = {},
): SendQuota[] {
  const { subject = 5, number = 10, total = 200 } = limits;
  const hour = (limit: number) => ({ name: 'h', seconds: 3_600, limit });
  const day = (limit: number) => ({ name: 'd', seconds: 86_400, limit });
  return [
    { kind: 'subject', owner: subjectTag, windows: [hour(subject), day(2 * subject)] },
    { kind: 'number', owner: 'n:of-the-spec', windows: [hour(number), day(2 * number)] },
    { kind: 'address', owner: 'ip:of-the-spec', windows: [hour(40)] },
    { kind: 'dial_code', owner: 'dial:31', windows: [day(50)] },
    { kind: 'total', owner: 'all', windows: [hour(total), day(5 * total)] },
  ];
}
