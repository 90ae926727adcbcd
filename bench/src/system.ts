import type { Redis } from 'ioredis';

/** The systems that are measured, each in a process of its own. */
export const SYSTEMS = ['countersign', 'tutorial', 'better-auth', 'floor', 'floor-session'] as const;

/** The name of one of them. */
export type SystemName = (typeof SYSTEMS)[number];

/** A second step as the load sees it: called in process, or asked over HTTP. */
export interface SecondStep<Pending = unknown> {
  /** What follows a right password: resolves when the code has been handed to the sink. */
  begin(user: number): Promise<Pending>;
  /** @returns whether the code was right. */
  verify(pending: Pending, code: string): Promise<boolean>;
}

/** A system, put together in its own process. */
export interface System {
  /** Without a framework around it. */
  readonly inProcess: SecondStep;
  /** Starts the app on a free port. @returns the port. */
  listen(): Promise<number>;
  /** Starts the same app without its second step and its guard, over the same sessions. @returns the port. */
  listenBare?(): Promise<number>;
  /** Its connections, by what they are for. */
  readonly redis: Connections;
}

/** Connections to Redis, apart from each other so that their commands can be counted apart. */
export interface Connections {
  readonly secondStep: Redis;
  readonly sessions: Redis;
}

/** What every system is made of. */
export interface Parts {
  readonly redis: Connections;
  readonly sink: CodeSink;
  /** A secret of 64 characters, for whatever signs or hashes. */
  readonly secret: string;
}

/** Where codes are "sent": takes a code for a user at once, in memory. */
export interface CodeSink {
  send(user: number, code: string): void;
  /** Takes the code that a user was sent last. @throws Error when there is none. */
  take(user: number): string;
}
