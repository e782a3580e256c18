import { readFile, writeFile } from 'node:fs/promises'
import { operatorConfiguration } from '../../apps/operator/src/configuration/operatorConfiguration.ts'
import { serverConfiguration } from '../../apps/server/src/configuration/serverConfiguration.ts'
import { readLimitDocs, type LimitDoc } from './readLimitDocs.ts'

type Setting = (typeof serverConfiguration.settings)[number]

const template = new URL('configuration.template.md', import.meta.url)

/** Brings the description of the configuration up to date, or with `check` only looks. @returns whether it was out of date. */
export async function generateConfigurationDocs(file: URL, { check }: { check: boolean }): Promise<boolean> {
  const text = (await readFile(template, 'utf8'))
    .replace('<!-- settings -->', tablesOf(serverConfiguration.settings, 'The server itself', await readLimitDocs()))
    .replace('<!-- settings of the operator -->', tablesOf(operatorConfiguration.settings, 'The operator itself'))
  const present = await readFile(file, 'utf8').catch(() => undefined)
  if (present === text) return false
  if (!check) await writeFile(file, text)
  return true
}

function tablesOf(settings: readonly Setting[], title: string, limits = new Map<string, LimitDoc>()): string {
  const sections = Map.groupBy(settings, ({ key }) => (key.includes('.') ? (key.split('.')[0] ?? '') : ''))
  return [...sections]
    .map(([section, rows]) => {
      const heading = section === '' ? `### ${title}` : `### \`${section}\``
      const lines = rows.map((setting) => rowOf(setting, limits.get(setting.key.split('.')[1] ?? '')))
      return [heading, '', '| key | variable | default | meaning |', '| --- | --- | --- | --- |', ...lines].join('\n')
    })
    .join('\n\n')
}

function rowOf({ key, variable, type, choices, default: fallback, description }: Setting, limit?: LimitDoc): string {
  const meaning = description ?? limit?.text ?? ''
  const kind =
    choices === undefined
      ? { string: '', integer: '', boolean: 'true or false. ', array: 'List. ', object: 'Mapping. ' }[type]
      : ''
  const value = fallback ?? (key.startsWith('limits.') ? limit?.default : undefined)
  const shown =
    value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
      ? ''
      : `\`${JSON.stringify(value).replaceAll('"', '')}\``
  return `| \`${key}\` | ${variable === undefined ? '' : `\`${variable}\``} | ${shown} | ${`${kind}${meaning}`.replaceAll('|', '\\|')} |`
}
