import { expect, test } from 'vitest'
import { tarballFaults, type Tarball } from './tarballFaults.ts'

const expected = { name: '@catalyst/sdk', version: '1.2.0', namesRepository: true }
const good: Tarball = {
  files: ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'],
  manifest: {
    name: '@catalyst/sdk',
    version: '1.2.0',
    exports: { '.': { '@catalyst/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' } },
    dependencies: { '@catalyst/api': '1.2.0', zod: '4.6.7' },
    repository: { url: 'git+https://git.example.com/acme/catalyst.git' },
    scripts: { build: 'tsdown' },
  },
}
const without = (file: string) => ({ files: good.files.filter((name) => name !== file) })
const withFile = (file: string) => ({ files: [...good.files, file] })
const manifest = (change: Partial<Tarball['manifest']>) => ({ manifest: { ...good.manifest, ...change } })

test('a package with all that it needs has no fault', () => {
  expect(tarballFaults(good, expected)).toEqual([])
})

test.each<[string, Partial<Tarball>, RegExp]>([
  ['no licence', without('LICENSE'), /LICENSE is missing/],
  ['an entry that was not built', without('dist/index.js'), /dist\/index\.js is missing/],
  ['tests', withFile('src/sdk.test.ts'), /is a test/],
  ['settings of this repository', withFile('tsdown.config.ts'), /for this repository alone/],
  ['a name of the workspace', manifest({ dependencies: { '@catalyst/api': 'workspace:*' } }), /means nothing/],
  ['another version of ours', manifest({ dependencies: { '@catalyst/api': '1.1.0' } }), /needs @catalyst\/api 1\.1\.0/],
  ['another version', manifest({ version: '1.1.0' }), /It is @catalyst\/sdk@1\.1\.0/],
  ['a script at installation', manifest({ scripts: { postinstall: 'node x' } }), /runs "postinstall"/],
  ['no repository', manifest({ repository: undefined }), /no registry takes provenance/],
])('is found: %s', (_name, change, fault) => {
  expect(tarballFaults({ ...good, ...change }, expected)).toEqual([expect.stringMatching(fault)])
})
