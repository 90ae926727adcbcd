import type { Visitor } from '@countersign/support';
import { type Answer, answerTo } from './answer.js';
import { awaitCode, enrol, logIn, PEOPLE } from './people.js';
import type { System } from './system.js';
import { until } from './until.js';

/** Visitors who are each about to take another step when something fails. */
export interface Cast {
  /** Is signed in. */
  readonly signedIn: Visitor;
  /** Has a code, and is about to type it. */
  readonly verifying: Visitor;
  readonly code: string;
  /** Is about to ask for another code, and may. */
  readonly resending: Visitor;
  /** Is about to give up. */
  readonly cancelling: Visitor;
  /** Is about to load the page again. */
  readonly looking: Visitor;
  /** Has no phone yet, and is about to register one. */
  readonly enrolling: Visitor;
  /** Is about to log out half-way. */
  readonly leaving: Visitor;
}

/** The requests that the {@link Cast} and a newcomer make. */
export const STEPS = ['login', 'show', 'phone', 'code', 'verify', 'cancel', 'logout', 'page'] as const;
/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** Brings everybody to the point where their next request matters. Alice and Bob are enrolled, Carol is not. */
export async function gather(system: System): Promise<Cast> {
  const somebody = () => system.console.visitor();
  const [signedIn, verifying, resending, cancelling] = [somebody(), somebody(), somebody(), somebody()];
  const [looking, enrolling, leaving] = [somebody(), somebody(), somebody()];
  await enrol(system, signedIn, 'alice');
  await enrol(system, system.console.visitor(), 'bob');
  await awaitCode(system, resending, 'alice');
  await awaitCode(system, cancelling, 'bob');
  await awaitCode(system, looking, 'bob');
  await logIn(enrolling, 'carol');
  await logIn(leaving, 'carol');
  const code = await awaitCode(system, verifying, 'alice');
  await system.pass(31);
  return { signedIn, verifying, code, resending, cancelling, looking, enrolling, leaving };
}

/** Has everybody take their step, all at once. */
export async function stepAll(system: System, cast: Cast): Promise<Record<Step, Answer>> {
  const steps: Record<Step, Promise<Answer>> = {
    login: answerTo(logIn(system.console.visitor(), 'alice')),
    show: answerTo(cast.looking.get('/2fa')),
    phone: answerTo(cast.enrolling.post('/2fa/phone', { phone: PEOPLE.carol.phone })),
    code: answerTo(cast.resending.post('/2fa/code', {})),
    verify: answerTo(cast.verifying.post('/2fa/verify', { code: cast.code })),
    cancel: answerTo(cast.cancelling.post('/2fa/cancel', {})),
    logout: answerTo(cast.leaving.post('/logout')),
    page: answerTo(cast.signedIn.get('/api/products')),
  };
  const answers = await Promise.all(STEPS.map(async (step) => [step, await steps[step]] as const));
  return Object.fromEntries(answers) as Record<Step, Answer>;
}

/** Waits until the console says that it can work again. */
export function untilReady(system: System): Promise<void> {
  return until('the console is ready', async () => (await system.console.visitor().get('/readyz')).status === 200);
}
