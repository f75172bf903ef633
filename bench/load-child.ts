/**
 * Sends prepared requests over plain sockets and measures each: a process of its own, so that it does not take turns
 * with the server, and no HTTP library, so that it takes as little of the processor as it can.
 * Arguments: port, requests in flight, file with one request per line (method, path, token, body as JSON).
 * Answers on stdout with one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, inFlight, file] = process.argv.slice(2);
const requests = readFileSync(file!, 'utf8').trimEnd().split('\n').map(encode);
const latencies = new Float64Array(requests.length);
const refused = new Map<string, number>();
let next = 0;
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(inFlight) }, work));
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(
  `${JSON.stringify({ seconds, latenciesMs: [...latencies], refused: [...refused] })}\n`,
);

function encode(line: string): Buffer {
  const { method, path, token, body } = JSON.parse(line) as Record<string, string>;
  const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${token}`];
  if (body !== undefined) {
    head.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  }
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** One connection with one request under way at a time. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1').setNoDelay(true);
    let answer: Buffer = Buffer.alloc(0);
    let at = 0;
    let sentAt = 0;
    const send = () => {
      if (next >= requests.length) return socket.end(resolve);
      at = next++;
      sentAt = performance.now();
      return socket.write(requests[at]!);
    };
    socket.once('connect', send).on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      if (!isWhole(answer)) return;
      latencies[at] = performance.now() - sentAt;
      note(answer);
      answer = Buffer.alloc(0);
      send();
    });
  });
}

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /content-length: *(\d+)/i.exec(answer.toString('latin1', 0, end))?.[1];
  return answer.length >= end + 4 + Number(length ?? 0);
}

function note(answer: Buffer): void {
  if (answer.toString('latin1', 9, 10) === '2') return;
  const text = answer.toString('utf8');
  const what = `${text.slice(9, 12)} ${/"detail":"([^"]*)"/.exec(text)?.[1] ?? ''}`;
  refused.set(what, (refused.get(what) ?? 0) + 1);
}
