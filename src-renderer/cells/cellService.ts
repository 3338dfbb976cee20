import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ServiceEvent, ShellEvent } from '#shared/contract/events.ts';

/** What the cells of a case need of the service: so that they can be tried without one. */
export interface CellService {
  columnsOf(caseId: number, reading: Reading): Promise<CellColumns>;
  onServiceEvent(listener: (event: ServiceEvent) => void): () => void;
  onShellEvent(listener: (event: ShellEvent) => void): () => void;
}
