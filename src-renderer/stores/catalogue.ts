import { call } from '../ipc.ts';
import { createResource } from './resource.ts';

/** Every service of the installed Apprise, asked for when somebody looks for one; another Apprise has others. */
export const catalogue = createResource(() => call('services.list'), ['engine']);
