import type { RequestHandler } from 'express';
import { sendProblem } from '../problem.ts';
import { clientAt } from './client.ts';
import type { Metrics } from './metrics.ts';
import { countEach } from './share-of-one.ts';

/**
 * Bounds the requests that one address has open through a proxy, streams of events among them: its connections are the proxy's.
 *
 * @param most - 0: any number
 */
export function boundOpenRequests(most: number, metrics: Pick<Metrics, 'refused'>): RequestHandler {
  const shares = countEach(most);
  return (request, response, next) => {
    // Where no proxy has said who it is, it is a connection of the address's own, which is counted as such.
    if (request.ip === request.socket.remoteAddress) return next();
    const { name } = clientAt(request);
    if (shares.enter(name)) {
      response.once('close', () => shares.leave(name));
      return next();
    }
    metrics.refused('connections');
    response.set('Retry-After', '5');
    const detail = `${most} open requests of one address are the limit; wait until some have ended`;
    sendProblem(response, { status: 429, title: 'Too Many Requests', detail });
  };
}
