import type { Published } from './published.js';

/** What a Nest host has by itself: an HTTP adapter, and Node's types. */
const OF_THE_HOST = ['@nestjs/platform-express', '@types/node'];

/** TypeORM 1.1 refuses to be installed beside ioredis 6, so npm chooses one that suits both. */
const LEFT_TO_NPM = ['ioredis'];

/** The packages that a host of all of ours has installed: their peers, and its own. */
export function hostPackages(packages: readonly Published[]): string[] {
  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  const peers = packages.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}));
  return [...new Set([...peers, ...OF_THE_HOST])].filter((name) => !ours.has(name) && !LEFT_TO_NPM.includes(name));
}
