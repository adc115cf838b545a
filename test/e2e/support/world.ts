import { type AccountServer, startAccountServer } from '../../simulator/account-server.ts';
import { type DnsServer, startDnsServer } from '../../simulator/dns-server.ts';
import { createFleet, type Fleet } from '../../simulator/fleet.ts';
import { type ReceivedMessage, type Receiver, startReceiver } from '../../simulator/receiver.ts';

/** The world outside the app, on loopback: an account, public DNS, and a webhook that takes alerts. */
export interface World {
  fleet: Fleet;
  account: AccountServer;
  dns: DnsServer;
  receiver: Receiver;
  /** Variables that point the app at it; the credentials are left to be typed. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** What the webhook has received with `text` in it, under `path`. */
export const messagesAbout = ({ receiver }: World, text: string, path = '/'): ReceivedMessage[] =>
  receiver.received.filter((one) => one.path.startsWith(path) && JSON.stringify(one.body).includes(text));

/** Their titles: a test that finds one too many says which. */
export const titlesAbout = (world: World, text: string): string[] =>
  messagesAbout(world, text).map(({ body }) => String((body as { title?: unknown }).title));

export async function startWorld(): Promise<World> {
  const fleet = createFleet();
  const [account, dns, receiver] = await Promise.all([
    startAccountServer({ account: fleet.account }),
    startDnsServer({ zones: fleet.zones }),
    startReceiver(),
  ]);
  // An account with many requests a minute, which its headers say: tests about something else need not wait.
  account.limits.reads = 2_000;
  return {
    fleet,
    account,
    dns,
    receiver,
    env: { MXROUTE_API_URL: account.url, MXM_DNS_SERVERS: dns.address },
    close: async () => {
      await Promise.allSettled([account.close(), dns.close(), receiver.close()]);
    },
  };
}
