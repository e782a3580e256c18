import type { Secret } from '@catalyst/kubernetes-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SecretReference } from './createSecretReader.ts'
import { SecretSources } from './SecretSources.ts'

const everyMs = 60_000
const registry = { namespace: 'acme', name: 'registry' }
const preview = { namespace: 'acme-shop', name: 'preview' }
const environment = (name: string) => ({ namespace: 'acme-shop', name })
const all = ['pr-1', 'pr-2', 'pr-3'].map(environment)
const secretOf = ({ name }: SecretReference, resourceVersion: string): Secret => ({
  metadata: { name, resourceVersion },
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Secrets by name, those who ask for them, and the passes that are asked for. */
function start(versions: Record<string, string>) {
  const looks: string[] = []
  const reads: string[] = []
  const asked: string[] = []
  const faults: string[] = []
  const stop = new AbortController()
  /** What answers wait for. */
  let gate: Promise<unknown> = Promise.resolve()
  let failing: 'read' | 'look' | undefined
  async function answer(what: 'read' | 'look', name: string, signal: AbortSignal): Promise<string | undefined> {
    const version = versions[name]
    await gate
    signal.throwIfAborted()
    if (failing === what) throw new Error('The API server is away.')
    return version
  }
  const sources = new SecretSources({
    everyMs,
    onError: ({ name }) => void faults.push(name),
    reader: {
      async get(reference, signal) {
        reads.push(reference.name)
        const version = await answer('read', reference.name, signal)
        return version === undefined ? undefined : secretOf(reference, version)
      },
      version({ name }, signal) {
        looks.push(name)
        return answer('look', name, signal)
      },
    },
  })
  sources.begin((requests) => void asked.push(...requests.map(({ name }) => name)), stop.signal)
  return {
    ...{ sources, versions, looks, reads, asked, faults, stop },
    fail: (what: typeof failing) => void (failing = what),
    /** What is asked from now on is answered when the function that it returns is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      gate = promise
      return () => resolve(undefined)
    },
    unhold: () => void (gate = Promise.resolve()),
    /** What a pass does. */
    async pass(request: ReturnType<typeof environment>, ...references: SecretReference[]) {
      const seen = references.map(async (from) => ({ from, source: await sources.read(from) }))
      sources.follow(request, await Promise.all(seen))
    },
  }
}

test('a Secret is looked at once a minute, however many follow it, and nobody is asked for anything while it is the same', async () => {
  const { pass, looks, asked } = start({ registry: '1' })
  for (const one of all) await pass(one, registry)
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect(looks.length).toBeGreaterThanOrEqual(10)
  expect(looks.length).toBeLessThanOrEqual(11)
  expect(asked).toEqual([])
})

test.each<[string, Record<string, string>, Record<string, string | undefined>]>([
  ['has changed', { registry: '1' }, { registry: '2' }],
  ['is gone', { registry: '1' }, { registry: undefined }],
  ['has come', {}, { registry: '1' }],
])('all that follow a Secret get a pass within a minute when it %s, once', async (_, before, after) => {
  const { pass, versions, asked } = start({ ...before, preview: '1' })
  for (const one of all) await pass(one, registry)
  await pass(environment('other'), preview)
  Object.assign(versions, after)
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(asked.sort()).toEqual(['pr-1', 'pr-2', 'pr-3'])
  for (const one of all) await pass(one, registry)
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect(asked).toHaveLength(3)
})

test('passes at the same time share the answer, and one after them gets one of its own', async () => {
  const { sources, reads, versions, hold } = start({ registry: '1' })
  const letGo = hold()
  const both = [sources.read(registry), sources.read({ ...registry })]
  letGo()
  expect(await Promise.all(both)).toEqual([secretOf(registry, '1'), secretOf(registry, '1')])
  expect(reads).toHaveLength(1)
  versions['registry'] = '2'
  expect(await sources.read(registry)).toEqual(secretOf(registry, '2'))
})

test('what a pass finds changed is told to all others at once, and is as good as a look', async () => {
  const { pass, versions, asked, looks } = start({ registry: '1' })
  for (const one of all) await pass(one, registry)
  await vi.advanceTimersByTimeAsync(everyMs / 2)
  versions['registry'] = '2'
  await pass(environment('pr-1'), registry)
  expect(asked).toEqual(expect.arrayContaining(['pr-2', 'pr-3']))
  await vi.advanceTimersByTimeAsync(everyMs / 2)
  expect(looks).toEqual([])
})

test('a pass that has seen an older one than somebody else since is repeated', async () => {
  const { sources, pass, versions, asked } = start({ registry: '1' })
  const source = await sources.read(registry)
  versions['registry'] = '2'
  await pass(environment('pr-2'), registry)
  sources.follow(environment('pr-1'), [{ from: registry, source }])
  expect(asked).toEqual(['pr-1'])
})

test('a look whose answer comes after that of a pass does not count, and looks go on', async () => {
  const { pass, versions, asked, looks, hold, unhold } = start({ registry: '1' })
  await pass(environment('pr-1'), registry)
  const letGo = hold()
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(looks).toHaveLength(1)
  unhold()
  versions['registry'] = '2'
  await pass(environment('pr-1'), registry)
  letGo()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual(['pr-1'])
  versions['registry'] = '3'
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(asked).toEqual(['pr-1', 'pr-1'])
})

test('what nobody follows any more is not looked at', async () => {
  const { sources, pass, looks } = start({ registry: '1', preview: '1' })
  await pass(environment('pr-1'), registry, preview)
  await pass(environment('pr-2'), registry)
  await pass(environment('pr-1'), registry)
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(looks).toEqual(['registry'])
  for (const one of all) sources.follow(one, [])
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect(looks).toEqual(['registry'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a look that fails is told of once, changes nothing and is taken again', async () => {
  const { pass, fail, faults, versions, asked } = start({ registry: '1' })
  await pass(environment('pr-1'), registry)
  fail('look')
  await vi.advanceTimersByTimeAsync(5 * everyMs)
  expect(faults).toEqual(['registry'])
  expect(asked).toEqual([])
  fail(undefined)
  versions['registry'] = '2'
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(asked).toEqual(['pr-1'])
  fail('look')
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(faults).toEqual(['registry', 'registry'])
})

test('looks go on after a pass whose own reading failed in the middle of one', async () => {
  const { sources, pass, versions, asked, fail, hold } = start({ registry: '1' })
  await pass(environment('pr-1'), registry)
  const letGo = hold()
  await vi.advanceTimersByTimeAsync(everyMs)
  const reading = expect(sources.read(registry)).rejects.toThrow('away')
  fail('read')
  letGo()
  await reading
  fail(undefined)
  versions['registry'] = '2'
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(asked).toEqual(['pr-1'])
})

test('nothing is left of it when the operator stops, whatever was on its way', async () => {
  const { sources, pass, looks, asked, faults, versions, stop, hold } = start({ registry: '1', preview: '1' })
  await pass(environment('pr-1'), registry)
  const letGo = hold()
  await vi.advanceTimersByTimeAsync(everyMs)
  sources.follow(environment('pr-3'), [{ from: { ...preview, name: 'waits' }, source: undefined }])
  const reading = expect(sources.read(preview)).rejects.toThrow()
  versions['registry'] = '2'
  stop.abort()
  letGo()
  await reading
  sources.follow(environment('pr-2'), [{ from: preview, source: undefined }])
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect({ looks, asked, faults }).toEqual({ looks: ['registry'], asked: [], faults: [] })
  expect(vi.getTimerCount()).toBe(0)
})
