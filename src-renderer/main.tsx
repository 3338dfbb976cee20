import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from './bridge/queryClient.ts';
import { SessionProvider } from './session/SessionProvider.tsx';
import { Frame } from './shell/Frame.tsx';
import { followExchangedKeys } from './session/followExchangedKeys.ts';
import { readWindowPreferences } from './session/windowPreferences.ts';
import { followTheme } from './shell/theme.ts';
import { installClassColours } from './ui/classColours.ts';
import { listenToKeys } from './ui/keyRegistry.ts';
import './ui/theme.css';
import './ui/parts.css';

followTheme();
followExchangedKeys();
void readWindowPreferences();
installClassColours(document.documentElement.style);
listenToKeys(window);

createRoot(document.getElementById('window')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <SessionProvider><Frame /></SessionProvider>
    </QueryClientProvider>
  </StrictMode>,
);
