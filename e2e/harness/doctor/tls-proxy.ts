import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What ends TLS before an app, as in production, with a certificate of its own for `manage.example.com`. */
export class TlsProxy implements AsyncDisposable {
  /** The certificate's file, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  /** The public address. */
  readonly url: string;
  readonly #folder: string;
  readonly #server: Server;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.#folder = folder;
    this.certificate = join(folder, 'certificate.pem');
    this.url = `https://manage.example.com:${(server.address() as AddressInfo).port}`;
  }

  /** @param port - of the app, on this machine; it need not listen yet. */
  static async start(port: number): Promise<TlsProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-tls-'));
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name)) as [string, string];
    const subject = ['-subj', '/CN=manage.example.com', '-addext', 'subjectAltName=DNS:manage.example.com'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, ...files], { stdio: 'ignore' });
    const options = { key: readFileSync(key), cert: readFileSync(certificate) };
    const server = createServer(options, (incoming, answer) => pass(incoming, answer, port)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TlsProxy(server, folder);
  }

  /** Stops it, and deletes key and certificate. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
  const options = { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers };
  const passed = request(options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(passed);
}
