import { describe, expect, test } from 'vitest'
import { judgeImport } from './judgeImport.js'

interface Case {
  readonly file: string
  readonly specifier: string
  readonly typeOnly?: boolean | undefined
}

const judge = ({ typeOnly = false, ...place }: Case) => judgeImport({ ...place, typeOnly })

const allowed: readonly Case[] = [
  { file: 'packages/api/src/schemas.ts', specifier: 'zod' },
  { file: 'packages/api/src/schemas.ts', specifier: './names.ts' },
  { file: 'packages/kubernetes-client/src/loader.ts', specifier: '@kubernetes/client-node' },
  { file: 'packages/kubernetes-client/src/errors/codes.ts', specifier: '../loader.ts' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: '@catalyst/kubernetes-client' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: 'node:http' },
  { file: 'packages/sdk/src/createClient.ts', specifier: '@catalyst/api', typeOnly: true },
  { file: 'packages/sdk/src/createClient.ts', specifier: '@catalyst/api/exec-frames' },
  { file: 'packages/sdk/src/createClient.test.ts', specifier: 'node:http' },
  { file: 'packages/sdk/src/createClient.test.ts', specifier: '@catalyst/api' },
  { file: 'packages/react/src/LogViewer.tsx', specifier: '@catalyst/sdk' },
  { file: 'packages/react/src/LogViewer.stories.tsx', specifier: '@catalyst/testing/msw' },
  { file: 'apps/server/src/main.ts', specifier: '@catalyst/testing' },
  { file: 'packages/api/tsdown.config.ts', specifier: '../../scripts/build/libraryBuild.ts' },
  { file: 'test/e2e/logs.test.ts', specifier: '@catalyst/proxy' },
]

const forbidden: readonly Case[] = [
  { file: 'packages/api/src/schemas.ts', specifier: 'yaml' },
  { file: 'packages/api/src/schemas.ts', specifier: 'node:fs' },
  { file: 'packages/api/src/schemas.ts', specifier: '@catalyst/sdk', typeOnly: true },
  { file: 'packages/kubernetes-client/src/list.ts', specifier: '@kubernetes/client-node', typeOnly: true },
  { file: 'packages/kubernetes-client/src/list.test.ts', specifier: '@kubernetes/client-node' },
  { file: 'packages/kubernetes-client/src/list.ts', specifier: '@catalyst/proxy' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: 'react' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: '@catalyst/operator' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: '@catalyst/testing' },
  { file: 'packages/proxy/src/createProxy.ts', specifier: '../../api/src/names.ts' },
  { file: 'packages/operator/src/main.ts', specifier: '@catalyst/proxy', typeOnly: true },
  { file: 'packages/sdk/src/createClient.ts', specifier: '@catalyst/api' },
  { file: 'packages/sdk/src/createClient.ts', specifier: 'ws' },
  { file: 'packages/sdk/src/createClient.ts', specifier: 'fs' },
  { file: 'packages/react/src/LogViewer.tsx', specifier: 'node:path' },
  { file: 'packages/react/src/LogViewer.tsx', specifier: 'zod' },
  { file: 'packages/react/src/LogViewer.test.tsx', specifier: '@catalyst/proxy' },
  { file: 'apps/web/src/App.tsx', specifier: '@catalyst/testing/msw' },
]

describe('judgeImport', () => {
  test.each(allowed)('$file may import $specifier', (place) => {
    expect(judge(place)).toBeUndefined()
  })

  test.each(forbidden)('$file may not import $specifier', (place) => {
    expect(judge(place)).toContain(place.specifier.startsWith('@kubernetes') ? 'loader.ts' : place.specifier)
  })

  test('a value import that would do as a type import says so', () => {
    expect(judge({ file: 'packages/sdk/src/a.ts', specifier: '@catalyst/api' })).toContain("Use 'import type'")
  })
})
