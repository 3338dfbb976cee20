import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { picturesAsTold, saidOfGroups } from './picturesAsTold.ts';

const root = mkdtempSync(path.join(tmpdir(), 'pictures-as-told-'));
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

function folder(name: string, manifest?: string): string {
  const directory = path.join(root, name);
  mkdirSync(path.join(directory, 'NGS'), { recursive: true });
  writeFileSync(path.join(directory, 'NGS', '1.png'), 'Nothing of it is looked at here.');
  if (manifest !== undefined) writeFileSync(path.join(directory, 'manifest.csv'), manifest);
  return directory;
}

it('takes width and patients from the manifest of an export, and refuses another width', async () => {
  const directory = folder('exported', 'file,class,case,group,width_um\nNGS/1.png,NGS,c1,p1,28\n'), manifest = path.join(directory, 'manifest.csv');
  expect(await picturesAsTold({ directory })).toEqual({ directory, spanUm: 28, groupsFile: manifest, groupColumn: 'group' });
  await expect(picturesAsTold({ directory, spanUm: 22 })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('28 µm wide') as string });
  expect(await picturesAsTold({ directory, spanUm: 28, groupsFile: manifest, groupColumn: 'case' })).toMatchObject({ groupColumn: 'case' });
});

it('takes the width alone where each picture is to stand for itself', async () => {
  const directory = folder('apart', 'file,class,case,group,width_um\nNGS/1.png,NGS,c1,p1,28\n');
  expect(await picturesAsTold({ directory, ...saidOfGroups('none') })).toEqual({ directory, spanUm: 28 });
  expect(await picturesAsTold({ directory, ...saidOfGroups(undefined) })).toMatchObject({ groupColumn: 'group' });
});

it('asks for the width where nothing tells it', async () => {
  const directory = folder('plain');
  await expect(picturesAsTold({ directory })).rejects.toMatchObject({ code: 'bad-input' });
  expect(await picturesAsTold({ directory, spanUm: 22 })).toEqual({ directory, spanUm: 22 });
});
