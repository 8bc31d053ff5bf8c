// What the JSON Schema of the language says about a place in a document.

export type Schema = {
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema | Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
  definitions?: Record<string, Schema>;
  required?: string[];
  doNotSuggest?: boolean;
};

/// A step down: a key, or an item of a list.
export type Step = string | null;

/// Every schema that a value must or may fit, references followed.
function parts(root: Schema, schema: Schema | undefined, depth = 0): Schema[] {
  if (!schema || depth > 12) return [];
  const referred = schema.$ref?.startsWith('#/definitions/') ? root.definitions?.[schema.$ref.slice(14)] : undefined;
  return [schema, ...parts(root, referred, depth + 1), ...[...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((it) => parts(root, it, depth + 1))];
}

function below(root: Schema, schema: Schema, step: Step): Schema[] {
  return parts(root, schema).flatMap((it) => {
    if (step === null) return Array.isArray(it.items) ? it.items : it.items ? [it.items] : [];
    const own = it.properties && Object.hasOwn(it.properties, step) ? it.properties[step] : undefined;
    if (own) return [own];
    const other = Object.entries(it.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern).test(step));
    if (other) return [other[1]];
    return typeof it.additionalProperties === 'object' ? [it.additionalProperties] : [];
  });
}

/// The schemas of a place, from the root of a document down.
export function at(root: Schema, path: Step[]): Schema[] {
  return path.reduce<Schema[]>((found, step) => found.flatMap((it) => below(root, it, step)), [root]);
}

const all = (root: Schema, path: Step[]) => at(root, path).flatMap((it) => parts(root, it));

export type Key = { name: string; description: string; required: boolean };

/// The keys that a map at a place may have.
export function keysAt(root: Schema, path: Step[]): Key[] {
  const found = new Map<string, Key>();
  for (const schema of all(root, path)) {
    for (const [name, it] of Object.entries(schema.properties ?? {})) {
      if (!it.doNotSuggest && !found.has(name)) found.set(name, { name, description: describe(root, it), required: schema.required?.includes(name) ?? false });
    }
  }
  return [...found.values()];
}

const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/// The values that a place may have, where they are few.
export function valuesAt(root: Schema, path: Step[]): string[] {
  const found = new Set<string>();
  for (const it of all(root, path)) {
    it.enum?.forEach((value) => found.add(written(value)));
    if (it.const !== undefined) found.add(written(it.const));
    if (it.type === 'boolean' || (Array.isArray(it.type) && it.type.includes('boolean'))) ['true', 'false'].forEach((value) => found.add(value));
  }
  return [...found];
}

const describe = (root: Schema, schema: Schema) => parts(root, schema).find((it) => it.description)?.description ?? '';

/// What a place is for.
export function describeAt(root: Schema, path: Step[]): string {
  for (const it of at(root, path)) {
    const text = describe(root, it);
    if (text) return text;
  }
  return '';
}
