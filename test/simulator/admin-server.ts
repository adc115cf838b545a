import { createServer } from 'node:http';
import { z } from 'zod';
import type { Fault } from './account-faults.ts';
import { findDomain } from './account-state.ts';
import { sizes } from './account-views.ts';
import { createHistory } from './demo-history.ts';
import { DEMO_STEPS, type World } from './demo-scenario.ts';
import type { DnsBehaviour, DnsServer } from './dns-server.ts';
import type { ZoneRecords, ZoneType } from './dns-zones.ts';
import { listen, readBody } from './http.ts';

export interface AdminWorld extends World {
  dns: DnsServer;
}

type Command = (body: unknown, world: AdminWorld) => void;

const command =
  <T>(schema: z.ZodType<T>, run: (body: T, world: AdminWorld) => void): Command =>
  (body, world) =>
    run(schema.parse(body), world);

const name = z.string().min(1);
const usage = z.object({
  quota: z.number(),
  usage: z.number(),
  limit: z.number(),
  sent: z.number(),
  suspended: z.boolean(),
});
const recordType = z.enum(['MX', 'TXT', 'A', 'AAAA', 'NS', 'CNAME', 'CAA', 'DS']);

/** `POST /__sim/<command>` with a JSON body: a test may turn every screw from another process. */
const COMMANDS: Record<string, Command> = {
  fault: command(
    z.object({
      path: name,
      method: name.optional(),
      times: z.number().optional(),
      fault: z.custom<Fault>((fault) => typeof (fault as Fault | null)?.kind === 'string'),
    }),
    (rule, { account }) => account.fault(rule),
  ),
  'clear-faults': command(z.object({ path: name.optional() }), ({ path }, { account }) =>
    account.clearFaults(path),
  ),
  usage: command(usage.partial().extend({ mailbox: name }), ({ mailbox, ...change }, { account }) =>
    account.setUsage(mailbox, change),
  ),
  'add-mailbox': command(
    usage.partial().extend({ domain: name, username: name }),
    ({ domain, ...seed }, { account }) => account.addMailbox(domain, seed),
  ),
  'delete-mailbox': command(z.object({ mailbox: name }), ({ mailbox }, { account }) =>
    account.deleteMailbox(mailbox),
  ),
  'add-domain': command(z.object({ domain: name }), (seed, { account }) => account.addDomain(seed)),
  'delete-domain': command(z.object({ domain: name }), ({ domain }, { account }) =>
    account.deleteDomain(domain),
  ),
  'mail-hosting': command(
    z.object({ domain: name, enabled: z.boolean() }),
    ({ domain, enabled }, { account }) => account.setMailHosting(domain, enabled),
  ),
  limits: command(
    z.object({ reads: z.number(), writes: z.number(), windowMs: z.number() }).partial(),
    (limits, { account }) => void Object.assign(account.limits, limits),
  ),
  /** `to: null` deletes it. */
  forwarder: command(
    z.object({ domain: name, alias: name, to: z.array(z.string()).nullable() }),
    ({ domain, alias, to }, { account }) => {
      const { forwarders } = findDomain(account.account, domain);
      if (to === null) forwarders.delete(alias);
      else forwarders.set(alias, to);
    },
  ),
  'spam-entry': command(
    z.object({ list: z.enum(['whitelist', 'blacklist']), entry: name, listed: z.boolean() }),
    ({ list, entry, listed }, { account }) => {
      if (listed) account.account[list].add(entry);
      else account.account[list].delete(entry);
    },
  ),
  /** `percent`: of what the mailboxes hold now; `limitBytes: 0`: unlimited. */
  'account-quota': command(
    z.object({
      limitBytes: z.number().optional(),
      percent: z.number().optional(),
      grace: z.object({ days_remaining: z.number(), deadline: z.string() }).nullable().optional(),
    }),
    ({ limitBytes, percent, grace }, { account: { account } }) => {
      const used = sizes(account).reduce((sum, { size_bytes }) => sum + size_bytes, 0);
      if (percent !== undefined) account.quotaBytes = Math.round((used / percent) * 100);
      if (limitBytes !== undefined) account.quotaBytes = limitBytes;
      if (grace !== undefined) account.grace = grace;
    },
  ),
  'api-key': command(z.object({ apiKey: name }), ({ apiKey }, { account }) => {
    account.account.apiKey = apiKey;
  }),
  'verification-key': command(z.object({ key: name.nullable() }), ({ key }, { account }) => {
    account.account.verificationKey = key;
  }),
  'set-record': command(
    z.object({
      name,
      type: recordType,
      records: z.custom<NonNullable<ZoneRecords[ZoneType]>>((records) => records !== undefined),
    }),
    ({ name: at, type, records }, { dns }) => dns.setRecord(at, type, records),
  ),
  'remove-record': command(z.object({ name, type: recordType.optional() }), ({ name: at, type }, { dns }) =>
    dns.removeRecord(at, type),
  ),
  'dns-behaviour': command(
    z.object({ name, behaviour: z.custom<DnsBehaviour>((value) => typeof value === 'object').nullable() }),
    ({ name: at, behaviour }, { dns }) => dns.behave(at, behaviour ?? undefined),
  ),
  step: command(z.object({ name }), ({ name: wanted }, world) => {
    const step = DEMO_STEPS.find((candidate) => candidate.name === wanted);
    if (!step) throw new Error(`The demo has no step “${wanted}”.`);
    step.apply(world);
  }),
};

/** Besides the commands: `GET /__sim/requests` gives what the account API answered, `history` the demo's past. */
export async function startAdminServer(
  world: AdminWorld,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const asked = (request.url ?? '').replace(/^\/__sim\//, '');
    readBody(request)
      .then((text) => {
        if (request.method === 'GET' && asked === 'requests') return reply(200, world.account.requests);
        if (request.method === 'GET' && asked === 'history')
          return reply(200, createHistory(world.account.account, Date.now()));
        const run = request.method === 'POST' ? COMMANDS[asked] : undefined;
        if (!run) return reply(404, { ok: false, message: `No command “${asked}”.` });
        run(JSON.parse(text || '{}'), world);
        reply(200, { ok: true });
      })
      .catch((error: unknown) => reply(400, { ok: false, message: (error as Error).message }));
  });
  return listen(server);
}
