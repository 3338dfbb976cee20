import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { jsonSchemaOf } from './jsonSchema.ts';
import { publishedSchemas } from './publishedSchemas.ts';

it.each(Object.entries(publishedSchemas()))('docs/schemas/%s is in step with the code (docs/schemas/make.ts writes it)', (name, text) => {
  expect(readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), 'utf8')).toBe(text);
});

/** Every pattern of a schema, with the places below it. */
function patternsIn(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) => (key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value)));
}

it('publishes patterns that mean the same in any dialect, with the u flag and without', () => {
  for (const text of Object.values(publishedSchemas())) {
    const patterns = patternsIn(JSON.parse(text));
    expect(patterns.length).toBeGreaterThan(2);
    // Properties of Unicode need the flag, and Python knows none; its \\d takes the figures of every script.
    for (const pattern of patterns) expect(pattern).not.toMatch(/\\[pPdDwWsSu]/);
  }
  const { properties: { patient, comments } } = JSON.parse(publishedSchemas()['case-1.json']) as Record<'properties', Record<string, { properties: Record<string, { pattern: string }> }>>;
  for (const flags of ['', 'u']) {
    const [name, conclusion] = [patient.properties['name'], comments.properties['conclusion']].map(({ pattern }) => new RegExp(pattern, flags));
    // A rare Han character lies beyond the basic plane: two units without the flag.
    for (const written of ['𠮷野 太郎', 'Zoë', '', 'a\u00a0b']) expect([name.test(written), conclusion.test(written)]).toEqual([true, true]);
    for (const control of ['\u0000', '\u001b', '\u007f', '\u0085']) expect([name.test(`a${control}b`), conclusion.test(`a${control}b`)]).toEqual([false, false]);
    for (const control of ['\n', '\t']) expect([name.test(`a${control}b`), conclusion.test(`a${control}b`)]).toEqual([false, true]);
  }
});

it('says in JSON Schema what the code checks', () => {
  const schema = v.strictObject({ cells: v.pipe(v.number(), v.integer(), v.minValue(0), v.description('Cells')), name: v.optional(v.pipe(v.string(), v.maxLength(3))), side: v.union([v.literal('left'), v.array(v.picklist(['a', 'b']))]) });
  expect(jsonSchemaOf(schema)).toEqual({
    type: 'object', additionalProperties: false, required: ['cells', 'side'],
    properties: { cells: { type: 'integer', minimum: 0, description: 'Cells' }, name: { type: 'string', maxLength: 3 }, side: { anyOf: [{ const: 'left' }, { type: 'array', items: { enum: ['a', 'b'] } }] } },
  });
});

it('refuses what it cannot say', () => {
  expect(() => jsonSchemaOf(v.date())).toThrow(TypeError);
  expect(() => jsonSchemaOf(v.pipe(v.string(), v.email()))).toThrow(TypeError);
});
