import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { configurationSchema as operatorSchema } from '../../apps/operator/src/configuration/configurationSchema.ts'
import { configSchema } from './configSchema.ts'

const root = join(import.meta.dirname, '../..')
const file = join(root, 'deploy/chart/catalyst/values.schema.json')

interface Schema {
  properties: Record<string, { properties?: Record<string, object> }>
}

/**
 * Puts the schemas of the configurations into the chart's `values.schema.json`; with `check` it only looks.
 *
 * @returns the path of the file if it differed.
 */
export async function syncValuesSchema({ check }: { readonly check: boolean }): Promise<string[]> {
  const present = await readFile(file, 'utf8')
  const schema = JSON.parse(present) as Schema
  schema.properties['config'] = configSchema()
  const operator = schema.properties['operator']?.properties
  if (operator !== undefined) operator['config'] = operatorConfigSchema()
  const wanted = await format(JSON.stringify(schema, undefined, 2), { ...(await resolveConfig(file)), parser: 'json' })
  if (wanted === present) return []
  if (!check) await writeFile(file, wanted)
  return [relative(root, file)]
}

interface ConfigSchema {
  $schema?: string
  required?: string[]
  properties?: Record<string, ConfigSchema>
}

/** The chart itself says where probes listen, which of its pods leads, and that Secrets are in its namespace. */
function operatorConfigSchema(): object {
  const schema = operatorSchema.toJSONSchema({ io: 'input', target: 'draft-07' }) as ConfigSchema
  delete schema.$schema
  delete schema.properties?.['probes']?.properties?.['host']
  delete schema.properties?.['leaderElection']
  const secret = schema.properties?.['git']?.properties?.['credentialsSecret']
  if (secret !== undefined) secret.required = ['name']
  return schema
}
