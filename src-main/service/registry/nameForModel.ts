import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** A model's name in a library, as a person wrote it or a file is called. Throws `bad-input` where nothing is left of it. */
export function nameForModel(wanted: string): string {
  const name = wanted.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);
  if (name === '') throw new MyeloscopeError('bad-input', `"${wanted}" can't be a model's name.`, 'Take lower-case letters, figures and hyphens.');
  return name;
}
