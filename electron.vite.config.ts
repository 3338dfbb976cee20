import path from 'node:path';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const outDir = path.join(root, process.env['MYELOSCOPE_BUILD_INTO'] ?? 'build/electron');
/** CommonJS and an old Node, so that every Electron runs it. */
const old = { target: 'node18', rollupOptions: { output: { format: 'cjs' as const, entryFileNames: '[name].cjs' } } };

/** Electron's own two parts. The page is built once, for every shell, by `vite.config.ts`. */
export default defineConfig({
  main: {
    build: {
      ...old, outDir, emptyOutDir: false, minify: false, externalizeDeps: false,
      lib: { entry: path.join(root, 'src-main/shell/electron/main.ts'), formats: ['cjs'] },
    },
  },
  preload: {
    build: {
      ...old, outDir, emptyOutDir: false, minify: false, externalizeDeps: false,
      lib: { entry: path.join(root, 'src-preload/preload.ts'), formats: ['cjs'] },
    },
  },
});
