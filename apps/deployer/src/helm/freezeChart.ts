import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Manifest } from '../objects/ManifestObject.ts'
import type { Release } from './readRelease.ts'
import { writeManifest } from './writeManifest.ts'

/** A path below `templates/` that is safe to write, as all are that charts have. */
const plainPath = /^(?:[A-Za-z0-9][\w.-]*\/)*[A-Za-z0-9][\w.-]*$/

/**
 * Writes a chart that has what another one rendered, hooks included, and renders the same each time: what was checked is what Helm applies,
 * with the platform's labels. Helm does not show hooks to a post-renderer, and a template may give something else when it is rendered
 * again.
 *
 * @param folder an empty one, for the chart.
 */
export async function freezeChart(
  { chart, info }: Release,
  manifests: readonly Manifest[],
  folder: string,
): Promise<void> {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { mode: 0o600, flag: 'wx' })
  }
  // What it depends on is rendered already.
  const { dependencies: _dependencies, ...metadata } = chart?.metadata ?? { name: 'chart', version: '0.0.0' }
  // JSON is YAML.
  await write('Chart.yaml', JSON.stringify({ apiVersion: 'v2', ...metadata }))
  await write('values.yaml', JSON.stringify(chart?.values ?? {}))
  const byTemplate = Map.groupBy(manifests, ({ where }) => where)
  for (const [index, [where, group]] of [...byTemplate].entries()) {
    // As a file of its own, in which Helm sees no template.
    await write(`rendered/${index}.yaml`, writeManifest(group))
    await write(`templates/${templateOf(where, index)}`, `{{ .Files.Get "rendered/${index}.yaml" }}\n`)
  }
  if (info.notes !== '') {
    await write('rendered/NOTES.txt', info.notes)
    await write('templates/NOTES.txt', '{{ .Files.Get "rendered/NOTES.txt" }}')
  }
}

/** Where the chart had it, so that Helm names the same template when something is wrong. */
function templateOf(where: string, index: number): string {
  const path = where.replace(/^[^/]+\/(?:templates\/)?/, '')
  return plainPath.test(path) && !path.endsWith('NOTES.txt') ? path : `${index}.yaml`
}
