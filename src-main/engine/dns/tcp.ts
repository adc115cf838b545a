import { randomInt } from 'node:crypto';
import { connect } from 'node:net';
import type { Clock } from '../ports.ts';
import { type Endpoint, type Exchange, type Reply, unknownReply } from './transport.ts';
import { encodeQuery, messageId, readAnswer } from './wire.ts';

const LENGTH_BYTES = 2;
const ID_SPACE = 65_536;

/** One question on a connection of its own (RFC 7766), for answers that do not fit a datagram. */
export function askOverTcp(server: Endpoint, exchange: Exchange, clock: Clock): Promise<Reply> {
  return new Promise((resolve) => {
    const id = randomInt(ID_SPACE);
    const socket = connect({ host: server.ip, port: server.port });
    let received = Buffer.alloc(0);
    let settled = false;

    const settle = (reply: Reply) => {
      if (settled) return;
      settled = true;
      timer.cancel();
      exchange.signal?.removeEventListener('abort', cancel);
      socket.destroy();
      resolve(reply);
    };
    const cancel = () => settle(unknownReply('cancelled'));
    const timer = clock.after(exchange.timeoutMs, () => settle(unknownReply('timeout')));
    exchange.signal?.addEventListener('abort', cancel, { once: true });
    if (exchange.signal?.aborted) cancel();

    socket.on('error', () => settle(unknownReply('network')));
    socket.on('close', () => settle(unknownReply('network')));
    socket.on('connect', () => {
      const query = encodeQuery(id, exchange.question, exchange.edns);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < LENGTH_BYTES) return;
      const end = LENGTH_BYTES + received.readUInt16BE(0);
      if (received.length < end) return;
      settle(readFrame(received.subarray(LENGTH_BYTES, end), id, exchange));
    });
  });
}

/** Nothing else can come on this connection, so an answer to another question is a broken server. */
function readFrame(message: Buffer, id: number, { question }: Exchange): Reply {
  if (messageId(message) !== id) return unknownReply('malformed');
  const reading = readAnswer(message, question);
  return reading.kind === 'foreign' || reading.kind === 'truncated' ? unknownReply('malformed') : reading;
}
