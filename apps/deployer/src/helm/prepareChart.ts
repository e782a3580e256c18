import { cp, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { DeployError } from '../DeployError.ts'

const dependenciesSchema = z.object({
  dependencies: z
    .array(z.object({ name: z.string(), repository: z.string().nullish() }))
    .nullish()
    .transform((list) => list ?? []),
})

/**
 * Finds the chart, and puts the charts that it depends on where Helm looks for them, as far as they are in the same tree (`file://`).
 * Nothing is fetched: what is from elsewhere has to be committed below `charts/`.
 *
 * @param path the chart's folder, its Chart.yaml, or a packed chart; absolute, below `folder`.
 * @returns the path for Helm.
 * @throws DeployError `ChartInvalid`.
 */
export async function prepareChart(path: string, folder: string): Promise<string> {
  const root = await realpath(folder)
  if ((await stat(path)).isFile()) {
    if (path.endsWith(`${sep}Chart.yaml`)) return prepareChart(dirname(path), folder)
    if (path.endsWith('.tgz')) return path
  }
  await addDependencies(path, { root, parents: [] })
  return path
}

interface Place {
  /** Nothing outside of it is read. */
  root: string
  /** The charts that led here. */
  parents: readonly string[]
}

async function addDependencies(chart: string, { root, parents }: Place): Promise<void> {
  const name = relative(root, chart) || '.'
  if (parents.includes(chart)) {
    throw invalid(`The chart in "${name}" depends on itself, by way of others. Take one dependency out.`)
  }
  const text = await readFile(join(chart, 'Chart.yaml'), 'utf8').catch(() => undefined)
  if (text === undefined) {
    throw invalid(`There is no Chart.yaml in "${name}". Let "path" of the template name the folder of a chart.`)
  }
  const present = await vendored(chart)
  const missing = readDependencies(text, name).filter((dependency) => !present.has(dependency.name))
  const elsewhere = missing.filter(({ repository }) => !repository?.startsWith('file://'))
  if (elsewhere.length > 0) {
    const names = elsewhere.map(({ name, repository }) => (repository ? `${name} (${repository})` : name))
    throw invalid(
      `The chart in "${name}" needs ${names.join(', ')}, which ${names.length > 1 ? 'are' : 'is'} not in its folder charts/. ` +
        'Charts are not fetched from other places: run "helm dependency build" and commit charts/.',
    )
  }
  for (const { name: dependency, repository = '' } of missing) {
    const from = await realpath(join(chart, (repository ?? '').slice('file://'.length))).catch(() => undefined)
    if (from === undefined || !(from === root || from.startsWith(root + sep))) {
      throw invalid(
        `The chart in "${name}" needs ${dependency} (${repository}), which is not in the repository. Correct the path, or commit it.`,
      )
    }
    await addDependencies(from, { root, parents: [...parents, chart] })
    await cp(from, join(chart, 'charts', dependency), { recursive: true })
  }
}

function readDependencies(text: string, name: string) {
  try {
    return dependenciesSchema.parse(parse(text)).dependencies
  } catch (error) {
    const [line] =
      error instanceof z.ZodError
        ? ['its dependencies are no list of names and repositories']
        : String(error).split('\n')
    throw invalid(`Chart.yaml in "${name}" can not be read: ${line}`)
  }
}

/** The names of the charts in `charts/`, unpacked or packed. */
async function vendored(chart: string): Promise<Set<string>> {
  const entries = await readdir(join(chart, 'charts'), { withFileTypes: true }).catch(() => [])
  const names = await Promise.all(
    entries.map(async (entry) => {
      const packed = /^(.+?)-v?\d+\.\d+.*\.tgz$/.exec(entry.name)
      if (packed !== null) return packed[1]
      const text = await readFile(join(chart, 'charts', entry.name, 'Chart.yaml'), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : /^name:\s*["']?([^"'\s]+)/m.exec(text)?.[1]
    }),
  )
  return new Set(names.filter((name) => name !== undefined))
}

function invalid(message: string): DeployError {
  return new DeployError(message, { reason: 'ChartInvalid' })
}
