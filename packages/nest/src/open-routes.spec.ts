import { describe, expect, test } from '@jest/globals';
import { Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import { OpenRoutes, SecondFactorGuard, SkipSecondFactor } from './index.js';
import { AuthenticatedGuard } from './spec/host.auth.js';
import { createHost, type HostSetup } from './spec/host.js';

/** What the decorators of `@nestjs/graphql` leave behind. */
const TYPE = 'graphql:resolver_type';
const NAME = 'graphql:resolver_name';
const FIELD = 'graphql:resolve_property';

@Injectable()
class UsersResolver {
  @SetMetadata(TYPE, 'Query')
  users(): object[] {
    return [];
  }

  @UseGuards(SecondFactorGuard)
  @SetMetadata(TYPE, 'Mutation')
  @SetMetadata(NAME, 'renameUser')
  rename(): object {
    return {};
  }

  @SkipSecondFactor()
  @SetMetadata(TYPE, 'Subscription')
  renamed(): object {
    return {};
  }

  @SetMetadata(FIELD, true)
  friends(): object[] {
    return [];
  }

  helper(): void {
    throw new Error('ran');
  }
}

@SetMetadata(TYPE, 'Query')
@Injectable()
class RootResolver {
  @SetMetadata(FIELD, true)
  version(): string {
    return '1';
  }
}

@SetMetadata(TYPE, 'User')
@Injectable()
class FieldsResolver {
  @SetMetadata(FIELD, true)
  @SetMetadata(NAME, 'fullName')
  name(): string {
    return '';
  }
}

const made = { provide: 'MADE', useFactory: () => new RootResolver() };

async function operationsOf(setup: HostSetup): Promise<object[]> {
  const { app } = await createHost(setup);
  const routes = app.get(OpenRoutes).list();
  await app.close();
  return routes.filter(({ route }) => /^(Query|Mutation|Subscription) /.test(route));
}

describe('the list of routes has the operations of GraphQL in it', () => {
  const providers = [UsersResolver, FieldsResolver, made];

  test('behind a global guard all are shut but those that are opened', async () => {
    expect(await operationsOf({ providers })).toEqual([
      { route: 'Query users', open: false },
      { route: 'Mutation renameUser', open: false },
      { route: 'Subscription renamed', open: true },
      { route: 'Query version', open: false },
    ]);
  });

  test('without one all are open but those that name it', async () => {
    expect(await operationsOf({ providers, guards: [AuthenticatedGuard] })).toEqual([
      { route: 'Query users', open: true },
      { route: 'Mutation renameUser', open: false },
      { route: 'Subscription renamed', open: true },
      { route: 'Query version', open: true },
    ]);
  });
});
