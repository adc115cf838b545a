import './app/mantine-styles.ts';
import './app/global.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startFeed } from './stores/feed.ts';
import { startNavigation } from './stores/navigation.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);
// macOS shows its own over the content; styling them there would take that away.
if (!navigator.userAgent.includes('Mac')) document.documentElement.dataset.scrollbars = 'own';
startFeed();
startNavigation();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App nonce={nonce} />
    </StrictMode>,
  );
}
