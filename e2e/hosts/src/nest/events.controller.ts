import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { map, type Observable, take, timer } from 'rxjs';
import { PRODUCTS } from '../parts/products.js';

/** Server-sent events: a route, guarded as any. */
@Controller('events')
export class EventsController {
  @Sse()
  stock(): Observable<MessageEvent> {
    return timer(0, 50).pipe(
      take(PRODUCTS.length),
      map((at) => ({ data: PRODUCTS[at] ?? {} })),
    );
  }
}
