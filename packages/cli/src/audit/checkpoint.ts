import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { TrailEnd } from '@countersign/typeorm';
import { Unable } from '../unable.js';

/**
 * Reads the checkpoint that was left in a file.
 * @returns `undefined` where there is no such file.
 * @throws Unable for one that cannot be read, or holds no checkpoint.
 */
export async function readCheckpoint(file: string): Promise<TrailEnd | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((Object(error) as { code?: unknown }).code === 'ENOENT') return undefined;
    throw new Unable('The file of the checkpoint cannot be read.');
  });
  if (text === undefined) return undefined;
  const kept = parsed(text);
  if (!isEnd(kept)) throw new Unable('The file of the checkpoint holds none: see what has become of it.');
  return { sequence: kept.sequence, hash: kept.hash };
}

/**
 * Leaves a checkpoint in a file, for the next time. The file is the old one or the new one, and never half of one.
 * @throws Unable where it cannot be written.
 */
export async function writeCheckpoint(file: string, { sequence, hash }: TrailEnd): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify({ sequence, hash })}\n`, { flag: 'wx', mode: 0o600 });
    await rename(draft, file);
  } catch {
    throw new Unable('The trail is as it was written, but the file of the checkpoint cannot be written.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEnd(value: unknown): value is TrailEnd {
  const { sequence, hash } = Object(value) as { sequence?: unknown; hash?: unknown };
  return Number.isSafeInteger(sequence) && Number(sequence) >= 0 && typeof hash === 'string';
}
