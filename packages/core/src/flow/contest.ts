import { type ContestedNotice, readContestToken } from '../notices/contest-token.js';
import type { Engine } from './engine.js';
import { tellHost } from './tell-host.js';

/** The notice of a token that still counts; `undefined` for any other text. Changes nothing. */
export function readNotice<User>({ keys, options }: Engine<User>, token: unknown): ContestedNotice | undefined {
  const claims = readContestToken(keys, token, options.clock.now());
  return claims && { id: claims.id, kind: claims.kind, at: claims.at };
}

/**
 * "This was not me": ends the subject's sessions and pending sign-ins, and has the host tell the administrators (R38, R39).
 * The same notice again, within the hour, changes and tells nothing. Nor does a token that does not count: strangers must not
 * fill the trail.
 * @returns whether the token counts.
 */
export async function contest<User>(engine: Engine<User>, token: unknown): Promise<boolean> {
  const { options, keys, postures } = engine;
  const claims = readContestToken(keys, token, options.clock.now());
  if (!claims) return false;
  const { subject, ...notice } = claims;
  const ended = await options.factors.endSessions(subject, new Date(notice.at));
  if (!ended) return true;
  postures.forget(subject);
  engine.tell({ type: 'countersign.contested', subject, notice: notice.id, kind: notice.kind });
  await tellHost(engine, subject, 'contested', () => options.subject.contested?.(subject, notice));
  return true;
}
