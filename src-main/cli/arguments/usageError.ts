/** A command was given in a way it can't be understood. The message says how; the help of the command says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
