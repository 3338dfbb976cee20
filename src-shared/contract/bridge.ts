import type { Reply, Request } from './messages.ts';
import type { SaveOutcome } from './saveOutcome.ts';

/** What is used of an `AbortSignal`, which this layer does not know. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', heard: () => void): void;
  removeEventListener(type: 'abort', heard: () => void): void;
}

/** The copying of dropped files, for who waits for it. */
export interface DroppedWork {
  /** Bytes. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of each file that lies in the library now, also where the rest does not come after it. */
  readonly onKept?: (path: string) => void;
  /** Ends the copying: the promise rejects as `cancelled`. */
  readonly signal?: StopSignal;
}

/**
 * What a shell gives its window, and all that it gives: Electron's preload puts it at `window.myeloscopeBridge`; under the web
 * host the window makes one of its own over a socket. It carries messages and paths, and knows nothing of cells.
 */
export interface Bridge {
  readonly shell: 'electron' | 'web';
  /** Address before a picture's path (`pictureAddress`), with its last stroke. */
  readonly pictureBase: string;
  send(request: Request): void;
  /** Every reply and event, in order. Gives the function that ends it. */
  onReply(listener: (reply: Reply) => void): () => void;
  /** The system's own dialogue; undefined where the shell has none (`files.browse` serves there). Resolves to absolute paths, none where it was closed. */
  readonly choosePaths?: (kind: 'slides' | 'model' | 'folder') => Promise<string[]>;
  /**
   * Absolute paths of dropped files (DOM `File` objects). The web host keeps a copy of each in the library first, since a browser
   * does not tell where a file lies; field pictures dropped together become one folder.
   */
  pathsOfDropped(files: readonly unknown[], work?: DroppedWork): Promise<string[]>;
  /** Saves bytes where the person says. Never rejects: what went wrong is in the outcome. */
  save(name: string, mimeType: string, bytes: Uint8Array): Promise<SaveOutcome>;
}
