import { type AddressInfo, connect, type Server, type Socket } from 'node:net';

/**
 * The door of a server, at which the process knocks itself. Who comes waits in queues that nobody can look into: new connections in
 * that of the system, of which one is taken in a turn of the event loop, requests in their sockets. A connection of one's own waits in
 * the same way, and when it is taken in, so has been all that came before it.
 */
export type OwnDoor = {
  /** Calls back when a knock of now has been heard; at the end of this turn of the event loop where there is no door yet. */
  readonly knock: (heard: () => void) => void;
  /** Is this new connection the knock? It is then ended. */
  readonly hears: (socket: Socket) => boolean;
  /** From now on it is the door of this server, which listens. */
  readonly open: (server: Server) => void;
};

/** A door that is knocked at once at a time. */
export function createOwnDoor(): OwnDoor {
  let address: { readonly host: string; readonly port: number } | undefined;
  let knocking: { readonly socket: Socket; readonly heard: () => void } | undefined;

  function end(): void {
    const ended = knocking;
    knocking = undefined;
    ended?.socket.destroy();
    ended?.heard();
  }

  return {
    knock(heard) {
      if (address === undefined) {
        setImmediate(heard);
        return;
      }
      const socket = connect(address).unref();
      knocking = { socket, heard };
      // A door that is shut, or has no room, answers too.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        if (knocking?.socket === socket) end();
      });
    },
    hears(socket) {
      if (knocking === undefined || socket.remotePort !== knocking.socket.localPort) return false;
      if (socket.remoteAddress !== socket.localAddress) return false;
      // So that no closed connections pile up in the system.
      socket.resetAndDestroy();
      end();
      return true;
    },
    open(server) {
      const { address: host, port } = server.address() as AddressInfo;
      address = { host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port };
    },
  };
}
