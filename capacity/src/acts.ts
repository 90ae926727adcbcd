import { SecondFactorError } from '@countersign/core';
import type { Console } from './console.js';
import type { Person } from './people.js';

/** What a person does, of which the model knows the cost. */
export type Act = 'enrolment' | 'logIn' | 'resend' | 'wrongAnswer' | 'rightAnswer' | 'stepUp';

/** One person's way through the second step, an act at a time; each is done through the engine as a web layer does it. */
export class Visit {
  #token = '';

  constructor(
    private readonly console: Console,
    readonly person: Person,
  ) {}

  /** Opens a sign-in with the first password, registers the phone, and answers. */
  async enrolment(): Promise<void> {
    const { secondFactor, people } = this.console;
    const { person } = this;
    people.set(person.id, person);
    await this.#open('begin');
    await secondFactor.enrolPhone(this.#token, { phone: person.phone, ...this.#caller });
    await this.rightAnswer();
  }

  /** A right password: the sign-in opens and its code is sent. */
  logIn(): Promise<void> {
    return this.#open('begin');
  }

  /** Another code. The wait after the last one has to be over. */
  async resend(): Promise<void> {
    await this.console.secondFactor.sendCode(this.#token, this.#caller);
  }

  /** An answer that no code is right for. @throws Error when it is taken. */
  async wrongAnswer(): Promise<void> {
    const code = this.#code === '314159' ? '271828' : '314159';
    const refusal = await this.console.secondFactor.verify(this.#token, code, this.#caller).catch((error) => error);
    if (!(refusal instanceof SecondFactorError) || refusal.code !== 'code_wrong') throw new Error(String(refusal));
  }

  /** The right answer, which ends the sign-in. */
  async rightAnswer(): Promise<void> {
    await this.console.secondFactor.verify(this.#token, this.#code, this.#caller);
  }

  /** A step-up, from its opening to its right answer. */
  async stepUp(): Promise<void> {
    await this.#open('beginStepUp');
    await this.rightAnswer();
  }

  get #caller() {
    return { address: this.person.address };
  }

  get #code(): string {
    return this.console.codes.codeOf(this.person.phone);
  }

  async #open(how: 'begin' | 'beginStepUp'): Promise<void> {
    const begun = await this.console.secondFactor[how](this.person, { returnTo: '/products', ...this.#caller });
    if (begun.status !== 'pending') throw new Error('The second step was not asked for');
    this.#token = begun.token.reveal();
  }
}
