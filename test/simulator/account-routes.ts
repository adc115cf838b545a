import {
  createDomain,
  createMailbox,
  type SimAccount,
  type SimDomain,
  type SimMailbox,
} from './account-state.ts';
import * as view from './account-views.ts';

/** An error as MXroute words it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export interface RouteContext {
  account: SimAccount;
  params: Record<string, string>;
  body: Record<string, unknown>;
  now: Date;
}

export interface RouteResult {
  status?: number;
  data?: unknown;
  /** `/quota` answers without `{success, data}`. */
  bare?: boolean;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As in the OpenAPI file. */
  path: string;
  handle: (context: RouteContext) => RouteResult;
}

type DomainHandler = (domain: SimDomain, context: RouteContext) => RouteResult;

const inDomain = (method: Route['method'], rest: string, handle: DomainHandler): Route => ({
  method,
  path: `/domains/{domain}${rest}`,
  handle: (context) => handle(ownDomain(context), context),
});

const ok = (data: unknown): RouteResult => ({ data });
const done = (data: unknown = null): RouteResult => ({ status: 200, data });
const created = (data: unknown = null): RouteResult => ({ status: 201, data });
const gone: RouteResult = { status: 204 };

const spamList = (name: 'whitelist' | 'blacklist'): Route[] => [
  inDomain('GET', `/spam/${name}`, (_domain, { account }) => ok([...account[name]])),
  inDomain('POST', `/spam/${name}`, (_domain, { account, body }) => {
    account[name].add(text(body, 'entry'));
    return created();
  }),
  inDomain('DELETE', `/spam/${name}/{entry}`, (_domain, { account, params }) => {
    if (!account[name].delete(params.entry ?? '')) throw notFound();
    return gone;
  }),
];

