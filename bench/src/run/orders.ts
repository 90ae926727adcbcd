import type { Carried } from '../command-count.js';
import type { Load, StepTimes } from '../load/run-steps.js';
import type { Connections } from '../system.js';

/** What the driver may ask of a system's process, and what it is answered. */
export interface Orders {
  /** Starts the app. */
  listen: { readonly given: undefined; readonly answer: number };
  /** Starts the bare app; `null` where there is none. */
  listenBare: { readonly given: undefined; readonly answer: number | null };
  /** Runs steps in process. */
  run: { readonly given: Load; readonly answer: StepTimes };
  /** Begins so many steps in process, and ends none of them. */
  fill: { readonly given: Pick<Load, 'users'> & { readonly count: number }; readonly answer: undefined };
  /** Starts to count commands. */
  count: { readonly given: undefined; readonly answer: undefined };
  /** What was carried meanwhile. */
  counted: { readonly given: undefined; readonly answer: Readonly<Record<keyof Connections, Carried>> };
  usage: { readonly given: undefined; readonly answer: Usage };
}

/** What a process has used. */
export interface Usage {
  /** Of the processor, since it started, in milliseconds. */
  readonly cpuMs: number;
  /** Of memory, now, in bytes. */
  readonly rss: number;
}

/** One of the orders, on its way. */
export interface Order<Name extends keyof Orders = keyof Orders> {
  readonly name: Name;
  readonly given: Orders[Name]['given'];
}

/** What came of the order. */
export type Report = { readonly answer: unknown } | { readonly failure: string };
