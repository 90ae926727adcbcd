import type { IncomingMessage } from 'node:http';
import { type EventSink, InboxSender, MemoryPendingStore, SecondFactor, SecondFactorError } from '@countersign/core';
import { ManualClock, MemoryFactorStore, pendingStoreContract } from '@countersign/core/testing';
import { SecondFactorWeb, toWebRequest } from '@countersign/http';
import {
  BodyPipe,
  FirstFactorGuard,
  SecondFactorGuard,
  SecondFactorModule,
  type SecondFactorModuleOptions,
  SkipSecondFactor,
  StepUp,
  VerifyBody,
} from '@countersign/nest';
import { type SecondFactorInfo, SecondFactorStrategy, signInWithSession } from '@countersign/passport';
import { connectRedis, type RedisClient, RedisPendingStore } from '@countersign/redis';
import { twilioSender } from '@countersign/twilio';
import { startTwilioStandIn, type TwilioStandIn } from '@countersign/twilio/testing';
import { countersignEntities, countersignMigrations, TypeOrmFactorStore } from '@countersign/typeorm';
import { Body, Controller, Inject, Module, Post, Req, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DataSource } from 'typeorm';

interface Admin {
  readonly id: string;
  readonly passwordHash: string;
}

const dataSource = new DataSource({
  type: 'postgres',
  entities: [...countersignEntities],
  migrations: [...countersignMigrations],
});
const events: EventSink = { emit: ({ type }) => console.log(type) };

const options: SecondFactorModuleOptions<Admin> = {
  issuer: 'Management Interface',
  publicUrl: 'https://manage.example.com',
  secrets: ['a secret of the host that is long enough'],
  policy: (admin) => (admin.id === 'alice' ? 'required' : 'optional'),
  countries: ['NL'],
  redis: 'redis://127.0.0.1',
  factors: new TypeOrmFactorStore(dataSource, { timeoutMs: 1000 }),
  sender: twilioSender({ accountSid: 'AC0', apiKey: 'SK0', apiSecret: 'secret', from: '+15005550006' }),
  events,
  subject: {
    id: (admin) => admin.id,
    load: async (id) => ({ id, passwordHash: '' }),
    credentialVersion: (admin) => admin.passwordHash,
  },
};

/** A host's routes over the web contract. */
@SkipSecondFactor()
@Controller()
export class LoginController {
  constructor(@Inject(SecondFactorWeb) private readonly web: SecondFactorWeb<Admin>) {}

  @UseGuards(FirstFactorGuard('local'))
  @Post('login')
  login(): void {
    if (!new SecondFactorStrategy(this.web).name) throw new SecondFactorError('sign_in_expired');
  }

  @StepUp({ maxAgeSeconds: 60 })
  @Post('verify')
  async verify(@Req() request: IncomingMessage, @Body(new BodyPipe(VerifyBody)) body: VerifyBody) {
    const verified = await this.web.verify({ ...toWebRequest<Admin>(request), body });
    if (verified.status === 'pending') return verified.state;
    const info: SecondFactorInfo = verified;
    await signInWithSession(request, verified.user, info.assurance);
    return { redirectTo: info.returnTo ?? '/' };
  }
}

/** The host. */
@Module({
  imports: [SecondFactorModule.forRoot({ ...options, path: 'account/2fa' })],
  controllers: [LoginController],
  providers: [{ provide: APP_GUARD, useClass: SecondFactorGuard }],
})
export class AppModule {}

const client: RedisClient = connectRedis('redis://127.0.0.1', { onError: (reason) => console.log(reason) });
const clock = new ManualClock();

/** A host without a framework, once on Redis and once in memory. */
export const rules = [new RedisPendingStore(client), new MemoryPendingStore(clock)].map(
  (pending) =>
    new SecondFactor<Admin>({ ...options, pending, factors: new MemoryFactorStore(), sender: new InboxSender() }),
);

/** The sentences that a store of the host's must pass. */
export const sentences: typeof pendingStoreContract = pendingStoreContract;

/** Twilio, in the host's own tests. */
export const standIn = (): Promise<TwilioStandIn> => startTwilioStandIn({ delivery: { outcome: 'delivered' } });
