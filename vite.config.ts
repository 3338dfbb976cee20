import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's page, for both shells. It must run in the Chromium of the oldest Electron that tests use. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'src-renderer'),
  base: './',
  plugins: [react()],
  cacheDir: path.join(import.meta.dirname, 'build/vite-cache'),
  build: {
    outDir: path.join(import.meta.dirname, process.env['MYELOSCOPE_BUILD_INTO'] ?? 'build/renderer'), emptyOutDir: true, target: 'chrome114',
    // The content security policy lets nothing inline through.
    assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2000,
  },
});
