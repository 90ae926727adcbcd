import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readBody } from './read-body.js';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

let server: Server;
beforeAll(async () => {
  server = createServer(async (incoming, response) => {
    if (incoming.url === '/parsed') for await (const _ of incoming);
    const read = await readBody(incoming).catch((error: Error) => ({ status: error.name, detail: error.message }));
    response.end(JSON.stringify(read));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Sent {
  readonly type?: string;
  /** In several pieces it goes out chunked. */
  readonly pieces: readonly (string | Buffer)[];
  readonly path?: string;
}

/** Posts a body and tells how it was read. */
function post({ type, pieces, path = '/' }: Sent): Promise<{ status: string; value?: unknown; detail?: string }> {
  const { port } = server.address() as AddressInfo;
  const headers = {
    ...(type !== undefined && { 'content-type': type }),
    ...(pieces.length === 1 && { 'content-length': Buffer.byteLength(pieces[0] ?? '') }),
  };
  return new Promise((resolve, reject) => {
    const sending = request({ port, host: '127.0.0.1', method: 'POST', path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sending.on('error', reject);
    for (const piece of pieces) sending.write(piece);
    sending.end();
  });
}

const json = (...pieces: (string | Buffer)[]) => post({ type: JSON_TYPE, pieces });
const form = (...pieces: (string | Buffer)[]) => post({ type: FORM_TYPE, pieces });
const refused = (detail: string) => ({ status: 'refused', detail: `body: ${detail}` });
const read = (value: unknown) => ({ status: 'read', value });

describe('a JSON body', () => {
  test('is read, whatever is said after its type', async () => {
    const types = [
      JSON_TYPE,
      `${JSON_TYPE}; charset=utf-8`,
      'Application/JSON',
      `${JSON_TYPE};`,
      ` ${JSON_TYPE} ; x=y`,
    ];
    for (const type of types)
      expect(await post({ type, pieces: ['{"code":"493817"}'] })).toEqual(read({ code: '493817' }));
  });

  test.each([
    ['while it is read', 'later'],
    ['before it is read', 'before'],
  ])('that is cut off %s is no body, and nobody waits for its end', async (_, when) => {
    const payload = new Readable({ read: () => undefined });
    payload.push('{');
    if (when === 'before') payload.destroy();
    const reading = readBody({ headers: {} } as IncomingMessage, payload);
    payload.destroy();
    await expect(reading).rejects.toThrow('cut off');
  });

  test('is read when it comes in chunks, cut within a character too', async () => {
    const bytes = Buffer.from('{"phone":"०६"}');
    const pieces = [bytes.subarray(0, 5), bytes.subarray(5, 11), bytes.subarray(11)];
    expect(await json(...pieces)).toEqual(read({ phone: '०६' }));
  });

  test('is nothing when it is empty', async () => {
    expect(await post({ pieces: [] })).toEqual(read({}));
    expect(await json('')).toEqual(read({}));
  });

  test.each([
    ['at the top', '{"code":"493817","code":"502846"}'],
    ['with equal values', '{"code":"493817","code":"493817"}'],
    ['in an object', '{"a":{"b":1,"c":2,"b":3}}'],
    ['in a list', '{"a":[{"b":1},{"b":1,"b":2}]}'],
    ['deep down', `{"a":${'[{"b":'.repeat(20)}{"c":1,"c":2}${'}]'.repeat(20)}}`],
    ['in another spelling', '{"code":"1","co\\u0064e":"2"}'],
    ['that is empty', '{"":1,"":2}'],
    ['__proto__', '{"__proto__":1,"__proto__":2}'],
  ])('R18: with a key twice, %s, is refused', async (_where, text) => {
    expect(await json(text)).toEqual(refused('holds a key twice'));
  });

  test('the same key in two objects is no key twice', async () => {
    expect(await json('{"a":{"b":1},"c":{"b":1},"b":[{"b":1},{"b":1}]}')).toMatchObject({ status: 'read' });
  });

  test.each(['{', '{"code":493817,}', "{'code':1}", '{"code":1} {"code":2}', '{code:1}', '// x\n{}', 'NaN', '\u0000'])(
    'R18: %j is no JSON',
    async (text) => {
      expect(await json(text)).toEqual(refused('is not valid JSON'));
    },
  );

  test.each([Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from('{"code":"é"}', 'latin1'), Buffer.from('{}', 'utf16le')])(
    'R18: bytes that are no UTF-8 are refused (%#)',
    async (bytes) => {
      expect(await json(bytes)).toEqual(refused('is not valid JSON'));
    },
  );

  test.each(['null', '[]', '[{"code":"493817"}]', '"493817"', '493817', 'true'])(
    'R18: %s is no object',
    async (text) => {
      expect(await json(text)).toEqual(refused('must be an object'));
    },
  );

  test('nested as deep as 8 KiB allow it does no harm', async () => {
    const depth = 4_000;
    expect(await json(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toMatchObject({ status: 'read' });
    expect(await json(`${'{"a":'.repeat(1_300)}1${'}'.repeat(1_300)}`)).toMatchObject({ status: 'read' });
  });
});

describe('a form', () => {
  test('is read: percent-encoded, with pluses, in chunks', async () => {
    const value = { phone: '+31 6 12', country: 'NL', empty: '' };
    expect(await form('phone=%2B31+6%20', '12&country=NL&empty')).toEqual(read(value));
  });

  test.each(['code=493817&code=502846', 'code=1&code=1', 'a[b]=1&a[b]=2', 'code=1&%63ode=2', 'code&code', '=1&=2'])(
    'R18: with a field twice is refused: %s',
    async (text) => {
      expect(await form(text)).toEqual(refused('holds a key twice'));
    },
  );

  test('has flat names only: no parser makes objects or lists of them', async () => {
    expect(await form('code[]=1&a[b]=2&__proto__[x]=3')).toEqual(
      read({ 'code[]': '1', 'a[b]': '2', '__proto__[x]': '3' }),
    );
  });
});

describe('any other body', () => {
  const WRONG_TYPE = refused('must be application/json or application/x-www-form-urlencoded');

  test.each([
    'text/plain',
    'text/plain;application/json',
    'multipart/form-data; boundary=x',
    'application/json5',
    'x',
    '',
  ])('R79: of the type %j is refused, as a cross-site form may send it', async (type) => {
    expect(await post({ type, pieces: ['{"code":"493817"}'] })).toEqual(WRONG_TYPE);
  });

  test('of no type is refused', async () => {
    expect(await post({ pieces: ['{"code":"493817"}'] })).toEqual(WRONG_TYPE);
  });
});

describe('a body that a parser of the host’s has read', () => {
  test.each(['{"code":"493817"}', ''])('R18: is not taken for an empty one: %j', async (text) => {
    expect(await post({ type: JSON_TYPE, pieces: [text], path: '/parsed' })).toEqual({
      status: 'TypeError',
      detail: 'Countersign: mount the second factor’s routes before body parsers',
    });
  });
});

describe('the size of a body', () => {
  const filled = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
  const TOO_LARGE = refused('must not exceed 8192 bytes');

  test('may be 8 KiB and not a byte more', async () => {
    expect(await json(filled(8_192))).toMatchObject({ status: 'read' });
    expect(await json(filled(8_193))).toEqual(TOO_LARGE);
    expect(await form(`a=${'x'.repeat(8_191)}`)).toEqual(TOO_LARGE);
  });

  test('is that of the bytes that come, not of what was announced, and the client gets its answer', async () => {
    const pieces = Array.from({ length: 64 }, () => 'x'.repeat(65_536));
    expect(await json(...pieces)).toEqual(TOO_LARGE);
  });
});

test('a body is read from where the framework hands it out', async () => {
  const incoming = { headers: { 'content-type': JSON_TYPE } } as IncomingMessage;
  const payload = Readable.from([Buffer.from('{"code":'), Buffer.from('"493817"}')]);
  expect(await readBody(incoming, payload)).toEqual(read({ code: '493817' }));
});

test('R18: a body is read from a stream that a middleware has paused, or given an encoding: nothing hangs, and nothing falls', async () => {
  const incoming = { headers: { 'content-type': JSON_TYPE } } as IncomingMessage;
  const stream = () => Readable.from([Buffer.from('{"code":"४'), Buffer.from('२"}')], { objectMode: false });
  const [paused, text] = [stream().pause(), stream().setEncoding('utf8')];
  for (const payload of [paused, text]) expect(await readBody(incoming, payload)).toEqual(read({ code: '४२' }));
});
