// `npm run dev`: the window from its sources, on the web host, reloaded as they are edited. For developers alone: its page lets
// inline code through, which the tools of development need.
import path from 'node:path';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { runWebHost } from './window/runWebHost.ts';
import { readStartOptions, startHelp } from './window/startOptions.ts';

const root = path.resolve(import.meta.dirname, '..');
const say = (line: string): void => { process.stderr.write(`${line}\n`); };
const options = readStartOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
if (options.isHelp) {
  process.stdout.write(startHelp);
  process.exit(0);
}

let vite: ViteDevServer | undefined;
const { host, ended } = await runWebHost(root, {
  libraryDirectory: options.libraryDirectory, openPaths: options.paths,
  isForeignSocket: ({ headers }) => headers['sec-websocket-protocol']?.startsWith('vite-') ?? false,
  page: async (server) => {
    const development = await createServer({ configFile: path.join(root, 'vite.config.ts'), server: { middlewareMode: true, hmr: { server } } });
    vite = development;
    return (request, response) => { development.middlewares(request, response); };
  },
}, say);
say('The window follows its sources at this address. Ctrl-C ends it.');
process.stdout.write(`${host.issueAddress()}\n`);
await ended;
await vite?.close();
process.exit(0);
