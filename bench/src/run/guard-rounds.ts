import { HttpConnection, type Visit } from '../load/http-client.js';
import { httpStep } from '../load/http-steps.js';
import type { Contestant } from './contestant.js';
import type { Plan } from './plan.js';

const CLIENTS = 16;
const WARM_UP_TURNS = 6;

/** What a turn of one of the routes took. */
export interface GuardTurn {
  /** Requests a second. */
  readonly rate: number;
  /** Of the processor, in milliseconds a request. */
  readonly cpuMs: number;
}

/** Turns of the same request with the same session: guarded, and in the app without a guard; pairs of them, side by side. */
export interface GuardTurns {
  readonly guarded: readonly GuardTurn[];
  readonly bare: readonly GuardTurn[];
}

/**
 * The guarded route against the bare one: both apps are in one process, over the same sessions, so that nothing but the guard is
 * between them.
 */
export async function guardRounds(countersign: Contestant, plan: Plan): Promise<GuardTurns> {
  const barePort = await countersign.process.order('listenBare');
  if (barePort === null) throw new Error('there is no bare app');
  const routes = {
    guarded: await Route.open(countersign, countersign.port),
    bare: await Route.open(countersign, barePort),
  };
  const turns = { guarded: [] as GuardTurn[], bare: [] as GuardTurn[] };
  for (let turn = -WARM_UP_TURNS; turn < plan.guardTurns; turn += 1) {
    const order = turn % 2 === 0 ? (['guarded', 'bare'] as const) : (['bare', 'guarded'] as const);
    for (const name of order) {
      const taken = await routes[name].turn(plan.guardRequests);
      if (turn >= 0) turns[name].push(taken);
    }
  }
  await Promise.all([routes.guarded.close(), routes.bare.close()]);
  return turns;
}

class Route {
  private constructor(
    private readonly contestant: Contestant,
    private readonly clients: readonly { readonly connection: HttpConnection; readonly visit: Visit }[],
  ) {}

  /** Signs in one account for each client; the session is good for both apps. */
  static async open(contestant: Contestant, port: number): Promise<Route> {
    const clients = [];
    for (let client = 0; client < CLIENTS; client += 1) {
      const signIn = new HttpConnection(contestant.port, 100 + client);
      const step = httpStep('countersign', [signIn]);
      const pending = await step.begin(client);
      await step.verify(pending, await contestant.process.codes.take(client));
      await signIn.close();
      clients.push({ connection: new HttpConnection(port, 150 + client), visit: pending.visit });
    }
    return new Route(contestant, clients);
  }

  async turn(requests: number): Promise<GuardTurn> {
    const { process } = this.contestant;
    const before = await process.order('usage');
    const start = performance.now();
    await Promise.all(this.clients.map((client) => ask(client, requests / CLIENTS)));
    const took = performance.now() - start;
    const after = await process.order('usage');
    return { rate: (requests * 1_000) / took, cpuMs: (after.cpuMs - before.cpuMs) / requests };
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map(({ connection }) => connection.close()));
  }
}

async function ask(
  { connection, visit }: { readonly connection: HttpConnection; readonly visit: Visit },
  requests: number,
): Promise<void> {
  for (let request = 0; request < requests; request += 1) {
    const { status } = await connection.request(visit, 'GET', '/api/products');
    if (status !== 200) throw new Error(`the route was answered with ${status}`);
  }
}
