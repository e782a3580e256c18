import { readFileSync } from 'node:fs'
import path from 'node:path'
import { modulesOf } from './bundle.ts'
import { readExports, type ReExport } from './readExports.ts'

// What the kit costs a page: minified, gzipped, peers aside, and shared code counted once. What the hooks and the sdk are made
// of counts with them; what is in the folder of a component counts with that component, not with those that use it too. What is
// loaded only when it is needed (xterm.js) does not count, save the parts below without which a component shows nothing. The
// event stream is loaded with the first live hook, and counts by itself.
const limits: Readonly<Record<string, number>> = { LogViewer: 30_000, EnvironmentList: 20_000 }
const hooksLimit = 12_000
const streamLimit = 5_000
const otherLimit = 10_000

const alwaysNeeded: Readonly<Record<string, readonly string[]>> = {
  LogViewer: ['./hooks/LogFollower.ts', '../../sdk/src/logs/followLog.ts'],
  Terminal: ['../../sdk/src/exec/SocketExecSession.ts'],
}

const sources = path.join(import.meta.dirname, '../../src')
const barrels = ['index.ts', 'terminal.ts'].map((file) => readFileSync(path.join(sources, file), 'utf8'))
const all = barrels.flatMap(readExports)
const hooks = all.filter(({ from }) => /^\.\/(hooks|queries|provider)\//.test(from))
const components = all.filter(
  ({ name, from }) => from.startsWith('./components/') && /^[A-Z]\w*$/.test(name) && from.endsWith(`/${name}.tsx`),
)

const exportOf = ({ name, from }: ReExport) => `export { ${name} } from '${from}'\n`
const folderOf = ({ from }: ReExport) => path.dirname(from)
const hooksCode = `${hooks.map(exportOf).join('')}export * from '@catalyst/sdk'\n`
const streamCode = `export * from '../../sdk/src/topics/TopicStream.ts'\n`
const hooksModules = new Set(await modulesOf(hooksCode))
/** What every live page has, whatever it shows. */
const common = new Set([...hooksModules, ...(await modulesOf(streamCode))])

/** Those of a component that are in its own folder. */
async function ownModules(component: ReExport): Promise<readonly string[]> {
  const folder = path.join(sources, folderOf(component))
  const modules = await modulesOf(exportOf(component), common)
  return modules.filter((module) => module.startsWith(folder + path.sep))
}

const modulesByFolder = new Map<string, Set<string>>()
for (const component of components) {
  const known = modulesByFolder.get(folderOf(component)) ?? []
  modulesByFolder.set(folderOf(component), new Set([...known, ...(await ownModules(component))]))
}

/** Code of which the size is limited, in bytes. */
export interface Budget {
  readonly name: string
  readonly limit: number
  readonly code: string
  /** Modules that are counted elsewhere. */
  readonly counted: ReadonlySet<string>
  /** Of these, those that every page has that uses the kit. */
  readonly common: ReadonlySet<string>
}

function componentBudget(component: ReExport): Budget {
  const needed = (alwaysNeeded[component.name] ?? []).map((file) => `export * from '${file}'\n`)
  const others = [...modulesByFolder].flatMap(([folder, modules]) =>
    folder === folderOf(component) ? [] : [...modules],
  )
  return {
    name: component.name,
    limit: limits[component.name] ?? otherLimit,
    code: exportOf(component) + needed.join(''),
    counted: new Set([...common, ...others]),
    common,
  }
}

/** A `…View` is a part of the component in whose folder it is, and counts with it. */
function isPart({ name, from }: ReExport): boolean {
  return (
    name.endsWith('View') && components.some((other) => other.from !== from && folderOf(other) === path.dirname(from))
  )
}

const nothing: ReadonlySet<string> = new Set()

export const budgets: readonly Budget[] = [
  { name: 'hooks with the sdk', limit: hooksLimit, code: hooksCode, counted: nothing, common: nothing },
  { name: 'event stream', limit: streamLimit, code: streamCode, counted: hooksModules, common: hooksModules },
  ...components.filter((component) => !isPart(component)).map(componentBudget),
]
