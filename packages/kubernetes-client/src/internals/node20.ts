import { loadBuiltin } from './loadBuiltin.ts'

/**
 * Lends Node 20 what undici 8, which `@kubernetes/client-node` 2 stands on, looks for while it loads; newer versions of
 * Node have it. Nothing of it is called by the parts that are used here.
 */
export async function node20(): Promise<void> {
  const zlib = await loadBuiltin('node:zlib', () => import('node:zlib'))
  const workerThreads = await loadBuiltin('node:worker_threads', () => import('node:worker_threads'))
  lend(zlib, 'createZstdDecompress', () => {
    throw new Error('Zstandard needs Node 22.15 or newer.')
  })
  lend(workerThreads, 'markAsUncloneable', () => {})
  lend(Promise, 'withResolvers', withResolvers)
}

function lend(holder: object, name: string, value: unknown) {
  if (!(name in holder)) Object.defineProperty(holder, name, { value, configurable: true, writable: true })
}

function withResolvers(this: PromiseConstructor): object {
  let resolve: unknown
  let reject: unknown
  const promise = new this((resolvePromise, rejectPromise) => {
    resolve = resolvePromise
    reject = rejectPromise
  })
  return { promise, resolve, reject }
}
