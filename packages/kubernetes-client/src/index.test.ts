import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import * as everything from './index.ts'

test('what the examples in the README import is exported', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const imports = [...readme.matchAll(/import \{([^}]+)\} from '@catalyst\/kubernetes-client'/g)]
  const names = new Set(imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim())))
  expect(names.size).toBeGreaterThan(15)
  expect([...names].filter((name) => !(name in everything))).toEqual([])
})

test('errors of every kind and what makes shells and watches are exported', () => {
  const names = [
    ...['KubernetesError', 'ConnectionError', 'ExecError', 'WatchError', 'NamespaceError'],
    ...['createProjectClient', 'getAppsV1Api', 'getCustomObjectsApi', 'getPod', 'listPodMetrics'],
    ...['getPodLogs', 'streamPodLogs', 'execStream', 'createShellSession', 'TerminalResizeQueue'],
    ...[
      'createWatcher',
      'createWatchCache',
      'createNamespace',
      'getNamespace',
      'deleteNamespace',
      'sanitizeNamespaceName',
    ],
  ]
  expect(names.filter((name) => !(name in everything))).toEqual([])
})
