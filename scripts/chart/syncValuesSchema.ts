import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { configSchema } from './configSchema.ts'

const root = join(import.meta.dirname, '../..')
const file = join(root, 'deploy/chart/catalyst/values.schema.json')

/**
 * Puts the schema of the server's configuration into the chart's `values.schema.json`; with `check` it only looks.
 *
 * @returns the path of the file if it differed.
 */
export async function syncValuesSchema({ check }: { readonly check: boolean }): Promise<string[]> {
  const present = await readFile(file, 'utf8')
  const schema = JSON.parse(present) as { properties: Record<string, object> }
  schema.properties['config'] = configSchema()
  const wanted = await format(JSON.stringify(schema, undefined, 2), { ...(await resolveConfig(file)), parser: 'json' })
  if (wanted === present) return []
  if (!check) await writeFile(file, wanted)
  return [relative(root, file)]
}
