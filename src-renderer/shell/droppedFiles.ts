/** The parts of a browser's file tree that are used (`FileSystemEntry` and its kinds). */
interface DroppedEntry {
  readonly isDirectory: boolean;
  readonly fullPath: string;
  file?(found: (file: File) => void, failed: (error: Error) => void): void;
  createReader?(): { readEntries(found: (entries: DroppedEntry[]) => void, failed: (error: Error) => void): void };
}

async function filesOf(entry: DroppedEntry): Promise<File[]> {
  if (!entry.isDirectory) {
    const file = await new Promise<File>((found, failed) => { entry.file?.(found, failed); });
    // A file out of a tree does not know its folder, unlike one that a folder dialogue gives; the bridge groups files by it.
    return [Object.defineProperty(file, 'webkitRelativePath', { value: entry.fullPath.replace(/^\//, '') })];
  }
  const reader = entry.createReader?.();
  const files: File[] = [];
  // A reader gives a folder in parts, and an empty part at its end.
  for (;;) {
    const part = await new Promise<DroppedEntry[]>((found, failed) => { reader?.readEntries(found, failed); });
    if (part.length === 0) return files;
    for (const within of part) files.push(...await filesOf(within));
  }
}

/**
 * What was dropped on the window, as files. A browser shows a folder as a tree, which is walked; Electron takes folder and file
 * alike, since it can tell where they lie. Must be called while the event is handled: the browser forgets the drop after it.
 */
export function droppedFiles(transfer: DataTransfer, walkFolders: boolean): Promise<File[]> {
  const files = [...transfer.files];
  if (!walkFolders) return Promise.resolve(files);
  const entries = [...transfer.items].map((held) => held.webkitGetAsEntry() as DroppedEntry | null).filter((entry) => entry !== null);
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(files);
  return Promise.all(entries.map(filesOf)).then((found) => found.flat());
}
