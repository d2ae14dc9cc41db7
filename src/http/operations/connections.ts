import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';
import type { OperationSettings } from '../../config/operations.ts';
import { wholeProblem } from '../problem.ts';
import { clientName } from './client.ts';
import type { Operations } from './operations.ts';
import { countEach } from './share-of-one.ts';

const longestHeadMs = 10_000;
/** Longer than the minute after which load balancers usually give an idle connection up: they must be the ones to close it. */
const keepAliveMs = 65_000;

/**
 * A server that waits for nobody for ever: who sends slowly is answered 408, who takes nothing of a response is cut off. Connections
 * beyond the limit are closed at once, those beyond the share of one address are told so.
 */
export function createBoundedServer(
  { requestTimeoutMs, readTimeoutMs, mostConnections, mostPerAddress }: OperationSettings['connections'],
  { metrics, ownDoor }: Pick<Operations, 'metrics' | 'ownDoor'>,
  app: Express,
): Server {
  /** Responses that have not ended, by their connection. */
  const answering = new WeakMap<Socket, number>();
  const turnedAway = new WeakSet<Socket>();
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(longestHeadMs, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(5_000, Math.ceil(requestTimeoutMs / 4)),
      keepAliveTimeout: keepAliveMs,
    },
    (request, response) => {
      const { socket } = request;
      if (turnedAway.has(socket)) return;
      answering.set(socket, (answering.get(socket) ?? 0) + 1);
      response.once('close', () => answering.set(socket, (answering.get(socket) ?? 1) - 1));
      app(request, response);
    },
  );
  server.maxConnections = mostConnections;
  server.on('drop', () => metrics.refused('connections'));
  // A timeout without listeners would also cut off who waits for a response that takes long to make.
  server.setTimeout(readTimeoutMs, (socket: Socket) => {
    const untaken = socket.writableLength > 0;
    if (!untaken && (answering.get(socket) ?? 0) > 0) return;
    if (untaken) metrics.refused('slow_reader');
    socket.destroy();
  });

  const trusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const shares = countEach(mostPerAddress);
  server.on('connection', (socket: Socket) => {
    if (ownDoor.hears(socket)) return;
    const { remoteAddress } = socket;
    // A proxy speaks for many: what each of them has open is counted request by request.
    if (remoteAddress === undefined || trusted(remoteAddress, 0)) return;
    const name = clientName(remoteAddress);
    if (shares.enter(name)) {
      socket.once('close', () => shares.leave(name));
      return;
    }
    metrics.refused('connections');
    turnedAway.add(socket);
    tellAndClose(socket, mostPerAddress);
  });
  return server;
}

/** So long may who is turned away take to read why. */
const partingMs = 1_000;

function tellAndClose(socket: Socket, most: number): void {
  const detail = `${most} connections of one address are the limit; close some, or use them for several requests`;
  const body = JSON.stringify(wholeProblem({ title: 'Too Many Requests', status: 429, detail }));
  const head = [
    'HTTP/1.1 429 Too Many Requests',
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Retry-After: 5',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // What is sent meanwhile is read by nobody, and not left unread either: that would take the answer back.
  const timer = setTimeout(() => socket.destroy(), partingMs);
  socket.once('close', () => clearTimeout(timer));
}
