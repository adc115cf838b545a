import {
  ACTION_GROUPS,
  type ActionGroup,
  AUDIT_ACTION_NAMES,
  type AuditAction,
  actionDefinition,
} from '../../src-shared/audit-actions.ts';
import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import { dayEnd, dayStart, dayWords } from './local-day.ts';

/** What the log is narrowed to, as a person chose it. */
export interface LogFilter {
  text: string;
  /** Whole groups; of the others single actions. Nothing in both: everything. */
  groups: readonly ActionGroup[];
  actions: readonly AuditAction[];
  account: string | null;
  /** Local days, `YYYY-MM-DD`, both included. */
  from: string | null;
  to: string | null;
}

export const NO_FILTER: LogFilter = {
  text: '',
  groups: [],
  actions: [],
  account: null,
  from: null,
  to: null,
};

export type EventFilter = Omit<IpcInput<'events.list'>, 'limit' | 'before'>;

/** What no version records yet would always be empty. */
export const actionsOf = (group: ActionGroup): AuditAction[] =>
  AUDIT_ACTION_NAMES.filter((name) => {
    const definition = actionDefinition(name);
    return definition.group === group && definition.planned !== true;
  });

/** Groups with anything in them, as the window lists them. */
export const FILTER_GROUPS = ACTION_GROUPS.filter((group) => actionsOf(group).length > 0);

/** For main, which takes groups and actions as two conditions: here they are one choice. */
export function eventFilter({ text, groups, actions, account, from, to }: LogFilter): EventFilter {
  const [start, end] = [from === null ? undefined : dayStart(from), to === null ? undefined : dayEnd(to)];
  const all = AUDIT_ACTION_NAMES.filter(
    (name) => actions.includes(name) || groups.includes(actionDefinition(name).group),
  );
  return {
    ...(text !== '' && { text }),
    ...(groups.length > 0 && actions.length === 0 && { groups: [...groups] }),
    ...(actions.length > 0 && { actions: all }),
    ...(account !== null && { account }),
    ...(start !== undefined && { from: start }),
    ...(end !== undefined && { to: end }),
  };
}

export const isFiltered = (filter: LogFilter): boolean => Object.keys(eventFilter(filter)).length > 0;

export function withGroup(filter: LogFilter, group: ActionGroup, on: boolean): LogFilter {
  const own = actionsOf(group);
  return {
    ...filter,
    groups: on
      ? [...filter.groups.filter((one) => one !== group), group]
      : filter.groups.filter((one) => one !== group),
    actions: filter.actions.filter((one) => !own.includes(one)),
  };
}

/** One action less of a whole group leaves its others; the last one missing makes it whole. */
export function withAction(filter: LogFilter, action: AuditAction, on: boolean): LogFilter {
  const { group } = actionDefinition(action);
  const own = actionsOf(group);
  const chosen = new Set(
    filter.groups.includes(group) ? own : filter.actions.filter((one) => own.includes(one)),
  );
  if (on) chosen.add(action);
  else chosen.delete(action);
  const others = withGroup(filter, group, false);
  return chosen.size === own.length
    ? withGroup(others, group, true)
    : { ...others, actions: [...others.actions, ...own.filter((one) => chosen.has(one))] };
}

export const isChosen = ({ groups, actions }: LogFilter, action: AuditAction): boolean =>
  groups.includes(actionDefinition(action).group) || actions.includes(action);

/** "8 Mar 2026 to 12 Mar 2026", "since 8 Mar 2026"; null where any time will do. */
export function timeWords({ from, to }: Pick<LogFilter, 'from' | 'to'>, locale?: string): string | null {
  if (from === null && to === null) return null;
  if (from === to && from !== null) return dayWords(from, locale);
  if (from === null) return `until ${dayWords(to ?? '', locale)}`;
  return to === null
    ? `since ${dayWords(from, locale)}`
    : `${dayWords(from, locale)} to ${dayWords(to, locale)}`;
}

/** Ends before it begins: nothing can be in between. */
export const isBackwards = ({ from, to }: Pick<LogFilter, 'from' | 'to'>): boolean =>
  from !== null && to !== null && from > to;
