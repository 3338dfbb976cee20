import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CommandForm } from './arguments/commandForm.ts';
import type { GivenArguments } from './arguments/givenArguments.ts';

/** What a running command gets: the way to standard output, and how it is stopped and shows how far it is. */
export interface Session {
  /** Writes a text as it is to standard output. */
  readonly print: (text: string) => void;
  readonly context: WorkContext;
}

/** A command of the program. It throws what went wrong, and gives an exit code where that says more than "done". */
export interface Command {
  readonly form: CommandForm;
  run(given: GivenArguments, session: Session): Promise<number | undefined>;
}

/** JSON for machines, on standard output. */
export function printJson(session: Session, value: unknown): void {
  session.print(`${JSON.stringify(value, undefined, 2)}\n`);
}
