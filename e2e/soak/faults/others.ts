import { killAt, startAt } from '../stage.js';
import type { Fault } from './fault.js';

/** Whatever becomes of Postgres, the app processes and their clocks. */
export const OTHER_FAULTS: readonly Fault[] = [
  {
    name: 'Postgres is restarted',
    lastsMs: 1_000,
    async begin({ postgres }) {
      await postgres.stop();
      return () => postgres.restart();
    },
  },
  {
    name: 'Postgres is frozen',
    async begin({ postgres }) {
      postgres.freeze();
      return async () => postgres.thaw();
    },
  },
  {
    name: 'a process is killed, and another started',
    async begin(stage, random) {
      const seat = random.pick(stage.seats);
      await killAt(seat);
      return () => startAt(stage, seat);
    },
  },
  {
    name: 'the clock of a process is set back',
    async begin({ seats }, random) {
      const { console } = random.pick(seats);
      console.app.signal('SIGUSR2');
      return async () => console.app.signal('SIGUSR2');
    },
  },
];
