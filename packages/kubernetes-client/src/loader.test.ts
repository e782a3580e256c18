import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { catchError } from './testing/catchError.ts'
import { getAppsV1Api, getCoreV1Api, getCustomObjectsApi, loadClientNode } from './loader.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Runs a module in a process of its own, which prints each import of the library that should load late. */
async function run(code: string): Promise<string[]> {
  const hook = `import { registerHooks } from 'node:module'
    registerHooks({ resolve(specifier, context, next) {
      if (specifier === '@kubernetes/client-node') console.log('loaded')
      if (['ws', 'js-yaml'].includes(specifier) && context.parentURL.endsWith('.ts')) console.log(specifier)
      return next(specifier, context)
    } })`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--conditions=@catalyst/source',
      `--import=data:text/javascript,${encodeURIComponent(hook)}`,
      '--input-type=module',
      `--eval=${code}`,
    ],
    { cwd: folder },
  )
  return stdout.split('\n').filter(Boolean)
}

test('importing the package does not load the Kubernetes library, using it does', async () => {
  expect(await run(`await import('./index.ts'); console.log('imported')`)).toEqual(['imported'])
  const used = await run(
    `const { loadClientNode } = await import('./index.ts'); await loadClientNode(); console.log('used')`,
  )
  expect(used).toEqual(['loaded', 'used'])
})

test('importing the package loads nothing that a first request can load', async () => {
  const code = `await import('./internals/sleep.ts')
    const before = new Set(process.moduleLoadList)
    const loaded = () => process.moduleLoadList.filter((name) => !before.has(name)).map((name) => name.replace('NativeModule ', ''))
    await import('./index.ts')
    console.log(JSON.stringify(loaded()))`
  const [modules = '', ...packages] = await run(code)
  const late = ['http', 'https', 'tls', 'crypto', 'zlib', 'worker_threads', 'child_process']
  expect((JSON.parse(modules) as string[]).filter((name) => late.includes(name))).toEqual([])
  expect(packages).toEqual([])
})

test('the Kubernetes library loads where Node lacks what Node 20 lacks', async () => {
  const takeAway = `import zlib from 'node:zlib'
    import workerThreads from 'node:worker_threads'
    delete zlib.createZstdDecompress
    delete workerThreads.markAsUncloneable
    delete Promise.withResolvers`
  const alone = await catchError(run(`${takeAway}; await import('@kubernetes/client-node')`))
  expect(String(alone)).toMatch(/TypeError/)
  const ours = `const { loadClientNode } = await import('./index.ts')
    console.log(typeof (await loadClientNode()).KubeConfig)`
  expect(await run(`${takeAway}; ${ours}`)).toEqual(['loaded', 'function'])
})

test('the constructors are those of the one library', async () => {
  const library = await loadClientNode()
  expect(await getCoreV1Api()).toBe(library.CoreV1Api)
  expect(await getAppsV1Api()).toBe(library.AppsV1Api)
  expect(await getCustomObjectsApi()).toBe(library.CustomObjectsApi)
})
