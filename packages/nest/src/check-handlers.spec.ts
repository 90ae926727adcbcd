import { freePort } from '@countersign/support';
import { describe, expect, test } from '@jest/globals';
import { Controller, Get, Injectable, type Type, UseGuards } from '@nestjs/common';
import { ClientProxyFactory, EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { firstValueFrom } from 'rxjs';
import { OpenRoutes, SecondFactorGuard, SkipSecondFactor } from './index.js';
import { AuthenticatedGuard } from './spec/host.auth.js';
import { createHost, type HostSetup, makeParts, secondFactorModule } from './spec/host.js';
import { HostModule } from './spec/host.module.js';

@Injectable()
class HostsOwnGuard extends SecondFactorGuard {}

class Answers {
  @SubscribeMessage('inherited')
  inherited(): void {
    throw new Error('ran');
  }
}

@WebSocketGateway()
class OpenGateway extends Answers {
  @SubscribeMessage('chat.send')
  send(): void {
    throw new Error('ran');
  }

  @UseGuards(SecondFactorGuard)
  @SubscribeMessage('chat.read')
  read(): void {
    throw new Error('ran');
  }
}

@UseGuards(AuthenticatedGuard)
@WebSocketGateway()
class OtherGuardGateway {
  @SubscribeMessage('other')
  other(): void {
    throw new Error('ran');
  }
}

@UseGuards(HostsOwnGuard)
@WebSocketGateway()
class ShutGateway extends Answers {}

@SkipSecondFactor()
@WebSocketGateway()
class PublicGateway extends Answers {}

@WebSocketGateway()
class ByMethodGateway {
  @UseGuards(HostsOwnGuard)
  @SubscribeMessage('shut')
  shut(): void {
    throw new Error('ran');
  }

  @SkipSecondFactor()
  @SubscribeMessage({ cmd: 'open' })
  open(): void {
    throw new Error('ran');
  }
}

@Controller()
class Jobs {
  @Get('jobs')
  list(): object {
    return [];
  }

  @MessagePattern({ cmd: 'sum' })
  sum(): number {
    return 0;
  }

  @UseGuards(SecondFactorGuard)
  @EventPattern('user.created')
  created(_: unknown): void {
    throw new Error('ran');
  }
}

@SkipSecondFactor()
@Controller()
class OpenJobs {
  @MessagePattern('sum')
  sum(numbers: number[]): number {
    return numbers.reduce((total, each) => total + each, 0);
  }
}

const start = async (setup: HostSetup) => {
  const { app } = await createHost({ ...setup, prepare: (made) => void made.useWebSocketAdapter(new WsAdapter(made)) });
  await app.listen(0, '127.0.0.1');
  return app;
};

const gateways = (...providers: Type[]): HostSetup => ({ providers });

const SOCKET = (name: string) =>
  `${name} takes messages of a gateway without the second step. Name the guard on the class or the method, with ` +
  '@UseGuards(SecondFactorGuard): a global guard is not sure to reach it. Or open it with @SkipSecondFactor().';
const PATTERN = (name: string) =>
  `${name} takes messages of a microservice, where nobody is logged in and no second step can be asked for. Open it ` +
  'with @SkipSecondFactor() and let nobody but your own services send to it, or move it into an application of its own.';

describe('a gateway that says nothing of the second step stops the start (R42)', () => {
  test('and the message names each handler, inherited ones too, and says what to do', async () => {
    await expect(start(gateways(OpenGateway))).rejects.toThrow(
      new Error(`Countersign: ${SOCKET('OpenGateway.send')}\n${SOCKET('OpenGateway.inherited')}`),
    );
  });

  test('whatever other guard it names', async () => {
    await expect(start(gateways(OtherGuardGateway))).rejects.toThrow(SOCKET('OtherGuardGateway.other'));
  });

  test('in Nest’s testing module too', async () => {
    const parts = makeParts();
    const root = HostModule.with(secondFactorModule({}, parts), parts.accounts, gateways(OpenGateway));
    await expect(Test.createTestingModule({ imports: [root] }).compile()).rejects.toThrow('OpenGateway.send');
  });

  test('and not one that names the guard, or a host’s that extends it, or is opened', async () => {
    const app = await start(gateways(ShutGateway, PublicGateway, ByMethodGateway));
    const found = app
      .get(OpenRoutes)
      .list()
      .filter(({ route }) => route.startsWith('WS '));
    await app.close();
    expect(found).toEqual([
      { route: 'WS inherited', open: false },
      { route: 'WS inherited', open: true },
      { route: 'WS shut', open: false },
      { route: 'WS {"cmd":"open"}', open: true },
    ]);
  });
});

describe('a microservice’s handler that is not opened stops the start (R42)', () => {
  test('before the application is there, so that no microservice can be connected to it', async () => {
    await expect(start({ controllers: [Jobs] })).rejects.toThrow(
      new Error(`Countersign: ${PATTERN('Jobs.sum')}\n${PATTERN('Jobs.created')}`),
    );
  });

  test('and one that is opened answers, in a hybrid application', async () => {
    const options = { host: '127.0.0.1', port: await freePort() };
    const { app } = await createHost({ controllers: [OpenJobs], guards: [SecondFactorGuard] });
    app.connectMicroservice({ transport: Transport.TCP, options }, { inheritAppConfig: true });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    const client = ClientProxyFactory.create({ transport: Transport.TCP, options });
    const answer = await firstValueFrom(client.send('sum', [1, 2, 3])).finally(() => client.close());
    const routes = app.get(OpenRoutes).list();
    await app.close();
    expect(answer).toBe(6);
    expect(routes).toContainEqual({ route: 'RPC sum', open: true });
  });
});
