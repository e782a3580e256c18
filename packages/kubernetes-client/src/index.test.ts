import { expect, test } from 'vitest'
import * as everything from './index.ts'

test('what the documentation names is there', () => {
  const names = [
    ...['createClusterRegistry', 'getClusterConfig', 'listClusters', 'serverVersion', 'reviewAccess'],
    ...['getAppsV1Api', 'getCoreV1Api', 'getCustomObjectsApi'],
    ...['createEnvironmentClient', 'createProjectClient', 'createResourceClient'],
    ...['EnvironmentWatcher', 'createWatcher', 'createWatchCache'],
    ...['KubernetesError', 'ConnectionError', 'ExecError', 'WatchError'],
    ...['listPods', 'getPod', 'getPodLogs', 'streamPodLogs', 'getPodMetrics', 'listPodMetrics'],
    ...['exec', 'execStream', 'createShellSession', 'TerminalResizeQueue'],
    ...['createNamespace', 'getNamespace', 'deleteNamespace', 'ensureNamespace'],
    ...['generateNamespace', 'sanitizeNamespaceName'],
  ]
  expect(names.filter((name) => !(name in everything))).toEqual([])
})
