/** So many acts at once on each shard: what the busy processes of a host have open there. It is part of what is measured. */
export const IN_FLIGHT = 32;

/** Does something with each, so many at once, in their order. */
export async function eachInFlight<Item>(
  items: Iterable<Item>,
  shards: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const one = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT * shards }, one));
}
