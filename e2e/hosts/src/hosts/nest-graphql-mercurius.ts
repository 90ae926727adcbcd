import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { Host } from '../host.js';
import { createFastifyApp, useFastifySessions } from '../nest/fastify-app.js';
import { ProductsResolver } from '../nest/graphql/products.resolver.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

const graphql = GraphQLModule.forRoot<MercuriusDriverConfig>({
  driver: MercuriusDriver,
  autoSchemaFile: true,
  graphiql: false,
});

/** Nest on Fastify with GraphQL by Mercurius. */
export const host: Host = {
  name: 'nest-graphql-mercurius',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  doors: { graphql: '/graphql' },
  async start(parts) {
    const app = await createFastifyApp(parts, {
      keeper: new SessionKeeper(parts),
      imports: [graphql],
      controllers: [RememberMeController],
      providers: [ProductsResolver],
    });
    await useFastifySessions(app, parts);
    return listen(app, parts);
  },
};
