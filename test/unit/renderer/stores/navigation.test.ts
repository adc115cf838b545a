import { beforeEach, describe, expect, it } from 'vitest';
import {
  go,
  leave,
  sectionShown,
  setUnsaved,
  useNavigation,
} from '../../../../src-renderer/stores/navigation.ts';

const unsaved = { says: 'Not saved.', save: async () => true, discard: () => {} };
const here = () => useNavigation.getState();

beforeEach(() =>
  useNavigation.setState({ place: { screen: 'notifications' }, unsaved: null, pending: null }),
);

describe('going to a section', () => {
  it('asks for it once: the same link works again', () => {
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.section).toBe('Data');
    sectionShown();
    expect(here().place).toEqual({ screen: 'settings' });
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.section).toBe('Data');
  });

  it('on another screen waits for the answer about unsaved changes, and then leads there', () => {
    setUnsaved('notifications', unsaved);
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.screen).toBe('notifications');
    leave();
    expect(here().place).toEqual({ screen: 'settings', section: 'Data' });
  });
});

describe('unsaved changes', () => {
  it('are taken back only by the form that has them', () => {
    setUnsaved('smtp', unsaved);
    setUnsaved('notifications', null);
    expect(here().unsaved?.form).toBe('smtp');
    setUnsaved('smtp', null);
    expect(here().unsaved).toBeNull();
  });
});
