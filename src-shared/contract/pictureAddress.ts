import type { ArgumentsOf, CommandName } from './contract.ts';

/** Commands whose result is a picture that the window loads by address. */
export type PictureCommand = Extract<CommandName, `pictures.${string}`>;

/** The keys of each picture's address, in the order in which they stand in its path. */
const parts = {
  'pictures.tile': ['slideId', 'level', 'column', 'row'],
  'pictures.cell': ['caseId', 'cellId', 'spanUm', 'sidePx'],
  'pictures.reference': ['code', 'number'],
  'pictures.training': ['trainingId', 'number'],
  'pictures.overview': ['slideId', 'longestPx'],
} as const satisfies { readonly [Name in PictureCommand]: readonly (keyof ArgumentsOf<Name>)[] };

/** The path of a picture below a shell's base address: `tile/3/0/12/7`. */
export function pictureAddress<Name extends PictureCommand>(name: Name, given: ArgumentsOf<Name>): string {
  const values = given as Record<string, string | number>;
  return [name.slice('pictures.'.length), ...parts[name].map((key) => encodeURIComponent(String(values[key])))].join('/');
}

/** The command and arguments of such a path, not yet checked by the contract; undefined where it is none. */
export function readPictureAddress(path: string): { name: PictureCommand; arguments: Record<string, string | number> } | undefined {
  const [kind, ...values] = path.split('/');
  const name = `pictures.${kind}`;
  if (!Object.hasOwn(parts, name)) return undefined;
  const keys: readonly string[] = parts[name as PictureCommand];
  if (values.length !== keys.length) return undefined;
  return { name: name as PictureCommand, arguments: Object.fromEntries(keys.map((key, i) => [key, /^-?\d+(\.\d+)?$/.test(values[i]) ? Number(values[i]) : values[i]])) };
}
