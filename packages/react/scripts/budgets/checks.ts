import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { BuildOptions } from 'esbuild'
import { modulesOf, productionBuild } from './bundle.ts'
import { readExports } from './readExports.ts'

// What the kit costs a page: minified, gzipped, peers aside. Shared code is counted once: what the hooks and the sdk are
// made of counts with them and not with a component, and what a component loads only when it is needed (xterm.js) does not
// count, save the parts below that the component always needs.
const limits: Readonly<Record<string, number>> = { LogViewer: 30_000, EnvironmentList: 20_000 }
const hooksLimit = 12_000
const otherLimit = 10_000

const alwaysNeeded: Readonly<Record<string, readonly string[]>> = {
  LogViewer: ['./hooks/LogFollower.ts', '../../sdk/src/logs/followLog.ts'],
  Terminal: ['../../sdk/src/exec/SocketExecSession.ts'],
}

/** They are put together from components with budgets of their own, and pay for what they add to those. */
const composites = ['EnvironmentDetail']

const barrels = ['index.ts', 'terminal.ts'].map((file) =>
  readFileSync(path.join(import.meta.dirname, '../../src', file), 'utf8'),
)
const all = barrels.flatMap(readExports)
const hooks = all.filter(({ from }) => /^\.\/(hooks|queries|provider)\//.test(from))
// A `…View` is a part of the component that it is named after, and of the same folder.
const components = all.filter(
  ({ name, from }) => from.startsWith('./components/') && /^[A-Z]\w*$/.test(name) && from.endsWith(`/${name}.tsx`),
)

const exportOf = ({ name, from }: { name: string; from: string }) => `export { ${name} } from '${from}'\n`
const hooksCode = `${hooks.map(exportOf).join('')}export * from '@catalyst/sdk'\n`
const hooksModules = new Set(await modulesOf(hooksCode))

/** A check of size-limit, with what it may weigh in bytes. */
export interface Check {
  readonly name: string
  readonly limit: number
  readonly files: readonly string[]
  readonly gzip: true
  readonly modifyEsbuildConfig: (config: BuildOptions) => BuildOptions
}

function check(name: string, limit: number, { code, counted }: { code: string; counted: ReadonlySet<string> }): Check {
  return {
    name,
    limit,
    files: [name],
    gzip: true,
    modifyEsbuildConfig: ({ outdir = 'out' }) => ({ ...productionBuild(code, counted), outdir }),
  }
}

async function countedBeside(name: string): Promise<ReadonlySet<string>> {
  if (!composites.includes(name)) return hooksModules
  const parts = components.filter((component) => component.name !== name && !composites.includes(component.name))
  return new Set([...hooksModules, ...(await modulesOf(parts.map(exportOf).join('')))])
}

async function componentCheck(component: { name: string; from: string }): Promise<Check> {
  const needed = (alwaysNeeded[component.name] ?? []).map((file) => `export * from '${file}'\n`)
  return check(component.name, limits[component.name] ?? otherLimit, {
    code: exportOf(component) + needed.join(''),
    counted: await countedBeside(component.name),
  })
}

export const checks: readonly Check[] = [
  check('hooks with the sdk', hooksLimit, { code: hooksCode, counted: new Set() }),
  ...(await Promise.all(components.map(componentCheck))),
]
