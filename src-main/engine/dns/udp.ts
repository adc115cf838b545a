import { randomInt } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock, Random } from '../ports.ts';
import { type Endpoint, type Exchange, type Reply, unknownReply } from './transport.ts';
import { encodeQuery, messageId, readAnswer } from './wire.ts';

/**
 * Questions to one server over UDP. Each port carries few questions and is closed when its last answer is in, so an
 * idle client has no socket at all, and whoever forges answers must guess port and id (RFC 5452).
 */

const MAX_PORTS = 8;
const QUESTIONS_PER_PORT = 256;
const ID_SPACE = 65_536;

interface Pending {
  exchange: Exchange;
  settle(reply: Reply): void;
}

interface Port {
  socket: Socket;
  ready: Promise<void>;
  pending: Map<number, Pending>;
  asked: number;
  closed: boolean;
}

export interface UdpClient {
  ask(exchange: Exchange): Promise<Reply>;
  close(): void;
}

export function createUdpClient(
  server: Endpoint,
  { clock, random }: { clock: Clock; random: Random },
): UdpClient {
  const open = new Set<Port>();

  function openPort(): Port {
    const socket = createSocket(isIPv6(server.ip) ? 'udp6' : 'udp4');
    const ready = new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      // Connected: the kernel drops other senders, and tells when nobody listens there.
      socket.connect(server.port, server.ip, resolve);
    });
    const port: Port = { socket, ready, pending: new Map(), asked: 0, closed: false };
    ready.catch(() => undefined);
    socket.on('error', () => retire(port));
    socket.on('message', (message, sender) => receive(port, message, sender));
    open.add(port);
    return port;
  }

  /** Closes the port; what still waits there will get no answer. */
  function retire(port: Port): void {
    if (port.closed) return;
    port.closed = true;
    open.delete(port);
    for (const { settle } of [...port.pending.values()]) settle(unknownReply('network'));
    port.socket.close();
  }

  function receive(port: Port, message: Buffer, sender: RemoteInfo): void {
    const id = messageId(message);
    const pending = id === undefined ? undefined : port.pending.get(id);
    if (pending === undefined || sender.port !== server.port) return;
    const reading = readAnswer(message, pending.exchange.question);
    if (reading.kind !== 'foreign') pending.settle(reading);
  }

  function choosePort(): Port {
    const usable = [...open].filter((port) => port.asked < QUESTIONS_PER_PORT);
    if (usable.length < MAX_PORTS) return openPort();
    return usable[Math.floor(random.next() * usable.length)] ?? openPort();
  }

  return {
    ask(exchange) {
      if (exchange.signal?.aborted) return Promise.resolve(unknownReply('cancelled'));
      let port: Port;
      try {
        port = choosePort();
      } catch {
        return Promise.resolve(unknownReply('network'));
      }
      port.asked++;
      const id = freeId(port.pending);
      return new Promise<Reply>((resolve) => {
        // After a stall or a sleep timers fire before sockets are read: what has arrived by then still counts.
        const timer = clock.after(exchange.timeoutMs, () =>
          setImmediate(() => settle(unknownReply('timeout'))),
        );
        const cancel = () => settle(unknownReply('cancelled'));
        const settle = (reply: Reply) => {
          if (!port.pending.delete(id)) return;
          timer.cancel();
          exchange.signal?.removeEventListener('abort', cancel);
          resolve(reply);
          if (port.pending.size === 0) retire(port);
        };
        port.pending.set(id, { exchange, settle });
        exchange.signal?.addEventListener('abort', cancel, { once: true });
        send(port, encodeQuery(id, exchange.question, exchange.edns), () => settle(unknownReply('network')));
      });
    },
    close() {
      for (const port of [...open]) retire(port);
    },
  };
}

function send(port: Port, query: Buffer, onError: () => void): void {
  const now = () => {
    if (!port.closed) port.socket.send(query, (error) => error && onError());
  };
  port.ready.then(now).catch(onError);
}

/** Unpredictable, whatever random source the engine runs on: this is what keeps forged answers out. */
function freeId(taken: ReadonlyMap<number, unknown>): number {
  for (;;) {
    const id = randomInt(ID_SPACE);
    if (!taken.has(id)) return id;
  }
}
