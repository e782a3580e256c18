import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

const deploy = join(import.meta.dirname, '../../deploy')
const chart = join(deploy, 'chart/catalyst')

/** What of deploy/ the chart brings along, and where a chart has it: Helm reads nothing outside of its folder. */
const copies = [
  { from: 'crds/*.yaml', to: 'crds' },
  { from: 'policies/*.yaml', to: 'files/policies' },
  { from: 'rbac/catalyst-{operator,proxy}.yaml', to: 'files/rbac' },
  { from: 'rbac/catalyst-!(operator|proxy).yaml', to: 'files/roles' },
]

/**
 * Makes the chart's copies equal to what they are copies of, and removes those whose original is gone; with `check` it
 * only looks.
 *
 * @returns the paths of the copies that differed, relative to the root of the repository.
 */
export async function copyIntoChart({ check }: { readonly check: boolean }): Promise<string[]> {
  const stale: string[] = []
  for (const { from, to } of copies) {
    const wanted = new Map<string, string>()
    for await (const path of glob(from, { cwd: deploy })) {
      wanted.set(join(chart, to, basename(path)), await readFile(join(deploy, path), 'utf8'))
    }
    for await (const path of glob('*.yaml', { cwd: join(chart, to) })) {
      const copy = join(chart, to, path)
      if (wanted.get(copy) === (await readFile(copy, 'utf8'))) wanted.delete(copy)
      else if (!wanted.has(copy)) {
        stale.push(copy)
        if (!check) await rm(copy)
      }
    }
    for (const [copy, text] of wanted) {
      stale.push(copy)
      if (check) continue
      await mkdir(dirname(copy), { recursive: true })
      await writeFile(copy, text)
    }
  }
  return stale.map((path) => relative(join(deploy, '..'), path)).sort()
}
