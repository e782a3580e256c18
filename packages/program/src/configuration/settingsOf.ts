import { z } from 'zod'

/** One thing that can be configured. */
export interface Setting {
  /** As in the file, with dots: `metrics.port`. */
  key: string
  /** The variable of the environment that sets it too; a mapping has none, nor a list of mappings. */
  variable: string | undefined
  type: 'string' | 'integer' | 'boolean' | 'array' | 'object'
  /** The values that it can have, where they are few. */
  choices?: readonly string[] | undefined
  default?: unknown
  description?: string | undefined
}

interface SchemaNode {
  type?: string
  enum?: string[]
  default?: unknown
  description?: string
  properties?: Record<string, SchemaNode>
  items?: SchemaNode
  anyOf?: SchemaNode[]
}

export interface VariableNames {
  /** What the name of a variable begins with, such as `CATALYST_`. */
  prefix: string
  /** Variables with names of their own, by the key that they set. */
  wellKnown?: Readonly<Record<string, string>> | undefined
}

/** Everything that a schema lets one configure, in its order. */
export function settingsOf(schema: z.ZodType, names: VariableNames): readonly Setting[] {
  return settingsBelow(z.toJSONSchema(schema, { io: 'input' }) as SchemaNode, names)
}

function settingsBelow({ properties = {} }: SchemaNode, names: VariableNames, parents: string[] = []): Setting[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = [...parents, name]
    if (node.properties !== undefined) return settingsBelow(node, names, path)
    const key = path.join('.')
    const { default: fallback, description } = node
    const type = (node.type ?? 'string') as Setting['type']
    const items = node.items?.anyOf ?? [node.items]
    const hasMappings = type === 'object' || items.some((item) => item?.type === 'object')
    const variable = hasMappings ? undefined : variableOf(key, names)
    return [{ key, variable, type, choices: node.enum, default: fallback, description }]
  })
}

/** With the prefix `CATALYST_`, `oidc.clientId` is set by CATALYST_OIDC_CLIENT_ID. */
function variableOf(key: string, { prefix, wellKnown = {} }: VariableNames): string {
  const words = key.replaceAll('.', '_').replaceAll(/([a-z])([A-Z])/g, '$1_$2')
  return wellKnown[key] ?? `${prefix}${words.toUpperCase()}`
}
