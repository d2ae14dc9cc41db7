import type { Response } from 'express';

/** The media type of server-sent events. */
export const eventStream = 'text/event-stream';

const heartbeatMs = 15_000;

/** A stream of events; what is sent when the client is gone is lost. */
export type EventStream = {
  /** Sends the head of the response, where that has not been done: from here on its status is 200. */
  readonly begin: () => void;
  /** Sends data as JSON, after `begin`. With an `id` the client can ask to go on behind this event (`Last-Event-ID`). */
  readonly send: (event: string, data: unknown, id?: string) => void;
  /**
   * Sends an event that was written with `eventText`, once for many streams, and says all that those before it said. For a client that
   * has not taken the one before, only the last of them is kept.
   */
  readonly sendShared: (text: string) => void;
  readonly end: () => void;
};

/**
 * Answers with events. A comment is sent whenever nothing else was for a while, so that nobody between takes the
 * connection for dead; an error of the route that opened it becomes a last event `problem`.
 */
export function createEventStream(response: Response, quietMs = heartbeatMs): EventStream {
  let heartbeat: NodeJS.Timeout | undefined;
  let untaken = false;
  let newest: string | undefined;

  function begin(): void {
    if (heartbeat !== undefined || response.destroyed) return;
    response.status(200).set({
      'Content-Type': `${eventStream}; charset=utf-8`,
      'Cache-Control': 'no-store, no-transform',
      // A proxy is not to wait until it has more: nginx is told by this header.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    heartbeat = setInterval(() => {
      // Who takes nothing is not sent more, so that the server sees it and cuts them off.
      if (response.writableLength === 0) response.write(': still here\n\n');
    }, quietMs);
    response.once('close', () => clearInterval(heartbeat));
  }

  function share(text: string): void {
    if (response.destroyed || response.writableEnded) return;
    if (untaken) {
      newest = text;
      return;
    }
    untaken = true;
    heartbeat?.refresh();
    response.write(text, () => {
      untaken = false;
      const next = newest;
      newest = undefined;
      if (next !== undefined) share(next);
    });
  }

  return {
    begin,
    send(event, data, id) {
      begin();
      if (response.destroyed || response.writableEnded) return;
      heartbeat?.refresh();
      response.write(eventText(event, data, id));
    },
    sendShared(text) {
      begin();
      share(text);
    },
    end: () => void response.end(),
  };
}

/** Is this response a stream of events that has begun? */
export function isEventStream(response: Response): boolean {
  return response.headersSent && String(response.get('Content-Type')).startsWith(eventStream);
}

/** Ends a stream of events with one that says why. */
export function endWithEvent(response: Response, event: string, data: unknown): void {
  response.end(eventText(event, data));
}

/** An event as it is sent. */
export function eventText(event: string, data: unknown, id?: string): string {
  // JSON has no line breaks of its own, so that one line of data is enough.
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
