import { type SecondFactorEvent, stampEvent } from '@countersign/core';
import { countersignEntities, countersignMigrations, TypeOrmTrail } from '@countersign/typeorm';
import { DataSource } from 'typeorm';

/** The host's own secret. */
export const SECRET = 'pX2m9QwLr7vTz4KcYb8NdHs3FgJe6RaU';

/** A host's data source in a database of its own on this server, with our tables made. */
export async function openDatabase(serverUrl: string, name: string): Promise<{ source: DataSource; url: string }> {
  const admin = await new DataSource({ type: 'postgres', url: serverUrl }).initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.destroy();
  const url = serverUrl.replace(/postgres$/, name);
  const tables = { entities: [...countersignEntities], migrations: [...countersignMigrations] };
  const source = await new DataSource({ type: 'postgres', url, ...tables }).initialize();
  await source.runMigrations();
  return { source, url };
}

/** A lock of an account, on this day of January 2026. */
export function lockOf(subject: string, day = 1): SecondFactorEvent {
  return stampEvent({ type: 'countersign.locked', subject, privileged: false }, Date.UTC(2026, 0, day));
}

/** Writes events as the host does. */
export async function told(source: DataSource, ...events: readonly SecondFactorEvent[]): Promise<void> {
  const trail = new TypeOrmTrail(source, { secrets: [SECRET], timeoutMs: 5_000 });
  for (const event of events) trail.emit(event);
  if (!(await trail.close(20_000))) throw new Error('The trail was not written');
}
