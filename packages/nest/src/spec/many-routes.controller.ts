import { All, Controller, Delete, Get, Head, Options, Patch, Post, Put, Search, Sse } from '@nestjs/common';
import { type Observable, of } from 'rxjs';
import { wildcard } from './adapter.js';

/** The handlers that have run, by name. */
export const reached: string[] = [];

function note(name: string): object {
  return { reached: reached.push(name) };
}

/** Every verb, and every kind of path, that a host may have. */
@Controller('many')
export class ManyRoutesController {
  @Get()
  root(): object {
    return note('root');
  }

  @Get(['list', 'index'])
  list(): object {
    return note('list');
  }

  @Head('list/head')
  head(): object {
    return note('head');
  }

  @Get('item/:id')
  item(): object {
    return note('item');
  }

  @Get([`files/${wildcard()}`, `same/files/${wildcard()}`])
  file(): object {
    return note('file');
  }

  @Sse('events')
  events(): Observable<object> {
    return of({ data: note('events') });
  }

  @Post('item')
  create(): object {
    return note('create');
  }

  @Put('item/:id')
  replace(): object {
    return note('replace');
  }

  @Patch('item/:id')
  change(): object {
    return note('change');
  }

  @Delete('item/:id')
  remove(): object {
    return note('remove');
  }

  @Options('item/:id')
  options(): object {
    return note('options');
  }

  @Search('item')
  search(): object {
    return note('search');
  }

  @All('anything')
  anything(): object {
    return note('anything');
  }
}
