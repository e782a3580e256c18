import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { configMaps, createWatchCache, EnvironmentWatcher, exec, followLog } from '@catalyst/kubernetes-client'
import { loadKubeConfig } from '../../cluster/loadKubeConfig.ts'

/** A program that uses what has connections and timers, survives the loss of them, and closes everything. */
const [path = '', namespace = ''] = process.argv.slice(2)
const kubeConfig = await loadKubeConfig(path)
const cache = createWatchCache(kubeConfig, configMaps, { namespace, backoff: { maxMs: 50 } }).start()
while (cache.state.state !== 'live') await delay(20)
await writeFile(`${path}.live`, '')
while (cache.health().reconnects === 0) await delay(20)
const watcher = new EnvironmentWatcher(kubeConfig, { namespace })
const watching = watcher.start()
await exec(kubeConfig, { namespace, pod: 'nobody', command: ['true'] }).catch(() => {})
const signal = AbortSignal.timeout(500)
for await (const _ of followLog(kubeConfig, { namespace, pods: {}, signal }));
await cache[Symbol.asyncDispose]()
watcher.stop()
await watching
console.log('watched, lost, found, closed')
