import { lookup as lookupByOs } from 'node:dns';
import { isIP } from 'node:net';
import type { Clock, Random } from '../ports.ts';
import type { UnknownReason } from './outcome.ts';
import { ServerMemory } from './resting.ts';
import type { ServerAddress } from './server-address.ts';
import { askOverTcp } from './tcp.ts';
import { type Exchange, type Reply, unknownReply } from './transport.ts';
import { createUdpClient, type UdpClient } from './udp.ts';

/** One configured resolver: UDP first, TCP where the answer was truncated, without EDNS where it is not understood. */
export interface Server {
  readonly label: string;
  readonly memory: ServerMemory;
  ask(exchange: Exchange): Promise<Reply>;
  close(): void;
}

interface ServerOptions {
  clock: Clock;
  random: Random;
  tcpTimeoutMs: number;
  /** Called for every message that is sent. */
  onSend(): void;
  /** How a resolver that is given by name is found. Absent: as the operating system does. */
  lookupIp?: typeof lookupIp;
}

/** Nobody is there, or not any more. */
const SILENT: ReadonlySet<UnknownReason> = new Set<UnknownReason>(['timeout', 'network']);

export function createServer(address: ServerAddress, options: ServerOptions): Server {
  const { clock, tcpTimeoutMs, onSend } = options;
  const clients = new Map<string, UdpClient>();
  const isNamed = isIP(address.host.split('%')[0] ?? '') === 0;
  let ip: string | undefined = isNamed ? undefined : address.host;
  let mayHaveMoved = false;
  let finding: Promise<string | undefined> | undefined;
  let understandsEdns = true;

  /** A resolver that is given by name is found through the operating system, and again when it did not answer. */
  async function findIp(exchange: Exchange): Promise<string | undefined> {
    if (ip !== undefined && !mayHaveMoved) return ip;
    finding ??= (options.lookupIp ?? lookupIp)(address.host, exchange.timeoutMs, clock).finally(() => {
      finding = undefined;
    });
    ip = (await finding) ?? ip;
    mayHaveMoved = false;
    return ip;
  }

  /** One for each address: questions that still wait at an earlier one end there. */
  function clientFor(endpoint: { ip: string; port: number }): UdpClient {
    const client = clients.get(endpoint.ip) ?? createUdpClient(endpoint, options);
    clients.set(endpoint.ip, client);
    return client;
  }

  async function exchangeOnce(exchange: Exchange, endpoint: { ip: string; port: number }): Promise<Reply> {
    onSend();
    const reply = await clientFor(endpoint).ask(exchange);
    if (isNamed && reply.kind === 'unknown' && SILENT.has(reply.reason)) mayHaveMoved = true;
    if (reply.kind !== 'truncated') return reply;
    onSend();
    return askOverTcp(endpoint, { ...exchange, timeoutMs: tcpTimeoutMs }, clock);
  }

  return {
    label: address.label,
    memory: new ServerMemory(),
    async ask(exchange) {
      const found = await findIp(exchange);
      if (exchange.signal?.aborted) return unknownReply('cancelled');
      if (found === undefined) return unknownReply('network');
      const endpoint = { ip: found, port: address.port };
      const edns = exchange.edns && understandsEdns;
      const reply = await exchangeOnce({ ...exchange, edns }, endpoint);
      if (!edns || reply.kind !== 'unknown' || reply.reason !== 'formerr') return reply;
      const plain = await exchangeOnce({ ...exchange, edns: false }, endpoint);
      if (plain.kind !== 'unknown') understandsEdns = false;
      return plain;
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}

function lookupIp(host: string, timeoutMs: number, clock: Clock): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = clock.after(timeoutMs, () => resolve(undefined));
    lookupByOs(host, (error, found) => {
      timer.cancel();
      resolve(error ? undefined : found);
    });
  });
}
