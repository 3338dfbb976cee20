import * as v from 'valibot';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { modelCard } from '#shared/models/modelCard.ts';

/** A card is a page of text: anything larger is none. */
const largestCardBytes = 4 * 1024 * 1024;

/**
 * The card that a file holds.
 *
 * @throws what `invalid` makes of what is wrong with it: words that go on after "the card"
 */
export function cardOf(bytes: Buffer, invalid: (what: string, cause?: unknown) => MyeloscopeError): ModelCard {
  if (bytes.length > largestCardBytes) throw invalid('is too large to be one');
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw invalid('is not JSON', cause);
  }
  const parsed = v.safeParse(modelCard, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw invalid(`is not valid at "${v.getDotPath(issue) ?? 'its top'}": ${issue.message}`);
}

/**
 * A card as it lies beside its model. One that could not be read back would leave a model that nobody can use, take away or make again.
 *
 * @throws MyeloscopeError `model-invalid` saying why it would not be read back
 */
export function cardText(card: ModelCard): string {
  const text = `${JSON.stringify(card, null, 2)}\n`;
  cardOf(Buffer.from(text), (what, cause) => new MyeloscopeError('model-invalid', `The card of ${card.name} ${what}.`, 'Correct the card. Nothing was written.', { cause }));
  return text;
}
