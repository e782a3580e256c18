import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ChartVersions {
  readonly version: string
  readonly appVersion: string
}

const file = 'deploy/chart/catalyst/Chart.yaml'

/** What the chart says of its own version and of the image's. */
export async function readChartVersions(root: string): Promise<ChartVersions> {
  const text = await readFile(join(root, file), 'utf8')
  return { version: valueOf(text, 'version'), appVersion: valueOf(text, 'appVersion') }
}

/** Gives the chart the version of the packages. */
export async function writeChartVersions(root: string, version: string): Promise<void> {
  const path = join(root, file)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/^(version|appVersion): .*$/gm, `$1: ${version}`))
}

function valueOf(text: string, key: string): string {
  const value = new RegExp(`^${key}: ["']?([^"'\\s]+)["']?$`, 'm').exec(text)?.[1]
  if (value === undefined) throw new Error(`${file} has no line "${key}: …". Write one.`)
  return value
}
