// A Nest host as it is written without a compiler: decorators are called as the functions they are.
require('reflect-metadata');
const { InboxSender } = require('@countersign/core');
const { MemoryFactorStore } = require('@countersign/core/testing');
const { SecondFactorGuard, SecondFactorModule } = require('@countersign/nest');
const { Module } = require('@nestjs/common');
const { APP_GUARD, NestFactory } = require('@nestjs/core');

const admin = { id: 'alice', passwordHash: 'hash' };

const secondFactor = SecondFactorModule.forRoot({
  issuer: 'Management Interface',
  publicUrl: 'http://localhost:3000',
  secrets: ['a secret of the host that is long enough'],
  policy: 'required',
  countries: ['NL'],
  factors: new MemoryFactorStore(),
  sender: new InboxSender(),
  subject: {
    id: (user) => user.id,
    load: async (id) => (id === admin.id ? admin : null),
    credentialVersion: (user) => user.passwordHash,
  },
});

class AppModule {}
Module({ imports: [secondFactor], providers: [{ provide: APP_GUARD, useClass: SecondFactorGuard }] })(AppModule);

async function main() {
  const app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
  await app.listen(0, '127.0.0.1');
  const answer = await fetch(`${await app.getUrl()}/2fa`, { headers: { accept: 'application/json' } });
  const { errorCode } = await answer.json();
  console.log(JSON.stringify({ status: answer.status, errorCode }));
  await app.close();
}

main();
