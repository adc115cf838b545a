import type { createServer } from './dns/server.ts';
import type { Fetch } from './mxroute/transport.ts';

/** The ways out of this computer that monitors use, where they are not the real ones. */
export interface Internet {
  /** To MXroute's API. */
  fetch: Fetch;
  /** To one DNS resolver: whom to ask, and when again, stays the engine's business. */
  createServer: typeof createServer;
}
