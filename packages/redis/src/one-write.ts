/** What a connection lets be done to what is written to it, as every Node stream does. */
interface Corked {
  cork(): void;
  uncork(): void;
}

/** A client that has one connection, while it has one: ioredis's, single or behind a Sentinel. */
interface Connected {
  readonly stream?: Partial<Corked> | undefined;
}

/** Connections on which commands wait for the end of this turn, and how many have come to them in it. */
const waiting = new WeakMap<object, number>();

/** So many leave together at most: Redis is at work on these while the next ones are made. */
const MOST = 8;

/**
 * Holds back what is written to a client's connection until this turn of the event loop is over, so that the commands of
 * requests that have come in together leave together, in their order: one write to the kernel, which costs more than all else of a
 * command. Each stays a command of its own. Nothing waits for a timer or for more to come: where there is one request, there
 * is nothing else in its turn. A Cluster has many connections and none to name: it writes as ever.
 */
export function inOneWrite(client: object): void {
  const { stream } = client as Connected;
  if (!isCorkable(stream)) return;
  const come = waiting.get(stream) ?? 0;
  waiting.set(stream, come + 1);
  if (come === 0) holdBack(stream);
  else if (come % MOST === 0) {
    stream.uncork();
    stream.cork();
  }
}

function holdBack(stream: Corked): void {
  stream.cork();
  setImmediate(() => {
    waiting.delete(stream);
    stream.uncork();
  });
}

function isCorkable(stream: Connected['stream']): stream is Corked {
  return typeof stream?.cork === 'function' && typeof stream.uncork === 'function';
}
