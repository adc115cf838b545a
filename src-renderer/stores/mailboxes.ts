import { call } from '../ipc.ts';
import { createResource } from './resource.ts';

export const mailboxes = createResource(() => call('mailboxes.list'), ['mailboxes', 'accounts']);
