import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishedPackages, type Manifest } from './publishedPackages.ts'
import { readChartVersions } from './chartVersions.ts'
import { readChangesets } from './readChangesets.ts'
import { versionFaults, type ReleaseState } from './versionFaults.ts'

const root = join(import.meta.dirname, '../../..')

const packed = (name: string, more: Partial<Manifest> = {}) => {
  const manifest = { name: `@catalyst/${name}`, version: '1.2.0', ...more }
  return { name: manifest.name, version: manifest.version, manifest }
}
const good: ReleaseState = {
  packages: [packed('api'), packed('sdk', { dependencies: { '@catalyst/api': 'workspace:*', zod: '4.6.7' } })],
  chart: { version: '1.2.0', appVersion: '1.2.0' },
  changesets: [],
}

test('packages and chart of this repository make one release', async () => {
  const packages = await publishedPackages(root)
  const state = { packages, chart: await readChartVersions(root), changesets: await readChangesets(root) }
  expect(versionFaults(state)).toEqual([])
  expect(packages.map(({ name }) => name)).toContain('@catalyst/operator')
})

test('a package stands behind what it needs, so that no moment shows one that can not be installed', async () => {
  const names = (await publishedPackages(root)).map(({ name }) => name)
  expect(names[0]).toBe('@catalyst/api')
  expect(names.indexOf('@catalyst/sdk')).toBeLessThan(names.indexOf('@catalyst/react'))
  expect(names.indexOf('@catalyst/kubernetes-client')).toBeLessThan(names.indexOf('@catalyst/proxy'))
})

test('one version everywhere is a release', () => {
  expect(versionFaults(good)).toEqual([])
})

test.each<[string, Partial<ReleaseState>, RegExp]>([
  ['packages of two versions', { packages: [packed('api'), packed('sdk', { version: '1.1.0' })] }, /sdk is 1\.1\.0/],
  ['a chart that was left behind', { chart: { version: '1.2.0', appVersion: '1.1.0' } }, /appVersion is 1\.1\.0/],
  [
    'a package that needs one which stays here',
    { packages: [packed('api', { dependencies: { '@catalyst/program': 'workspace:*' } })] },
    /program, which is not published/,
  ],
  [
    'a version of ours that is written out',
    { packages: [packed('api'), packed('sdk', { peerDependencies: { '@catalyst/api': '^1.0.0' } })] },
    /needs @catalyst\/api \^1\.0\.0/,
  ],
  [
    'nothing to be released',
    { packages: [packed('api', { version: '0.0.0' })], chart: { version: '0.0.0', appVersion: '0.0.0' } },
    /no changeset waits/,
  ],
])('is no release: %s', (_name, change, fault) => {
  expect(versionFaults({ ...good, ...change })).toEqual([expect.stringMatching(fault)])
})
