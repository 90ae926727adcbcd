import { setTimeout as wait } from 'node:timers/promises';
import { connectRedis } from '@countersign/redis';
import { freePort, type PostgresServer } from '@countersign/support';
import type { TwilioStandIn } from '@countersign/twilio/testing';
import { Cluster, type Redis } from 'ioredis';
import { type Console, startConsole } from '../console.js';
import type { Known } from '../known.js';
import { type RoundRobin, startRoundRobin } from '../round-robin.js';
import { ORIGIN } from '../secure-system.js';
import { sqlAt } from '../sql.js';
import { environmentOf } from '../system.js';
import { until } from '../until.js';

/** What the consoles of a {@link FlowStage} stand on. */
export interface Ground {
  readonly postgres: PostgresServer;
  readonly twilio: TwilioStandIn;
  /** `REDIS_URL`, of any kind. */
  readonly redisUrl: string;
}

/** Two consoles on one Redis of any kind, behind a plain round-robin: no two requests in a row go to the same process. */
export class FlowStage implements AsyncDisposable {
  /** Who has yet to come. */
  readonly people: Known[] = [];
  /** How many answers were 503, and were asked for again. */
  refused = 0;

  /** Use {@link startFlowStage}. */
  constructor(
    readonly ground: Ground,
    readonly consoles: readonly Console[],
    readonly front: RoundRobin,
    /** A connection of the test's own, to look and to shorten what expires. */
    readonly keys: Redis | Cluster,
  ) {}

  /** Somebody new, without a phone. */
  somebody(): Known {
    const person = this.people.shift();
    if (!person) throw new Error('Everybody has been here');
    return person;
  }

  /** The masters that there are now. */
  masters(): readonly Redis[] {
    return this.keys instanceof Cluster ? this.keys.nodes('master') : [this.keys];
  }

  /** Gives somebody the rights of a super administrator. */
  async makeSuper({ id }: Known): Promise<void> {
    await sqlAt(this.ground.postgres, "UPDATE administrator SET role = 'super' WHERE id = $1", [id]);
  }

  /** Ends the consoles. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.keys.disconnect();
    await this.front[Symbol.asyncDispose]();
    await Promise.all(this.consoles.map((each) => each[Symbol.asyncDispose]()));
  }
}

/** Starts the consoles, and waits until they are ready. */
export async function startFlowStage(ground: Ground): Promise<FlowStage> {
  const { postgres, twilio, redisUrl } = ground;
  const shared = { ...environmentOf({ postgres, twilio, redis: { url: redisUrl } }), ...SETTINGS };
  const ports = [await freePort(), await freePort()];
  const consoles = await Promise.all(ports.map((port) => startConsole({ ...shared, PORT: String(port) })));
  const keys = connectRedis(redisUrl);
  const stage = new FlowStage(ground, consoles, await startRoundRobin(ports), keys);
  const ready = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  for (const port of ports) await until(`the console at ${port} is ready`, () => ready(port));
  while (keys.status !== 'ready') await wait(20);
  return stage;
}

const SETTINGS = { PUBLIC_URL: ORIGIN, TRUSTED_DEVICES: '14', BYPASS_CODES: 'two' };
