import { execa } from 'execa';
import { type OutgoingMessage, SEND_TIMEOUT_MS, type SendOutcome } from '../channel.ts';
import { childEnvironment } from './environment.ts';
import { type SendReport, toOutcome } from './reasons.ts';

const LONGEST_MS = SEND_TIMEOUT_MS - 1_000;
const LONGEST_OUTPUT = 256 * 1024;

/**
 * One message through the `apprise` command. The URL travels in the environment and the text on stdin: arguments can
 * be read by everybody on the machine. Its output is read for the cause only and goes nowhere.
 */
export async function sendByCommand(
  command: string,
  url: string,
  message: OutgoingMessage,
  timeoutMs = LONGEST_MS,
): Promise<SendOutcome> {
  const startedAt = performance.now();
  const result = await execa(
    command,
    [
      '-vvv',
      `--title=${message.title}`,
      `--notification-type=${message.type}`,
      '--input-format=text',
      '--disable-async',
    ],
    {
      env: { ...childEnvironment(), APPRISE_URLS: url },
      extendEnv: false,
      reject: false,
      all: true,
      input: message.body,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: LONGEST_OUTPUT,
      windowsHide: true,
    },
  );
  if (result.timedOut) return toOutcome({ kind: 'timeout' });
  if (result.exitCode === 0) return { ok: true, ms: Math.round(performance.now() - startedAt) };
  if (result.exitCode === undefined) return toOutcome({ kind: 'gone' });
  const cause = causeIn(String(result.all ?? ''));
  // Old Apprise takes the "ok" with which Slack's webhooks answer for a failure: sent again, it would arrive again.
  if (/^slack:/i.test(url) && cause.status === 200)
    return { ok: true, ms: Math.round(performance.now() - startedAt) };
  return toOutcome(cause);
}

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/timed out|timeout/i, 'timeout'],
  [/Name or service not known|name resolution|getaddrinfo|nodename nor servname/i, 'dns'],
  [/Connection refused|Errno 111|Errno 61/i, 'refused'],
  [/certificate verify failed|CERTIFICATE|SSLError/i, 'tls'],
  [/unreachable|No route to host/i, 'unreachable'],
  [/Unparseable|Unsupported URL|Could not load|You must specify at least one/i, 'url'],
  [/Connection error|Socket Exception|A Connection/i, 'network'],
];

/** What the command's log says of the cause, reduced to a kind and a status. */
export function causeIn(output: string): SendReport {
  const status = Number(/\berror=(\d{3})\b/.exec(output)?.[1] ?? 0);
  if (status > 0) return { kind: 'http', status };
  const smtp = /\((\d{3}), b?['"]/.exec(output)?.[1];
  if (smtp !== undefined) return { kind: smtp === '535' ? 'smtp_auth' : 'smtp', status: Number(smtp) };
  for (const [pattern, kind] of CAUSES) if (pattern.test(output)) return { kind };
  return { kind: 'network' };
}
