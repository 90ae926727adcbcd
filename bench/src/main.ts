import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRedis } from '@countersign/support';
import { Redis } from 'ioredis';
import { chart } from './report/chart.js';
import { printed } from './report/print.js';
import { Contestant } from './run/contestant.js';
import { FULL, QUICK } from './run/plan.js';
import { DRIVER_CPU, pinThisProcess } from './run/processors.js';
import { runAll } from './run/run-all.js';
import { SYSTEMS } from './system.js';

const RESULTS = fileURLToPath(new URL('../results.json', import.meta.url));
const CHART = fileURLToPath(new URL('../../docs/images/bench.svg', import.meta.url));

const say = (what: string) => console.log(`${new Date().toTimeString().slice(0, 8)} ${what}`);

async function bench(quick: boolean): Promise<void> {
  pinThisProcess(DRIVER_CPU);
  await using server = await startRedis();
  const redis = new Redis(server.url);
  const contestants: Contestant[] = [];
  try {
    for (const name of SYSTEMS) contestants.push(await Contestant.start(name, server.port));
    const results = await runAll({ contestants, redis, plan: quick ? QUICK : FULL, say });
    console.log(`\n${printed(results)}`);
    if (quick) return;
    write(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
    write(CHART, chart(results));
  } finally {
    for (const contestant of contestants) await contestant[Symbol.asyncDispose]();
    redis.disconnect();
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  say(`written: ${file}`);
}

await bench(process.argv.includes('--quick'));
