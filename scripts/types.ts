// Types of each layer, one tsconfig each, side by side.
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';

const layers = ['src-shared', 'src-main', 'src-preload', 'src-renderer', 'test'];
const compile = (layer: string) => new Promise<boolean>((resolve) => {
  const args = ['node_modules/typescript/bin/tsc', '-p', layer, '--incremental', '--tsBuildInfoFile', `build/types-${layer}.json`];
  spawn(process.execPath, args, { stdio: 'inherit' }).on('close', (code) => { resolve(code === 0); });
});
let ok = true;
for (let i = 0; i < layers.length; i += cpus().length) {
  const done = await Promise.all(layers.slice(i, i + cpus().length).map(compile));
  ok &&= done.every(Boolean);
}
process.exit(ok ? 0 : 1);
