import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { modelCard } from '#shared/models/modelCard.ts';
import type { PlainCard } from '#shared/models/plainCard.ts';
import { plainCard } from '#shared/models/plainCard.ts';

/** A card that came with a model: in our own form, or in that which a stranger can write. */
export type ImportCard = { readonly form: 'own'; readonly card: ClassifierCard } | { readonly form: 'plain'; readonly card: PlainCard };

const largestBytes = 4 * 1024 * 1024;

/** Reads the card that came with a model. Throws `not-found`, `model-invalid` naming the first thing that is wrong with it. */
export async function readImportCard(file: string): Promise<ImportCard> {
  const invalid = (what: string, cause?: unknown) => new MyeloscopeError('model-invalid', `The model card ${file} ${what}.`, 'Correct the card. Nothing was imported.', { cause });
  let content: unknown;
  try {
    content = JSON.parse(await textOf(file, invalid));
  } catch (cause) {
    throw cause instanceof SyntaxError ? invalid('is not JSON', cause) : cause;
  }
  const isOwn = typeof content === 'object' && content !== null && 'formatVersion' in content;
  if (!isOwn) return { form: 'plain', card: checked(plainCard, content, invalid) };
  const card = checked(modelCard, content, invalid);
  if (card.kind !== 'classifier') throw invalid(`is that of a ${card.kind}: only classifiers can be imported`);
  return { form: 'own', card };
}

async function textOf(file: string, invalid: (what: string) => MyeloscopeError): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => { throw new MyeloscopeError('not-found', `The model card ${file} can't be read.`, 'Name the card that belongs to the model.', { cause }); });
  try {
    if ((await handle.stat()).size > largestBytes) throw invalid('is too large to be one');
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

function checked<Schema extends v.GenericSchema>(schema: Schema, content: unknown, invalid: (what: string) => MyeloscopeError): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalid(`is not valid at "${v.getDotPath(issue) ?? 'its top'}": ${issue.message}`);
}
