import { create } from 'zustand';
import type { Overall } from '../../src-shared/dns-health.ts';
import type { Screen } from '../../src-shared/screens.ts';
import { onTopics } from './feed.ts';

export interface Place {
  screen: Screen;
  /** Logs: the event that is open. */
  eventId?: number;
  /** Overview, Domains: the domain that is open. */
  domain?: string;
  /** Mailboxes: the mailbox that is open. */
  mailbox?: string;
  /** Account id of what is open: the same domain may stand in two. */
  account?: string;
  /** Domains, Mailboxes: what the list is to be narrowed to. Absent: as the person left it. */
  narrow?: Narrow;
  /** The part of the screen that is to come into view, by its heading. */
  section?: string;
}

/** All else that the list was narrowed to goes. */
export interface Narrow {
  /** Account id. */
  account?: string;
  /** Domains. */
  statuses?: readonly Overall[];
  /** Mailboxes: those of this domain. */
  domain?: string;
  /** Mailboxes: only those at or above a threshold, or in alarm. */
  aboveOnly?: boolean;
}

/** What stands between a person and leaving: the unsaved changes of a form, and how to drop or keep them. */
export interface Unsaved {
  /** Which form: each takes only its own back. */
  form: string;
  /** What was changed, and what it means that it is not saved. */
  says: string;
  /** Whether the form is still there at that place. Absent: everywhere on its screen. */
  keptAt?: (place: Place) => boolean;
  save: () => Promise<boolean>;
  discard: () => void;
}

interface Navigation {
  place: Place;
  /** One screen may have several forms. */
  unsaved: readonly Unsaved[];
  /** Where the person wanted to go while there were unsaved changes. */
  pending: Place | null;
}

export const useNavigation = create<Navigation>(() => ({
  place: { screen: 'overview' },
  unsaved: [],
  pending: null,
}));

export function go(place: Place): void {
  const isLossless = leftBehind({ ...useNavigation.getState(), pending: place }).length === 0;
  useNavigation.setState(isLossless ? { place } : { pending: place });
}

/** The forms with unsaved changes that the place which is to be gone to does not have. */
export const leftBehind = ({ unsaved, place: here, pending }: Navigation): readonly Unsaved[] =>
  pending === null
    ? []
    : unsaved.filter(({ keptAt }) => !(keptAt?.(pending) ?? pending.screen === here.screen));

/** Null where `form` has nothing unsaved any more. */
export function setUnsaved(form: string, unsaved: Omit<Unsaved, 'form'> | null): void {
  const { unsaved: before } = useNavigation.getState();
  const others = before.filter((one) => one.form !== form);
  if (unsaved !== null) useNavigation.setState({ unsaved: [...others, { ...unsaved, form }] });
  else if (others.length < before.length) useNavigation.setState({ unsaved: others });
}

export function leave(): void {
  const { pending, unsaved } = useNavigation.getState();
  const left = leftBehind(useNavigation.getState());
  useNavigation.setState({ unsaved: unsaved.filter((one) => !left.includes(one)), pending: null });
  if (pending !== null) useNavigation.setState({ place: pending });
}

/** The section that was asked for is in view: asked for again, it comes into view again. */
export const sectionShown = (): void =>
  useNavigation.setState(({ place: { section: _shown, ...place } }) => ({ place }));

/** The list is narrowed as asked: what the person then changes stays. */
export const narrowed = (): void =>
  useNavigation.setState(({ place: { narrow: _taken, ...place } }) => ({ place }));

export const stay = (): void => useNavigation.setState({ pending: null });

/** A click outside the window (tray, OS notification) leads here; closing with unsaved changes makes main ask. */
export function startNavigation(): void {
  onTopics(['navigate'], (message) => {
    if (message.topic === 'navigate') go(message.to);
  });
  window.addEventListener('beforeunload', (event) => {
    if (useNavigation.getState().unsaved.length > 0) event.preventDefault();
  });
}