const forReseller = (path: string): Route => ({
  method: 'GET',
  path,
  handle: () => {
    throw new ApiError(403, 'FORBIDDEN', 'Requires reseller privileges');
  },
});

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/verification-key',
    handle: ({ account }) => {
      if (account.verificationKey) return ok(view.viewVerificationKey(account.verificationKey));
      throw new ApiError(
        500,
        'VERIFICATION_KEY_NOT_FOUND',
        'Unable to retrieve verification key for this account',
      );
    },
  },
  { method: 'GET', path: '/domains', handle: ({ account }) => ok([...account.domains.keys()]) },
  {
    method: 'POST',
    path: '/domains',
    handle: ({ account, body }) => {
      const domain = text(body, 'domain').toLowerCase();
      if (account.domains.has(domain)) throw new ApiError(409, 'CONFLICT', 'Domain already exists', 'domain');
      account.domains.set(domain, createDomain(account, { domain }));
      return created({ domain, ssl_enabled: true });
    },
  },
  inDomain('GET', '', (domain) => ok(view.viewDomain(domain))),
  inDomain('DELETE', '', (domain, { account }) => {
    account.domains.delete(domain.domain);
    return gone;
  }),
  inDomain('PATCH', '/mail-status', (domain, { body }) => {
    if (typeof body.enabled !== 'boolean')
      throw new ApiError(400, 'VALIDATION_ERROR', 'enabled must be a boolean', 'enabled');
    domain.mailHosting = body.enabled;
    return done();
  }),
  inDomain('GET', '/pointers', (domain) =>
    ok([...domain.pointers.keys()].map((pointer) => view.viewPointer(domain, pointer))),
  ),
  inDomain('POST', '/pointers', (domain, { body }) => {
    domain.pointers.set(text(body, 'pointer'), body.alias === false ? 'redirect' : 'alias');
    return created();
  }),
  inDomain('DELETE', '/pointers/{pointer}', (domain, { params }) => {
    if (!domain.pointers.delete(params.pointer ?? '')) throw notFound();
    return gone;
  }),
  inDomain('GET', '/email-accounts', (domain) =>
    ok([...domain.mailboxes.values()].map((mailbox) => view.viewMailbox(domain, mailbox))),
  ),
  inDomain('POST', '/email-accounts', (domain, { body }) => {
    const username = text(body, 'username').toLowerCase();
    password(body);
    if (domain.mailboxes.has(username))
      throw new ApiError(409, 'CONFLICT', 'Email account already exists', 'username');
    const mailbox = createMailbox({ username, usage: 0 });
    change(mailbox, body);
    domain.mailboxes.set(username, mailbox);
    return created(view.viewMailbox(domain, mailbox));
  }),
  inDomain('GET', '/email-accounts/{user}', (domain, context) =>
    ok(view.viewMailbox(domain, ownMailbox(domain, context))),
  ),
  inDomain('PATCH', '/email-accounts/{user}', (domain, context) => {
    const mailbox = ownMailbox(domain, context);
    if (context.body.password !== undefined) password(context.body);
    change(mailbox, context.body);
    return done(view.viewMailbox(domain, mailbox));
  }),
  inDomain('DELETE', '/email-accounts/{user}', (domain, context) => {
    domain.mailboxes.delete(ownMailbox(domain, context).username);
    return gone;
  }),
  inDomain('GET', '/forwarders', (domain) =>
    ok([...domain.forwarders.keys()].map((alias) => view.viewForwarder(domain, alias))),
  ),
  inDomain('POST', '/forwarders', (domain, { body }) => {
    if (!Array.isArray(body.destinations) || body.destinations.length === 0)
      throw new ApiError(400, 'VALIDATION_ERROR', 'destinations must be a list', 'destinations');
    domain.forwarders.set(text(body, 'alias'), body.destinations.map(String));
    return created();
  }),
  inDomain('DELETE', '/forwarders/{alias}', (domain, { params }) => {
    if (!domain.forwarders.delete(params.alias ?? '')) throw notFound();
    return gone;
  }),
  inDomain('GET', '/spam/settings', (domain) => ok({ high_score: domain.highScore })),
  inDomain('PATCH', '/spam/settings', (domain, { body }) => {
    domain.highScore = wholeNumber(body, 'high_score', 1, 50);
    return done();
  }),
  ...spamList('whitelist'),
  ...spamList('blacklist'),
  inDomain('GET', '/dns', (domain) => ok(view.viewDns(domain))),
  inDomain('GET', '/catch-all', (domain) => ok(view.viewCatchAll(domain))),
  inDomain('PATCH', '/catch-all', (domain, { body }) => {
    const { type } = body;
    if (type !== 'fail' && type !== 'blackhole' && type !== 'address')
      throw new ApiError(400, 'VALIDATION_ERROR', 'type must be fail, blackhole or address', 'type');
    domain.catchAll = { type, address: type === 'address' ? text(body, 'address') : null };
    return done();
  }),
  {
    method: 'GET',
    path: '/quota',
    handle: ({ account, now }) => ({ bare: true, data: view.viewQuota(account, now.toISOString()) }),
  },
  {
    method: 'GET',
    path: '/quota/email',
    handle: ({ account, now }) => ({ bare: true, data: view.viewQuotaEmail(account, now.toISOString()) }),
  },
  forReseller('/reseller/users'),
  forReseller('/reseller/users/{username}'),
  forReseller('/reseller/packages'),
  forReseller('/reseller/packages/{name}'),
];

function ownDomain({ account, params }: RouteContext): SimDomain {
  const domain = account.domains.get((params.domain ?? '').toLowerCase());
  if (!domain) throw notFound();
  return domain;
}

function ownMailbox(domain: SimDomain, { params }: RouteContext): SimMailbox {
  const mailbox = domain.mailboxes.get((params.user ?? '').toLowerCase());
  if (!mailbox) throw notFound();
  return mailbox;
}

const notFound = (): ApiError => new ApiError(404, 'NOT_FOUND', 'Resource not found');

function text(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new ApiError(400, 'VALIDATION_ERROR', `${field} is required`, field);
}

function wholeNumber(body: Record<string, unknown>, field: string, min: number, max: number): number {
  const value = body[field];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ApiError(400, 'VALIDATION_ERROR', `${field} must be from ${min} to ${max}`, field);
}

function password(body: Record<string, unknown>): void {
  const value = text(body, 'password');
  if (value.length < 8 || !/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/\d/.test(value))
    throw new ApiError(400, 'VALIDATION_ERROR', 'Password does not meet requirements', 'password');
}

function change(mailbox: SimMailbox, body: Record<string, unknown>): void {
  if (body.quota !== undefined) mailbox.quota = wholeNumber(body, 'quota', 0, 1_000_000);
  if (body.limit !== undefined) mailbox.limit = wholeNumber(body, 'limit', 0, 9600);
}
