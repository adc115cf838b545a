import { call } from '../ipc.ts';
import { createResource } from './resource.ts';

/** Versions, folder, demo, and what a person should know about this start. */
export const appInfo = createResource(() => call('app.info'), ['engine']);
