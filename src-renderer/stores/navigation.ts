import { create } from 'zustand';
import { onTopics } from './feed.ts';

export const SCREENS = ['overview', 'notifications', 'logs', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  screen: Screen;
  /** Logs: the event that is open. */
  eventId?: number;
  /** Overview: the domain that is open. */
  domain?: string;
  /** The part of the screen that is to come into view, by its heading. */
  section?: string;
}

/** What stands between a person and leaving: unsaved changes, and how to drop or keep them. */
export interface Unsaved {
  /** Which form: each takes only its own back. */
  form: string;
  /** What was changed, and what it means that it is not saved. */
  says: string;
  save: () => Promise<boolean>;
  discard: () => void;
}

interface Navigation {
  place: Place;
  unsaved: Unsaved | null;
  /** Where the person wanted to go while there were unsaved changes. */
  pending: Place | null;
}

export const useNavigation = create<Navigation>(() => ({
  place: { screen: 'overview' },
  unsaved: null,
  pending: null,
}));

export function go(place: Place): void {
  const { unsaved, place: here } = useNavigation.getState();
  if (unsaved !== null && place.screen !== here.screen) useNavigation.setState({ pending: place });
  else useNavigation.setState({ place });
}

/** Null where `form` has nothing unsaved any more. */
export function setUnsaved(form: string, unsaved: Omit<Unsaved, 'form'> | null): void {
  const now = useNavigation.getState().unsaved;
  if (unsaved !== null) useNavigation.setState({ unsaved: { ...unsaved, form } });
  else if (now?.form === form) useNavigation.setState({ unsaved: null });
}

export function leave(): void {
  const { pending } = useNavigation.getState();
  useNavigation.setState({ unsaved: null, pending: null });
  if (pending !== null) useNavigation.setState({ place: pending });
}

/** The section that was asked for is in view: asked for again, it comes into view again. */
export const sectionShown = (): void =>
  useNavigation.setState(({ place: { section: _shown, ...place } }) => ({ place }));

export const stay = (): void => useNavigation.setState({ pending: null });

/** A click outside the window (tray, OS notification) leads here; closing with unsaved changes makes main ask. */
export function startNavigation(): void {
  onTopics(['navigate'], (message) => {
    if (message.topic === 'navigate') go(message.to);
  });
  window.addEventListener('beforeunload', (event) => {
    if (useNavigation.getState().unsaved !== null) event.preventDefault();
  });
}
