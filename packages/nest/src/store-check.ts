import { SecondFactorWeb } from '@countersign/http';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Looks at the pending store's settings once it is connected, without holding up the start (R87). */
@Injectable()
export class StoreCheck implements OnApplicationBootstrap {
  constructor(@Inject(SecondFactorWeb) private readonly web: SecondFactorWeb) {}

  /** Starts the look. */
  onApplicationBootstrap(): void {
    void this.web.checkStore();
  }
}
