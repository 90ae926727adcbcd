import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { Host } from '../host.js';
import { createExpressApp, sessionChain } from '../nest/express-app.js';
import { ProductsResolver } from '../nest/graphql/products.resolver.js';
import { listen } from '../nest/listen.js';
import { RememberMeController } from '../nest/remember-me.controller.js';
import { SessionKeeper } from '../nest/session.keeper.js';
import { GUARDED, STEP_UP } from '../parts/routes.js';

const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
  driver: ApolloDriver,
  autoSchemaFile: true,
  graphiql: false,
  // What there is to ask for is told to nobody who may not ask.
  introspection: false,
});

/** Nest on Express with GraphQL by Apollo: one route for everything, and a guard before each operation's field. */
export const host: Host = {
  name: 'nest-graphql-apollo',
  carrier: 'cookie',
  guarded: GUARDED,
  stepUp: STEP_UP,
  doors: { graphql: '/graphql' },
  async start(parts) {
    const app = await createExpressApp(parts, {
      keeper: new SessionKeeper(parts),
      imports: [graphql],
      controllers: [RememberMeController],
      providers: [ProductsResolver],
    });
    app.use(...sessionChain(parts));
    return listen(app, parts);
  },
};
