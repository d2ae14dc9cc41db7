import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createOwnDoor } from '../../../src/http/operations/own-door.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const hasIPv6 = Object.values(networkInterfaces()).some((of) => of?.some(({ address }) => address === '::1'));
const hosts = ['127.0.0.1', '0.0.0.0', ...(hasIPv6 ? ['::'] : [])];

describe('a knock at one’s own door', () => {
  it.each(hosts)('of %s is heard after all who came before it, and is none of them', async (host) => {
    const door = createOwnDoor();
    const events: string[] = [];
    const { promise: third, resolve: thirdCame } = Promise.withResolvers<void>();
    const server = createServer((socket) => {
      if (door.hears(socket)) return;
      closing.push(() => socket.destroy());
      events.push('came');
      if (events.length === 4) thirdCame();
    });
    const port = await listen(server, host);
    door.open(server);
    const dial = () => {
      const socket = connect(port, host === '::' ? '::1' : '127.0.0.1');
      closing.push(() => socket.destroy());
    };
    dial();
    dial();
    door.knock(() => events.push('heard'));
    dial();
    await third;
    expect(events).toEqual(['came', 'came', 'heard', 'came']);
  });

  it('is answered where the door is shut', async () => {
    const door = createOwnDoor();
    const server = createServer();
    await listen(server, '127.0.0.1');
    door.open(server);
    await new Promise((resolve) => server.close(resolve));
    await new Promise<void>((resolve) => door.knock(resolve));
  });

  it('is answered where there is no door yet', async () => {
    await new Promise<void>((resolve) => createOwnDoor().knock(resolve));
  });
});
