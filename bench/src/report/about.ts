import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Plan } from '../run/plan.js';
import { canPin } from '../run/processors.js';

const require = createRequire(import.meta.url);

/** Packages whose versions matter. */
const PACKAGES = ['@nestjs/core', '@nestjs/platform-express', 'express', 'express-session', 'passport', 'ioredis'];

/** On what, of what and how a run was made. */
export async function aboutRun(redis: Redis, plan: Plan): Promise<Record<string, unknown>> {
  const [cpu] = cpus();
  const info = await redis.info('server');
  return {
    commit: git('rev-parse', 'HEAD'),
    changed: git('status', '--porcelain') !== '',
    date: new Date().toISOString().slice(0, 10),
    machine: {
      ...{ cpu: cpu?.model.trim(), processors: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
      ...{ os: `${platform()} ${release()} ${arch()}`, appsAndDriverApart: canPin },
    },
    versions: {
      ...{ node: process.versions.node, redis: /redis_version:(\S+)/.exec(info)?.[1] },
      ...Object.fromEntries([...PACKAGES, 'better-auth', 'undici'].map((name) => [name, versionOf(name)])),
    },
    plan,
  };
}

function versionOf(name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version;
    } catch {
      // It is in a folder further up.
    }
  }
  return 'unknown';
}

/** Empty where this is no clone of the repository. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
