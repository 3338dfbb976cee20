import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';

/**
 * The floor of keeping a call: milliseconds of each of so many bare commits of two rows in a file of the same folder, written to disk
 * as the library's are (write-ahead log, a flush each).
 */
export async function timeBareCommits(directory: string, commits: number, pauseMs: number): Promise<number[]> {
  const file = path.join(directory, 'floor.sqlite');
  const database = new Database(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE acts (id INTEGER PRIMARY KEY, kind TEXT, at TEXT); CREATE TABLE marks (actId INTEGER, cellId INTEGER, code TEXT)');
    const act = database.prepare('INSERT INTO acts (kind, at) VALUES (?, ?)');
    const mark = database.prepare('INSERT INTO marks VALUES (?, ?, ?)');
    const commit = database.transaction((cellId: number) => { mark.run(act.run('call', new Date().toISOString()).lastInsertRowid, cellId, 'MYB'); });
    const times: number[] = [];
    for (let cellId = 0; cellId < commits; cellId++) {
      const began = performance.now();
      commit.immediate(cellId);
      times.push(performance.now() - began);
      await pause(pauseMs);
    }
    return times;
  } finally {
    database.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  }
}
