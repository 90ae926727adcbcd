import { HttpConnection, type Visit } from '../load/http-client.js';
import { httpStep } from '../load/http-steps.js';
import type { Contestant } from './contestant.js';
import type { Plan } from './plan.js';

const CLIENTS = 16;
const WARM_UP_TURNS = 300;

/** Requests a second, turn by turn: guarded, and in the app without a guard; pairs of turns, side by side. */
export interface GuardTurns {
  readonly guarded: readonly number[];
  readonly bare: readonly number[];
}

/**
 * The guarded route against the bare one: both apps are in one process, over the same sessions, so that nothing but the guard is
 * between them. Turns are short, and many: whatever else the machine does meanwhile takes longer than a pair of them, and so
 * slows both.
 */
export async function guardRounds(countersign: Contestant, plan: Plan): Promise<GuardTurns> {
  const barePort = await countersign.process.order('listenBare');
  if (barePort === null) throw new Error('there is no bare app');
  const routes = {
    guarded: await Route.open(countersign, countersign.port),
    bare: await Route.open(countersign, barePort),
  };
  const turns = { guarded: [] as number[], bare: [] as number[] };
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
    return new Route(clients);
  }

  /** Has every client ask so often. @returns requests a second. */
  async turn(requests: number): Promise<number> {
    const start = performance.now();
    await Promise.all(this.clients.map((client) => ask(client, requests)));
    return (requests * CLIENTS * 1_000) / (performance.now() - start);
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
