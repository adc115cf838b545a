import type { SendOutcome } from '../channel.ts';

/** What became of one message, as the worker or the command tells it. */
export interface SendReport {
  kind: string;
  /** HTTP or SMTP status. */
  status?: number;
  retryAfterMs?: number | null;
}

type Verdict = readonly [permanent: boolean, reason: string];

/** 4xx that time can heal; every other one is final. */
const PASSING_CLIENT_ERRORS = new Set([408, 425, 429]);

const FIXED: Record<string, Verdict> = {
  timeout: [false, 'No answer in time.'],
  dns: [false, 'The server’s name could not be found.'],
  refused: [false, 'The server refused the connection.'],
  unreachable: [false, 'The server cannot be reached from this network.'],
  network: [false, 'The connection to the server broke.'],
  closed: [false, 'The server closed the connection.'],
  tls: [false, 'The server’s certificate or encryption could not be verified.'],
  rejected: [false, 'The service answered, but did not accept the message.'],
  busy: [false, 'Too many messages wait for this target.'],
  crashed: [false, 'Apprise stumbled over this message.'],
  gone: [false, 'The delivery engine stopped while sending.'],
  restarting: [false, 'The delivery engine is being restarted.'],
  url: [true, 'Apprise does not accept the target’s address.'],
  unsendable: [true, 'The target’s address or token has a character that cannot be sent.'],
  not_sent: [true, 'Apprise sent nothing: the target’s address names no valid recipient.'],
  too_large: [true, 'The message is too large.'],
  bad_request: [true, 'The message could not be handed to Apprise.'],
  smtp_unsupported: [true, 'The mail server does not offer what the target asks for (STARTTLS or login).'],
};

const HTTP_WORDS: Record<number, string> = {
  400: 'it refused the message',
  401: 'the token or password was refused',
  403: 'access was denied',
  404: 'the address does not exist there',
  405: 'the address takes no messages',
  410: 'the address is gone',
  413: 'the message is too large',
  429: 'too many messages',
};

export function toOutcome(report: SendReport): SendOutcome {
  const [permanent, reason] = verdict(report);
  const retryAfterMs = report.retryAfterMs ?? undefined;
  return {
    ok: false,
    permanent,
    reason,
    ...(retryAfterMs === undefined || permanent ? {} : { retryAfterMs }),
  };
}

function verdict({ kind, status = 0 }: SendReport): Verdict {
  if (kind === 'http') return http(status);
  if (kind.startsWith('smtp') && kind !== 'smtp_unsupported') return smtp(kind, status);
  const fixed = Object.hasOwn(FIXED, kind) ? FIXED[kind] : undefined;
  return fixed ?? [false, 'The message could not be sent.'];
}

function http(status: number): Verdict {
  if (status >= 500) return [false, `The server answered ${status}: it has a problem of its own.`];
  if (status >= 400) {
    const words = HTTP_WORDS[status] ?? 'it refused the message';
    return [!PASSING_CLIENT_ERRORS.has(status), `The server answered ${status}: ${words}.`];
  }
  if (status >= 300) {
    // Moved for good is a wrong address; the temporary ones are also what a hotel's sign-in page answers.
    const moved = status === 301 || status === 308;
    return [
      moved,
      `The server answered ${status}: it sends to another address, so the message was not delivered.`,
    ];
  }
  return [false, `The server answered ${status}, but did not accept the message.`];
}

/** RFC 5321 4.2.1: 4yz may succeed later, 5yz will not. */
function smtp(kind: string, status: number): Verdict {
  const permanent = status >= 500;
  const code = status > 0 ? ` (${status})` : '';
  if (kind === 'smtp_auth') return [permanent, `The mail server refused user or password${code}.`];
  if (kind === 'smtp_recipient') return [permanent, `The mail server refused a recipient${code}.`];
  if (kind === 'smtp_sender') return [permanent, `The mail server refused the sender${code}.`];
  return [permanent, `The mail server refused the message${code}.`];
}
