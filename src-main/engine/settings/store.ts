import { failure, type Result, success } from '../../../src-shared/result.ts';
import { SETTING_LABELS } from '../../../src-shared/setting-labels.ts';
import {
  SETTING_KEYS,
  SETTINGS,
  type SettingDefinition,
  type SettingKey,
  type SettingValue,
  type SettingView,
} from '../../../src-shared/settings.ts';
import type { Clock } from '../ports.ts';
import type { Db } from '../storage/open.ts';
import type { Environment } from './environment.ts';

export interface SettingsStore {
  /** The value in force: environment, else stored, else default. Unusable values are skipped and shown by `view`. */
  get<K extends SettingKey>(key: K): SettingValue<K>;
  view(key: SettingKey): SettingView;
  list(): SettingView[];
  /** Validates like the window does; the failure's `field` is the key. Call inside a transaction to log along with it. */
  set(key: SettingKey, value: unknown): Result<SettingView>;
}

export function createSettingsStore(
  db: Db,
  environment: Environment,
  clock: Pick<Clock, 'now'>,
): SettingsStore {
  const select = db.prepare('SELECT value FROM settings WHERE key = ? AND account_id IS NULL').pluck();
  const remove = db.prepare('DELETE FROM settings WHERE key = ? AND account_id IS NULL');
  const insert = db.prepare(
    'INSERT INTO settings (key, account_id, value, updated_at) VALUES (?, NULL, ?, ?)',
  );

  const view = (key: SettingKey): SettingView => {
    const definition: SettingDefinition = SETTINGS[key];
    const base = {
      key,
      label: SETTING_LABELS[key],
      default: definition.default,
      ...(definition.help ? { help: definition.help } : {}),
      ...(definition.environment ? { environment: definition.environment } : {}),
    };
    const problems: string[] = [];
    const fromEnvironment = definition.environment ? environment.get(definition.environment) : undefined;
    if (fromEnvironment !== undefined) {
      const parsed = definition.schema.safeParse(fromEnvironment);
      if (parsed.success) return { ...base, value: parsed.data, source: 'environment' };
      problems.push(`${definition.environment} ${firstIssue(parsed.error)}, so it is not used.`);
    }
    const stored = select.get(key) as string | undefined;
    if (stored !== undefined) {
      const parsed = definition.schema.safeParse(parseJson(stored));
      if (parsed.success) return { ...base, value: parsed.data, source: 'stored', ...problem(problems) };
      problems.push(`The stored value ${firstIssue(parsed.error)}, so the default is used.`);
    }
    return { ...base, value: definition.default, source: 'default', ...problem(problems) };
  };

  return {
    get: <K extends SettingKey>(key: K) => view(key).value as SettingValue<K>,
    view,
    list: () => SETTING_KEYS.map(view),
    set(key, value) {
      const definition: SettingDefinition = SETTINGS[key];
      const parsed = definition.schema.safeParse(value);
      if (!parsed.success)
        return failure('invalid', `${SETTING_LABELS[key]}: ${firstIssue(parsed.error)}.`, key);
      if (view(key).source === 'environment')
        return failure(
          'environment',
          `${SETTING_LABELS[key]} is set by the environment (${definition.environment}).`,
          key,
        );
      remove.run(key);
      insert.run(key, JSON.stringify(parsed.data), clock.now());
      return success(view(key));
    },
  };
}

const problem = (problems: string[]) => (problems.length > 0 ? { problem: problems.join(' ') } : {});

function firstIssue(error: { issues: { message: string }[] }): string {
  return (error.issues[0]?.message ?? 'is not valid').replace(/\.$/, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
