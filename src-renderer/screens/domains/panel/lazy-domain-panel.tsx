import { lazyPart } from '../../../components/lazy-part.tsx';
import type { DomainPanelProps } from './domain-panel.tsx';

/** The panel beside a list of domains, in a file of its own: the first picture does not show it. */
const lazy = lazyPart<DomainPanelProps>(async () => (await import('./domain-panel.tsx')).DomainPanel);

export const LazyDomainPanel = lazy.Part;
export const preloadDomainPanel = lazy.preload;
