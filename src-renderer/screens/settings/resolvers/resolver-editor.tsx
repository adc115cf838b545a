import { Button } from '@mantine/core';
import type { SettingView } from '../../../../src-shared/settings.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { DEFAULT_RESOLVERS } from '../../../lib/resolver-list.ts';
import { SettingSource } from '../setting-source.tsx';
import settings from '../settings.module.css';
import { AddResolver } from './add-resolver.tsx';
import { ResolverRows } from './resolver-rows.tsx';
import styles from './resolvers.module.css';
import { useResolvers } from './use-resolvers.ts';

/** Who is asked, in which order, and whether they answer. */
export function ResolverEditor({ setting }: { setting: SettingView }) {
  const editor = useResolvers(setting);
  const { list, dirty, saving, error, tests } = editor;
  const fixed = setting.source === 'environment';
  const inForce = list.length > 0 ? list : DEFAULT_RESOLVERS;
  const testing = [...tests.values()].includes('running');
  return (
    <>
      <div className={settings.split}>
        <div>
          <p className={settings.name}>{setting.label}</p>
          <p className={settings.help}>
            {list.length > 0
              ? 'Asked in this order. Who does not answer is skipped for a while.'
              : 'The default: this computer’s own, then public ones. Add one to make a list of your own.'}
          </p>
        </div>
        <Button variant="default" size="xs" loading={testing} onClick={() => editor.test(inForce)}>
          Test resolvers
        </Button>
      </div>
      <ResolverRows
        list={inForce}
        tests={tests}
        onChange={fixed || list.length === 0 ? undefined : editor.edit}
      />
      {!fixed && (
        <div className={styles.tools}>
          <AddResolver list={list} onAdd={(server) => editor.edit([...list, server])} />
          {list.length > 0 && (
            <Button variant="subtle" size="xs" onClick={() => editor.edit([])}>
              Back to the default
            </Button>
          )}
        </div>
      )}
      <FieldError message={error ?? undefined} />
      {dirty && (
        <div className={settings.buttons}>
          <Button size="xs" loading={saving} onClick={() => void editor.save()}>
            Save resolvers
          </Button>
          <Button variant="subtle" size="xs" onClick={editor.discard}>
            Discard
          </Button>
        </div>
      )}
      <SettingSource setting={setting} />
    </>
  );
}
