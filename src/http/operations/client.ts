import { isIPv6 } from 'node:net';
import type { Request, Response } from 'express';

/** Whose requests are counted together. */
export type Client = {
  /** Names the one who signed in; else the address, for IPv6 the network that a household or a machine is given. */
  readonly name: string;
  /** Somebody at this very machine, not a proxy that speaks for others. */
  readonly local: boolean;
};

/** The client of a request. Whoever checks who it is leaves a name in `response.locals.client`. */
export function clientOf(request: Request, response: Response): Client {
  const { client } = response.locals as { client?: unknown };
  if (typeof client === 'string') return { name: client, local: false };
  return clientAt(request);
}

/** The client by its address alone, whoever it has signed in as. */
export function clientAt(request: Request): Client {
  const address = plainAddress(request.ip ?? '');
  const local = /^(?:127\.|::1$)/.test(address) && request.get('x-forwarded-for') === undefined;
  return { name: clientName(address), local };
}

/** What an address is counted as: itself, or the IPv6 network that it is in. */
export function clientName(address: string): string {
  const plain = plainAddress(address);
  return `address:${isIPv6(plain) ? networkOf(plain) : plain}`;
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

/** The first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const missing = address.includes('::') ? Math.max(0, 8 - first.length - last.length) : 0;
  return [...first, ...Array<string>(missing).fill('0'), ...last].slice(0, 4).join(':');
}
