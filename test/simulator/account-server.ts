import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { applyFault, errorBody, FaultList, type FaultRule } from './account-faults.ts';
import { ApiError, ROUTES, type Route, type RouteResult } from './account-routes.ts';
import {
  createDomain,
  createMailbox,
  type DomainSeed,
  findDomain,
  findMailbox,
  type SimAccount,
  type SimMailbox,
} from './account-state.ts';
import { listen, readBody } from './http.ts';
import { RateLimiter, type RateLimits } from './rate-limiter.ts';

export interface LoggedRequest {
  at: number;
  method: string;
  path: string;
  status: number;
}

export interface AccountServer {
  /** `http://127.0.0.1:port`. */
  url: string;
  account: SimAccount;
  limits: RateLimits;
  /** Answered requests, oldest first. */
  requests: LoggedRequest[];
  /** How many were answered on this path (all without), by status where given. */
  count(path?: string, status?: number): number;
  fault(rule: FaultRule): void;
  clearFaults(path?: string): void;
  setUsage(mailbox: string, change: Partial<SimMailbox>): void;
  addMailbox(domain: string, seed: Partial<SimMailbox> & { username: string }): void;
  deleteMailbox(mailbox: string): void;
  addDomain(seed: DomainSeed): void;
  deleteDomain(domain: string): void;
  setMailHosting(domain: string, enabled: boolean): void;
  close(): Promise<void>;
}

export interface AccountServerOptions {
  account: SimAccount;
  limits?: Partial<RateLimits>;
  port?: number;
  /** MXroute's own clock, as its Date headers tell it; absent: this computer's. */
  now?: () => number;
}

/** MXroute's API for one simulated account, on loopback: for tests, the demo and the benchmarks. */
export async function startAccountServer(options: AccountServerOptions): Promise<AccountServer> {
  const { account } = options;
  const faults = new FaultList();
  const limiter = new RateLimiter(options.limits);
  const requests: LoggedRequest[] = [];

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const method = request.method ?? 'GET';
    response.on('close', () => requests.push({ at: Date.now(), method, path, status: response.statusCode }));
    answer(method, path, request, response).catch(() => response.destroy());
  });

  async function answer(method: string, path: string, request: IncomingMessage, response: ServerResponse) {
    const body = await readBody(request);
    if (options.now) response.setHeader('Date', new Date(options.now()).toUTCString());
    const verdict = limiter.take(method === 'GET' ? 'reads' : 'writes', Date.now());
    response.setHeader('X-RateLimit-Limit', verdict.limit);
    response.setHeader('X-RateLimit-Remaining', verdict.remaining);
    response.setHeader('X-RateLimit-Reset', Math.ceil(verdict.resetAt / 1000));
    const fault = faults.take(method, path);
    if (fault && (await applyFault(fault, response))) return;
    try {
      if (!isKnown(request, account)) throw new ApiError(401, 'UNAUTHORIZED', 'Invalid API credentials');
      if (!verdict.allowed) {
        response.setHeader('Retry-After', Math.max(1, Math.ceil((verdict.resetAt - Date.now()) / 1000)));
        throw new ApiError(429, 'RATE_LIMITED', 'Too many requests. Please try again later.');
      }
      const { route, params } = findRoute(method, path);
      send(response, route.handle({ account, params, body: parseBody(body), now: new Date() }));
    } catch (error) {
      const problem =
        error instanceof ApiError ? error : new ApiError(500, 'SERVER_ERROR', 'Internal server error');
      response.writeHead(problem.status, { 'content-type': 'application/json' });
      response.end(errorBody(problem.code, problem.message, problem.field));
    }
  }

  const { url, close } = await listen(server, options.port);
  return {
    url,
    account,
    limits: limiter.limits,
    requests,
    count: (path, status) =>
      requests.filter(
        (entry) =>
          (path === undefined || entry.path === path) && (status === undefined || entry.status === status),
      ).length,
    fault: (rule) => faults.add(rule),
    clearFaults: (path) => faults.clear(path),
    setUsage: (mailbox, change) => void Object.assign(findMailbox(account, mailbox), change),
    addMailbox: (domain, seed) =>
      void findDomain(account, domain).mailboxes.set(seed.username, createMailbox(seed)),
    deleteMailbox(mailbox) {
      const { username } = findMailbox(account, mailbox);
      findDomain(account, mailbox.split('@')[1] ?? '').mailboxes.delete(username);
    },
    addDomain: (seed) => void account.domains.set(seed.domain, createDomain(account, seed)),
    deleteDomain: (domain) => void account.domains.delete(findDomain(account, domain).domain),
    setMailHosting(domain, enabled) {
      findDomain(account, domain).mailHosting = enabled;
    },
    close,
  };
}

function isKnown({ headers }: IncomingMessage, account: SimAccount): boolean {
  return (
    headers['x-server'] === account.server &&
    headers['x-username'] === account.username &&
    headers['x-api-key'] === account.apiKey
  );
}

export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } {
  for (const route of ROUTES) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  throw new ApiError(404, 'NOT_FOUND', 'Endpoint not found');
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function parseBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Falls through to the answer for all that is not an object.
  }
  throw new ApiError(400, 'VALIDATION_ERROR', 'Invalid JSON body');
}

function send(response: ServerResponse, { status = 200, data, bare = false }: RouteResult): void {
  if (status === 204) {
    response.writeHead(204).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(bare ? data : { success: true, data }));
}
