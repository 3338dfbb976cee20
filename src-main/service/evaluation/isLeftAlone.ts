/** Folders, in lower case, that macOS, Windows and network drives put among other people's. */
const systemFolders: readonly string[] = ['__macosx', '@eadir', '@recycle', '#recycle', '#snapshot', '$recycle.bin', 'system volume information', 'lost+found'];

/** Whether a file or folder of this name is hidden or a system's own: no person put it there. */
export const isLeftAlone = (name: string): boolean => name.startsWith('.') || systemFolders.includes(name.toLowerCase());
