import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scope } from '#test/database.ts';

/** How the network between phone and server behaves. */
export type Weather =
  /** Everything arrives. */
  | 'clear'
  /** Nothing arrives. */
  | 'down'
  /** Requests arrive and are carried out; what the server answers to a submission gets lost. */
  | 'deaf';

/** A line between phone and server that can be cut; unlike a browser's own switch it also cuts off the worker. */
export interface Line {
  readonly url: string;
  /** Requests that reached the server, e.g. `POST /api/sign-in`. */
  readonly seen: string[];
  set(weather: Weather): void;
}

/** Opens a line to a server. */
export async function openLine(scope: Scope, server: string): Promise<Line> {
  let weather: Weather = 'clear';
  const seen: string[] = [];
  const target = new URL(server);
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const name = `${from.method} ${from.url}`;
    if (weather === 'down') return void from.socket.destroy();
    seen.push(name);
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method: from.method,
        path: from.url,
        headers: from.headers,
      },
      (answer) => {
        const isLost = weather === 'deaf' && from.method === 'POST';
        if (!isLost) {
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
          return;
        }
        answer.resume();
        answer.on('end', () => from.socket.destroy());
      },
    );
    onward.on('error', () => from.socket.destroy());
    from.pipe(onward);
  };
  const line = createServer(pass);
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  scope.after(async () => {
    line.closeAllConnections();
    line.close();
  });
  const set = (next: Weather) => {
    weather = next;
    if (next === 'down') line.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, seen, set };
}
