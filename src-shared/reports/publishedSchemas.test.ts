import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { jsonSchemaOf } from './jsonSchema.ts';
import { publishedSchemas } from './publishedSchemas.ts';

it.each(Object.entries(publishedSchemas()))('docs/schemas/%s is in step with the code (docs/schemas/make.ts writes it)', (name, text) => {
  expect(readFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), 'utf8')).toBe(text);
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
