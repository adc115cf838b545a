import { installFakeBridge } from './fake-bridge.ts';

const parameters = new URLSearchParams(location.search);
installFakeBridge(parameters.get('variant') ?? 'rich', parameters.get('theme') ?? 'light');
await import('../../src-renderer/main.tsx');
