import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import dnsPacket, { type DecodedPacket, type Question } from 'dns-packet';
import { type ZoneRecords, ZoneStore, type Zones, type ZoneType } from './dns-zones.ts';

/** How the server misbehaves, for one name or for all (`'*'`). */
export interface DnsBehaviour {
  latencyMs?: number;
  /** Never answers: the client times out. */
  drop?: boolean;
  rcode?: 'servfail' | 'refused' | 'formerr' | 'nxdomain' | 'notimp';
  /** Over UDP always "truncated": the client must come over TCP. */
  truncate?: boolean;
  /** Over TCP nothing is ever answered. */
  tcpDrop?: boolean;
  /** These bytes behind a right id; `true` = noise without one. */
  garbage?: Buffer | true;
  wrongId?: boolean;
  wrongQuestion?: boolean;
  /** Gives a CNAME without its target's records. */
  aliasOnly?: boolean;
  /** Does not know EDNS: FORMERR for a question that uses it. */
  noEdns?: boolean;
  /** Answers as a server that looks nothing up for others. */
  referral?: boolean;
}

export interface DnsServerStats {
  queries: number;
  tcpQueries: number;
  inFlight: number;
  maxInFlight: number;
  sourcePorts: Set<number>;
  asked: { name: string; type: string }[];
}

export interface DnsServer {
  /** `127.0.0.1:port`. */
  address: string;
  port: number;
  stats: DnsServerStats;
  setRecord<T extends ZoneType>(name: string, type: T, records: NonNullable<ZoneRecords[T]>): void;
  removeRecord(name: string, type?: ZoneType): void;
  records(name: string): ZoneRecords | undefined;
  /** `undefined` = behaves again. */
  behave(name: string | '*', behaviour: DnsBehaviour | undefined): void;
  resetStats(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const CLASSIC_UDP_BYTES = 512;
const RCODES = { formerr: 1, servfail: 2, nxdomain: 3, notimp: 4, refused: 5 } as const;
const RECEIVE_BUFFER = 4 * 1024 * 1024;
const BIND_ATTEMPTS = 20;

/** A real DNS server, UDP and TCP, on loopback: for tests, the demo and the benchmarks. */
export async function startDnsServer({
  zones = {},
  port = 0,
}: {
  zones?: Zones;
  port?: number;
} = {}): Promise<DnsServer> {
  const store = new ZoneStore(zones);
  const behaviours = new Map<string, DnsBehaviour>();
  const stats: DnsServerStats = freshStats();
  const connections = new Set<Socket>();
  const { udp, tcp } = await bindBoth(port);
  let closed = false;

  udp.on('message', (message, sender) => {
    stats.sourcePorts.add(sender.port);
    handle(message, false, (reply) => {
      // A slow answer may outlive the server.
      if (!closed) udp.send(reply, sender.port, sender.address);
    });
  });
  udp.on('error', () => undefined);
  tcp.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => undefined);
    readFrames(socket, (message) => {
      stats.tcpQueries++;
      handle(message, true, (reply) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        if (!socket.destroyed) socket.write(Buffer.concat([length, reply]));
      });
    });
  });

  function handle(message: Buffer, overTcp: boolean, send: (reply: Buffer) => void): void {
    let query: DecodedPacket;
    try {
      query = dnsPacket.decode(message);
    } catch {
      return;
    }
    const question = query.questions?.[0];
    if (!question) return;
    const name = question.name.toLowerCase();
    stats.queries++;
    stats.asked.push({ name, type: question.type });
    stats.inFlight++;
    stats.maxInFlight = Math.max(stats.maxInFlight, stats.inFlight);
    const behaviour = { ...behaviours.get('*'), ...behaviours.get(name) };
    const answer = () => {
      stats.inFlight--;
      if (behaviour.drop || (overTcp && behaviour.tcpDrop)) return;
      send(respond(query, question, behaviour, overTcp));
    };
    if (behaviour.latencyMs) setTimeout(answer, behaviour.latencyMs);
    else answer();
  }

  function respond(
    query: DecodedPacket,
    question: Question,
    behaviour: DnsBehaviour,
    overTcp: boolean,
  ): Buffer {
    const id = query.id ?? 0;
    if (behaviour.garbage) return garbage(id, behaviour.garbage);
    const edns = query.additionals?.find((record) => record.type === 'OPT');
    const rcode = behaviour.noEdns && edns ? 'formerr' : behaviour.rcode;
    const found = rcode || behaviour.referral ? { exists: true, answers: [] } : lookUp(question, behaviour);
    const code = rcode ? RCODES[rcode] : found.exists ? 0 : RCODES.nxdomain;
    const reply = dnsPacket.encode({
      type: 'response',
      id: behaviour.wrongId ? (id + 1) & 0xffff : id,
      flags: dnsPacket.RECURSION_DESIRED | (behaviour.referral ? 0 : dnsPacket.RECURSION_AVAILABLE) | code,
      questions: [behaviour.wrongQuestion ? { ...question, name: `not-${question.name}` } : question],
      answers: found.answers,
      authorities: behaviour.referral ? [{ type: 'NS', name: 'example', data: 'ns.example' }] : [],
    });
    const room = edns?.type === 'OPT' ? edns.udpPayloadSize : CLASSIC_UDP_BYTES;
    return !overTcp && (behaviour.truncate || reply.length > room) ? truncated(id, question) : reply;
  }

  const lookUp = (question: Question, behaviour: DnsBehaviour) =>
    store.answer(question.name, question.type, !behaviour.aliasOnly);

  return {
    address: `${HOST}:${udp.address().port}`,
    port: udp.address().port,
    stats,
    setRecord: (name, type, records) => store.set(name, type, records),
    removeRecord: (name, type) => store.remove(name, type),
    records: (name) => store.get(name),
    behave(name, behaviour) {
      if (behaviour === undefined) behaviours.delete(name.toLowerCase());
      else behaviours.set(name.toLowerCase(), behaviour);
    },
    resetStats: () => void Object.assign(stats, freshStats(), { inFlight: stats.inFlight }),
    async close() {
      closed = true;
      for (const socket of connections) socket.destroy();
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await new Promise<void>((resolve) => tcp.close(() => resolve()));
    },
  };
}

const freshStats = (): DnsServerStats => ({
  queries: 0,
  tcpQueries: 0,
  inFlight: 0,
  maxInFlight: 0,
  sourcePorts: new Set(),
  asked: [],
});

function truncated(id: number, question: Question): Buffer {
  const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | dnsPacket.TRUNCATED_RESPONSE;
  return dnsPacket.encode({ type: 'response', id, flags, questions: [question] });
}

function garbage(id: number, bytes: Buffer | true): Buffer {
  if (bytes === true) return Buffer.from('this is not DNS at all');
  const header = Buffer.alloc(2);
  header.writeUInt16BE(id);
  return Buffer.concat([header, bytes]);
}

function readFrames(socket: Socket, onMessage: (message: Buffer) => void): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      onMessage(received.subarray(2, end));
      received = received.subarray(end);
    }
  });
}

/** One number for both: a free UDP port may be taken for TCP, then another is tried. */
async function bindBoth(port: number) {
  for (let attempt = 1; ; attempt++) {
    const udp = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER });
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject);
      udp.bind(port, HOST, resolve);
    });
    const tcp = createServer();
    try {
      await new Promise<void>((resolve, reject) => {
        tcp.once('error', reject);
        tcp.listen(udp.address().port, HOST, resolve);
      });
      return { udp, tcp };
    } catch (error) {
      udp.close();
      if (port !== 0 || attempt === BIND_ATTEMPTS) throw error;
    }
  }
}
