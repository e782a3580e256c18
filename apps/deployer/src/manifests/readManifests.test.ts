import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { deployErrorOf } from '../../test/deployErrorOf.ts'
import { openScratch } from '../../test/openScratch.ts'
import { inOrder } from './inOrder.ts'
import { readManifests } from './readManifests.ts'

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const named = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })

test('a folder gives its files and those below, in the order of their paths', async () => {
  await using scratch = await openScratch()
  await write(scratch.folder, {
    'k8s/b.yml': named('b'),
    'k8s/a/z.yaml': named('z'),
    'k8s/c.json': named('c'),
    'k8s/README.md': '# no manifest',
    'k8s/.hidden.yaml': 'x',
    'k8s/.github/x.yaml': 'x',
    'other.yaml': 'x',
  })
  const manifests = await readManifests(join(scratch.folder, 'k8s'), scratch.folder)
  expect(manifests.map(({ where }) => where)).toEqual(['k8s/a/z.yaml', 'k8s/b.yml', 'k8s/c.json'])
})

test('a file is taken by itself, whatever it is called', async () => {
  await using scratch = await openScratch()
  await write(scratch.folder, { manifests: named('a'), 'other.yaml': 'x' })
  expect(await readManifests(join(scratch.folder, 'manifests'), scratch.folder)).toHaveLength(1)
})

test('an empty folder is a fault, and removes nothing', async () => {
  await using scratch = await openScratch()
  expect(await deployErrorOf(readManifests(scratch.folder, scratch.folder))).toMatchObject({
    reason: 'ManifestInvalid',
    message: expect.stringContaining('There is no manifest in the root of the repository') as string,
  })
})

test('more than anybody deploys is refused', async () => {
  await using scratch = await openScratch()
  const many = Array.from({ length: 501 }, (_, index) => named(`n${index}`)).join('\n---\n')
  await write(scratch.folder, { 'many.yaml': many, 'large.json': ' '.repeat(9 * 1024 * 1024) })
  const read = (name: string) => readManifests(join(scratch.folder, name), scratch.folder)
  expect((await deployErrorOf(read('many.yaml'))).message).toContain('more than 500 objects')
  expect((await deployErrorOf(read('large.json'))).message).toContain('more than 8 MiB')
})

test('what others need is applied first', () => {
  const kinds = ['Ingress', 'Deployment', 'Service', 'Secret', 'Job', 'ServiceAccount', 'ConfigMap']
  expect(inOrder(kinds.map((kind) => ({ kind }))).map(({ kind }) => kind)).toEqual([
    ...['ServiceAccount', 'ConfigMap', 'Secret', 'Service', 'Deployment', 'Job', 'Ingress'],
  ])
})
