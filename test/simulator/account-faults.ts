import type { ServerResponse } from 'node:http';

/** How the simulated MXroute misbehaves on a path. */
export type Fault =
  | { kind: 'status'; status: number; code?: string; message?: string; retryAfter?: number | string }
  | { kind: 'refuse'; code?: string; message?: string }
  | { kind: 'html'; status?: number }
  | { kind: 'empty'; status?: number }
  | { kind: 'text'; text: string; status?: number }
  /** `data` instead of the real one, in a proper envelope. */
  | { kind: 'data'; data: unknown }
  | { kind: 'redirect'; location: string }
  | { kind: 'hang' }
  /** Headers at once, then a byte now and then. */
  | { kind: 'drip'; everyMs?: number }
  | { kind: 'close' }
  | { kind: 'latency'; ms: number };

export interface FaultRule {
  /** As requested, e.g. `/domains/a.example/dns`; a `*` stands for anything. */
  path: string;
  method?: string;
  /** After so many requests the fault is over; absent = until cleared. */
  times?: number;
  fault: Fault;
}

export class FaultList {
  private rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ ...rule });
  }

  clear(path?: string): void {
    this.rules = path === undefined ? [] : this.rules.filter((rule) => rule.path !== path);
  }

  /** Uses one of the rule's times up. */
  take(method: string, path: string): Fault | undefined {
    const rule = this.rules.find(
      (candidate) => matches(candidate.path, path) && (candidate.method ?? method) === method,
    );
    if (!rule) return undefined;
    if (rule.times !== undefined && --rule.times <= 0)
      this.rules = this.rules.filter((other) => other !== rule);
    return rule.fault;
  }
}

function matches(pattern: string, path: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(path);
}

const PAGE = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>';
const DRIP = '{"success":true,"data":[';

/** @returns true where the answer was given (or will never be); false where the real one is to follow. */
export async function applyFault(fault: Fault, response: ServerResponse): Promise<boolean> {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return false;
    case 'status': {
      const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      response.writeHead(fault.status, { ...json, ...retryAfter });
      response.end(errorBody(fault.code ?? codeFor(fault.status), fault.message ?? 'Simulated failure'));
      return true;
    }
    case 'refuse':
      response
        .writeHead(200, json)
        .end(errorBody(fault.code ?? 'BUSINESS_ERROR', fault.message ?? 'Not now'));
      return true;
    case 'html':
      response.writeHead(fault.status ?? 200, { 'content-type': 'text/html' }).end(PAGE);
      return true;
    case 'empty':
      response.writeHead(fault.status ?? 200, json).end();
      return true;
    case 'text':
      response.writeHead(fault.status ?? 200, json).end(fault.text);
      return true;
    case 'data':
      response.writeHead(200, json).end(JSON.stringify({ success: true, data: fault.data }));
      return true;
    case 'redirect':
      response.writeHead(302, { location: fault.location }).end();
      return true;
    case 'close':
      response.socket?.destroy();
      return true;
    case 'hang':
      return true;
    case 'drip':
      drip(response, fault.everyMs ?? 100);
      return true;
  }
}

function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(DRIP);
  const timer = setInterval(() => response.write(' '), everyMs);
  response.on('close', () => clearInterval(timer));
}

export const errorBody = (code: string, message: string, field?: string): string =>
  JSON.stringify({ success: false, error: { code, message, ...(field ? { field } : {}) } });

const CODES: Record<number, string> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
};
const codeFor = (status: number): string =>
  CODES[status] ?? (status >= 500 ? 'SERVER_ERROR' : 'VALIDATION_ERROR');
