import type { ArgumentsOf, CommandName } from '#shared/contract/contract.ts';

/** Under what an answer is kept: the command and its arguments. */
export function queryKey<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>): readonly [Name, ArgumentsOf<Name>] {
  return [name, given];
}
