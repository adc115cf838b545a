import { create } from 'zustand';

/** Asks the list of targets to open one for editing, from wherever its problem is shown. */
export const useTargetDialog = create<{ targetId: string | null }>(() => ({ targetId: null }));

export const openTarget = (targetId: string): void => useTargetDialog.setState({ targetId });

/** The list has opened it, or knows no such target. */
export const targetOpened = (): void => useTargetDialog.setState({ targetId: null });
