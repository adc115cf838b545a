import { Select } from '@mantine/core';
import { IconFilter, IconList } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import {
  ACTION_GROUPS,
  AUDIT_ACTION_NAMES,
  type AuditAction,
  actionDefinition,
  isAuditAction,
} from '../../../src-shared/audit-actions.ts';
import { Page } from '../../components/page.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { filterEvents, refreshEvents, useEvents } from '../../stores/events.ts';
import { go, useNavigation } from '../../stores/navigation.ts';
import { EventList } from './event-list.tsx';
import { EventPanel } from './event-panel.tsx';
import { LogSkeleton } from './log-skeleton.tsx';

const ALL = 'all';

function useActionOptions() {
  return useMemo(
    () => [
      { value: ALL, label: 'All events' },
      // What no version records yet would always be empty.
      ...ACTION_GROUPS.map((group) => ({
        group,
        items: AUDIT_ACTION_NAMES.filter((name) => {
          const { group: own, planned } = actionDefinition(name);
          return own === group && planned !== true;
        }).map((name) => ({
          value: name as string,
          label: actionDefinition(name).label,
        })),
      })).filter(({ items }) => items.length > 0),
    ],
    [],
  );
}

export function LogsScreen() {
  const { action, loaded, error } = useEvents();
  const eventId = useNavigation((state) => state.place.eventId);
  const options = useActionOptions();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => void refreshEvents(), []);
  const open = (id: number | undefined) => go({ screen: 'logs', eventId: id });
  return (
    <Page
      title="Logs"
      scrollRef={scroll}
      actions={
        <Select
          aria-label="Filter by action"
          leftSection={<IconFilter size={15} />}
          data={options}
          value={action ?? ALL}
          searchable
          nothingFoundMessage="No such action"
          maxDropdownHeight={360}
          w={220}
          onChange={(value) =>
            filterEvents(value !== null && isAuditAction(value) ? (value as AuditAction) : null)
          }
        />
      }
      panel={
        eventId !== undefined && <EventPanel key={eventId} id={eventId} onClose={() => open(undefined)} />
      }
    >
      {error !== null && <ErrorState failure={error} retry={() => void refreshEvents()} />}
      {loaded === null && error === null && <LogSkeleton />}
      {loaded?.events.length === 0 && (
        <EmptyState
          icon={<IconList size={22} />}
          title={action === null ? 'The log is empty' : 'No such event yet'}
        >
          {action === null
            ? 'Everything that happens is written down here: problems found and gone, changes, and what was sent to whom.'
            : `“${actionDefinition(action).label}” has not happened since the log began. Choose All events to see the others.`}
        </EmptyState>
      )}
      {loaded !== null && loaded.events.length > 0 && (
        <EventList loaded={loaded} open={eventId} onOpen={open} scroll={scroll} />
      )}
    </Page>
  );
}
