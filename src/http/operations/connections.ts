import { createServer, type RequestListener, type Server } from 'node:http';
import type { OperationSettings } from '../../config/operations.ts';
import type { Metrics } from './metrics.ts';

const longestHeadMs = 10_000;
/** Longer than the minute after which load balancers usually give an idle connection up: they must be the ones to close it. */
const keepAliveMs = 65_000;

/** A server that waits for nobody for ever: who sends slowly is answered 408, and connections beyond the limit are closed at once. */
export function createBoundedServer(
  { requestTimeoutMs, mostConnections }: OperationSettings['connections'],
  { metrics, app }: { readonly metrics: Metrics; readonly app: RequestListener },
): Server {
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(longestHeadMs, requestTimeoutMs),
      connectionsCheckingInterval: Math.min(5_000, Math.ceil(requestTimeoutMs / 4)),
      keepAliveTimeout: keepAliveMs,
    },
    app,
  );
  server.maxConnections = mostConnections;
  server.on('drop', () => metrics.refused('connections'));
  return server;
}
