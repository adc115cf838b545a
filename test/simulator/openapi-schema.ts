/** The part of OpenAPI 3.0 that MXroute's description uses. */
export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  maximum?: number;
}

interface Answer {
  $ref?: string;
  content?: { 'application/json'?: { schema?: Schema; example?: unknown } };
}

interface Operation {
  responses?: Record<string, Answer>;
}

export interface OpenApi {
  paths: Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

/** What is described for a status of an operation; undefined where nothing is. */
export function answerOf(api: OpenApi, operation: Operation | undefined, status: number): Answer | undefined {
  const answer = operation?.responses?.[String(status)];
  return answer?.$ref ? api.components.responses[lastPart(answer.$ref)] : answer;
}

/**
 * Every way in which `value` is not what `schema` says. The description marks nothing as required, so an object is
 * held to all of its properties, and to no others: the simulation shall not know less or more than MXroute tells.
 */
export function violations(api: OpenApi, schema: Schema, value: unknown, at = '$'): string[] {
  if (schema.$ref) return violations(api, api.components.schemas[lastPart(schema.$ref)] ?? {}, value, at);
  if (value === null) return schema.nullable ? [] : [`${at} is null`];
  if (schema.enum && !schema.enum.includes(value))
    return [`${at} is ${String(value)}, not one of ${schema.enum}`];
  switch (schema.type) {
    case 'object':
      return inObject(api, schema, value, at);
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no array`];
      return value.flatMap((item, index) => violations(api, schema.items ?? {}, item, `${at}[${index}]`));
    case 'integer':
    case 'number':
      return inNumber(schema, value, at);
    case 'string':
      if (typeof value !== 'string') return [`${at} is no string`];
      return schema.format === 'date-time' && Number.isNaN(Date.parse(value)) ? [`${at} is no time`] : [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is no boolean`];
    default:
      return [];
  }
}

function inObject(api: OpenApi, schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const { properties } = schema;
  if (!properties) return [];
  const given = value as Record<string, unknown>;
  const optional = (property: Schema, name: string) => property.nullable || OPTIONAL.has(name);
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      if (name in given) return violations(api, property, given[name], `${at}.${name}`);
      return optional(property, name) && !schema.required?.includes(name) ? [] : [`${at}.${name} is missing`];
    }),
    ...Object.keys(given)
      .filter((name) => !(name in properties))
      .map((name) => `${at}.${name} is not described`),
  ];
}

/** Described in words as present only at times ("Optional, for validation errors"). */
const OPTIONAL = new Set(['field', 'description']);

function inNumber({ type, minimum, maximum }: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [`${at} is no number`];
  if (type === 'integer' && !Number.isInteger(value)) return [`${at} is ${value}, not whole`];
  if (minimum !== undefined && value < minimum) return [`${at} is below ${minimum}`];
  return maximum !== undefined && value > maximum ? [`${at} is above ${maximum}`] : [];
}

const lastPart = (ref: string): string => ref.split('/').at(-1) ?? '';
