import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProxyLine } from './secrecy-attack.ts';

/** A proxy before the ballot site that notes what proxies note, and whatever went through for a search. */
export interface LoggingProxy {
  readonly port: number;
  readonly log: readonly ProxyLine[];
  /** Everything that went through: lines, headers, bodies. */
  readonly traffic: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts the proxy before a site on this machine. */
export async function startLoggingProxy(target: string): Promise<LoggingProxy> {
  const log: ProxyLine[] = [];
  const traffic: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const { method, url = '', headers } = incoming;
      const line = {
        time: performance.now(),
        address: incoming.socket.remoteAddress ?? '',
        agent: headers['user-agent'] ?? '',
        path: url,
      };
      const onward = request(new URL(url, target), { method, headers }, (answer) => {
        const back: Buffer[] = [];
        answer.on('data', (part: Buffer) => back.push(part));
        answer.on('end', () => {
          const received = Buffer.concat(back);
          log.push({ ...line, sent: body.length, received: received.length });
          traffic.push(url, JSON.stringify(headers), body.toString(), received.toString());
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          outgoing.end(received);
        });
      });
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    traffic,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One request from a given address of this machine, as one deputy's phone. */
export function requestFrom(
  proxy: LoggingProxy,
  phone: { readonly address: string; readonly agent: string },
  path: string,
  body?: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port: proxy.port, localAddress: phone.address, path },
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'user-agent': phone.agent, connection: 'close' },
      },
      (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => {
          text += part.toString();
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
