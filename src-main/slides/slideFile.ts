import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { errorOfFile } from './errorOfFile.ts';
import { unreadable } from './slideErrors.ts';

/** A slide's file, open for reading at any place. Every read is checked against the file's size before memory is taken for it. */
export class SlideFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly #handle: FileHandle;

  private constructor(path: string, sizeBytes: number, handle: FileHandle) {
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.#handle = handle;
  }

  /** Throws `not-found`, `not-permitted`, or `slide-unreadable` where it is empty or no plain file. */
  static async open(path: string): Promise<SlideFile> {
    let handle: FileHandle | undefined;
    try {
      // Before it is opened: opening a named pipe waits for ever for someone to write into it.
      if (!(await stat(path)).isFile()) throw unreadable(path, 'it is no plain file');
      handle = await open(path, 'r');
      const { size } = await handle.stat();
      if (size === 0) throw unreadable(path, 'it is empty');
      return new SlideFile(path, size, handle);
    } catch (error) {
      await handle?.close();
      throw errorOfFile(error, path);
    }
  }

  /** Exactly `length` bytes from `offset`. `what` names them in the error: "the tile at column 3, row 4 of level 0". */
  async read(offset: number, length: number, what: string): Promise<Buffer> {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.sizeBytes)) throw unreadable(this.path, `${what} would lie beyond its end; the file is cut short or damaged`);
    const bytes = Buffer.allocUnsafe(length);
    try {
      for (let done = 0; done < length;) {
        const { bytesRead } = await this.#handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw new MyeloscopeError('slide-changed', `${this.path} has become shorter while it was being read.`, 'Wait until it is wholly copied, then try again.');
        done += bytesRead;
      }
    } catch (error) {
      throw errorOfFile(error, this.path);
    }
    return bytes;
  }

  /** The first bytes, as many as there are up to `length`. */
  async readStart(length: number): Promise<Buffer> {
    return this.read(0, Math.min(length, this.sizeBytes), 'its start');
  }

  /** Waits for reads under way. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}
