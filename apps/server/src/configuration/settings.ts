import { z } from 'zod'
import { configurationSchema } from './configurationSchema.ts'

/** One thing that can be configured. */
export interface Setting {
  /** As in the file, with dots: `metrics.port`. */
  key: string
  /** The variable of the environment that sets it too; a mapping has none. */
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
}

/** Known by these names to the platforms that set them, and to those who began before there was a file. */
const wellKnownVariables: Readonly<Record<string, string>> = {
  host: 'HOST',
  port: 'PORT',
  publicUrl: 'PUBLIC_URL',
  allowedOrigins: 'ALLOWED_ORIGINS',
  logLevel: 'LOG_LEVEL',
}

/** Everything that can be configured, in the order of the schema. */
export const settings: readonly Setting[] = settingsOf(
  z.toJSONSchema(configurationSchema, { io: 'input' }) as SchemaNode,
)

function settingsOf({ properties = {} }: SchemaNode, parents: readonly string[] = []): Setting[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = [...parents, name]
    if (node.properties !== undefined) return settingsOf(node, path)
    const key = path.join('.')
    const { default: fallback, description } = node
    const type = (node.type ?? 'string') as Setting['type']
    const variable = type === 'object' ? undefined : variableOf(key)
    return [{ key, variable, type, choices: node.enum, default: fallback, description }]
  })
}

/** `oidc.clientId` is set by CATALYST_OIDC_CLIENT_ID. */
function variableOf(key: string): string {
  const words = key.replaceAll('.', '_').replaceAll(/([a-z])([A-Z])/g, '$1_$2')
  return wellKnownVariables[key] ?? `CATALYST_${words.toUpperCase()}`
}
