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
}

/** What stands between a person and leaving: unsaved changes, and how to drop or keep them. */
export interface Unsaved {
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

export function leave(): void {
  const { pending } = useNavigation.getState();
  useNavigation.setState({ unsaved: null, pending: null });
  if (pending !== null) useNavigation.setState({ place: pending });
}

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
