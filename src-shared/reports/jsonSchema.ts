import type * as v from 'valibot';

type AnySchema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly wrapped?: AnySchema;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly kind: string; readonly type: string; readonly requirement?: unknown; readonly description?: string }[];
};
export type JsonSchema = Record<string, unknown>;

const limits: Readonly<Record<string, string>> = { min_value: 'minimum', max_value: 'maximum', min_length: 'minLength', max_length: 'maxLength' };

function plainSchemaOf(schema: AnySchema): JsonSchema {
  switch (schema.type) {
    case 'string': case 'number': case 'boolean': return { type: schema.type };
    case 'literal': return { const: (schema as unknown as { literal: unknown }).literal };
    case 'picklist': return { enum: schema.options };
    case 'union': return { anyOf: (schema.options as readonly AnySchema[]).map(jsonSchemaOf) };
    case 'array': return { type: 'array', items: jsonSchemaOf(schema.item!) };
    case 'record': return { type: 'object', additionalProperties: jsonSchemaOf(schema.value!) };
    case 'optional': return jsonSchemaOf(schema.wrapped!);
    case 'strict_object': {
      const entries = Object.entries(schema.entries!);
      return {
        type: 'object', additionalProperties: false,
        required: entries.filter(([, entry]) => entry.type !== 'optional').map(([key]) => key),
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, jsonSchemaOf(entry)])),
      };
    }
    default: throw new TypeError(`No JSON Schema is known for ${schema.type}`);
  }
}

/**
 * The JSON Schema (draft 2020-12) of a schema made of the parts the published documents use. Rules that JSON Schema cannot say
 * (that a date exists) are left out. Throws a TypeError on a part it does not know, so that none is lost silently.
 */
export function jsonSchemaOf(schema: AnySchema | v.GenericSchema): JsonSchema {
  const known = schema as AnySchema;
  const made = plainSchemaOf(known.pipe ? (known.pipe[0] as unknown as AnySchema) : known);
  for (const step of known.pipe?.slice(1) ?? []) {
    if (step.type === 'description') made['description'] = step.description;
    else if (step.type === 'integer') made['type'] = 'integer';
    else if (step.type === 'regex') made['pattern'] = (step.requirement as RegExp).source;
    else if (step.type in limits) made[limits[step.type]] = step.requirement;
    else if (step.kind === 'schema') Object.assign(made, jsonSchemaOf(step as unknown as AnySchema));
    else if (step.type !== 'check' && step.type !== 'transform') throw new TypeError(`No JSON Schema is known for the rule ${step.type}`);
  }
  return made;
}

/** A published schema as the text of its file. */
export function publishedSchema(schema: v.GenericSchema, id: string, title: string): string {
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, title, ...jsonSchemaOf(schema) }, undefined, 2)}\n`;
}
