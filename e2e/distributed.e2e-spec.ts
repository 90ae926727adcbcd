import { once } from 'node:events';
import {
  type RedisCluster,
  type SentinelGroup,
  startCluster,
  startPostgres,
  startSentinels,
} from '@countersign/support';
import { startTwilioStandIn } from '@countersign/twilio/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { APPROVAL_STORY } from './harness/flows/approval-story.js';
import { CODE_STORIES } from './harness/flows/code-stories.js';
import { loseMaster } from './harness/flows/failover.js';
import { type FlowStage, type Ground, startFlowStage } from './harness/flows/flow-stage.js';
import { MovingSlots } from './harness/flows/moving-slots.js';
import { OTHER_STORIES } from './harness/flows/other-stories.js';
import { makePeople } from './harness/known.js';
import { until } from './harness/until.js';

const STORIES = [...CODE_STORIES, ...OTHER_STORIES, APPROVAL_STORY];
/** Enough for all stories of one kind of Redis. */
const CROWD = 40;

/** The database and the provider of both kinds. */
let ground: Omit<Ground, 'redisUrl'>;
/** Ended in this order. */
const started: AsyncDisposable[] = [];
beforeAll(async () => {
  const [postgres, twilio] = await Promise.all([startPostgres(), startTwilioStandIn()]);
  started.push(postgres, twilio);
  ground = { postgres, twilio };
}, 60_000);
afterAll(async () => {
  for (const each of started) await each[Symbol.asyncDispose]();
});

/** Starts the consoles of one kind, for people of its own. */
async function stageOn(redis: AsyncDisposable & { readonly url: string }): Promise<FlowStage> {
  started.unshift(redis);
  const stage = await startFlowStage({ ...ground, redisUrl: redis.url });
  started.unshift(stage);
  stage.people.push(...(await makePeople(ground.postgres, CROWD)));
  return stage;
}

describe('over two processes, on a Redis Cluster of six whose slots move from master to master meanwhile', () => {
  let cluster: RedisCluster;
  let stage: FlowStage;
  let moving: MovingSlots;
  /** Clients of the spec's own. */
  let replicas: Redis[];
  beforeAll(async () => {
    cluster = await startCluster({ replicas: 1 });
    replicas = cluster.replicas.map(({ url }) => new Redis(url));
    stage = await stageOn(cluster);
    moving = new MovingSlots(cluster);
  }, 60_000);
  afterAll(async () => {
    await moving?.stop();
    for (const replica of replicas ?? []) replica.disconnect();
  });

  test.each(STORIES)('%s', async (_, tell) => {
    const before = moving.moved;
    await tell(stage);
    await until('slots move', () => moving.moved > before);
  });

  test('R08, R83, R84: a master is killed, and its replica promoted: a code is good once, and who is signed in stays so', async () => {
    await moving.stop();
    await Promise.all([...cluster.admins, ...replicas].map((node) => node.config('SET', 'cluster-node-timeout', 600)));
    const isMaster = async (node: Redis) => (await node.info('replication')).includes('role:master');
    await loseMaster(stage, {
      lose: () => cluster.masters[1]?.stop(),
      promoted: () =>
        until('a replica is promoted', async () => (await Promise.all(replicas.map(isMaster))).includes(true)),
      comeBack: () => cluster.masters[1]?.start(),
    });
  }, 60_000);
});

describe('over two processes, on a master that three Sentinels watch', () => {
  let group: SentinelGroup;
  let stage: FlowStage;
  beforeAll(async () => {
    group = await startSentinels();
    stage = await stageOn(group);
  }, 60_000);

  test.each(STORIES)('%s', async (_, tell) => {
    await tell(stage);
    expect(stage.refused).toBe(0);
  });

  test('R08, R83, R84: a master is frozen, its replica promoted, and the master back: a code is good once, and who is signed in stays so', async () => {
    const switched = group.sentinels.map(async (sentinel) => {
      await sentinel.subscribe('+switch-master');
      return once(sentinel, 'message');
    });
    await loseMaster(stage, {
      lose: () => group.master.freeze(),
      promoted: () => Promise.all(switched),
      comeBack: () => group.master.thaw(),
    });
  }, 60_000);
});
