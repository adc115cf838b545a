import { MxrouteError } from '../../../../src-main/engine/mxroute/api.ts';
import type { Answer } from '../../../../src-main/engine/mxroute/transport.ts';

/** What a `malformed` answer is told to lack; empty where nothing was thrown. */
export const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof MxrouteError && error.code === 'malformed') return error.message;
    throw error;
  }
  return '';
};

export const answerOf = (text: string, status = 200): Answer => ({ status, headers: new Headers(), text });
