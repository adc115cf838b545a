import { success } from '../../../src-shared/result.ts';
import { fetchIcon } from '../icon/fetch-icon.ts';
import { iconAddress } from '../icon/icon-address.ts';
import type { EngineParts } from '../parts.ts';
import type { Calls } from './channels.ts';

export function iconCalls({ settings }: EngineParts): Pick<Calls, 'icon.get'> {
  return {
    'icon.get': async () => {
      const { url, source } = iconAddress(settings);
      if (url === null) return success({ url, source, preview: null, problem: null });
      const fetched = await fetchIcon(url);
      return success({
        url,
        source,
        preview: fetched.ok ? fetched.dataUrl : null,
        problem: fetched.ok ? null : fetched.problem,
      });
    },
  };
}
