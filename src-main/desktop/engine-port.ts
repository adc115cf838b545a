import type { Engine } from '../engine/engine.ts';

/** All that the desktop asks of the engine: its parts are for the command line, which lives in the same process. */
export type EnginePort = Omit<Engine, 'parts'>;
