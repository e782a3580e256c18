import { configurationSchema } from '../../apps/server/src/configuration/configurationSchema.ts'

/** The chart writes these itself, from what stands below `secrets` in its values. */
const written = { oidc: ['clientSecretFile', 'sessionKeyFile', 'caFile'], token: ['file'] } as const

interface Schema {
  $schema?: string
  description?: string
  properties?: Record<string, Schema>
}

/** What the chart's values may hold below `config`: the server's own schema of its configuration file, as JSON Schema. */
export function configSchema(): object {
  const schema = configurationSchema.toJSONSchema({ io: 'input', target: 'draft-07' }) as Schema
  delete schema.$schema
  for (const [parent, names] of Object.entries(written)) {
    const { properties = {} } = schema.properties?.[parent] ?? {}
    for (const name of names) delete properties[name]
  }
  return schema
}
