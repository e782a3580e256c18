import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { generateDefinitions } from '../../scripts/generateDefinitions.ts'

test('the committed definitions are those of the schemas; "npm run generate" brings them up to date', async () => {
  const committed = new URL('../../../../deploy/crds/', import.meta.url)
  expect(await generateDefinitions(committed, { check: true })).toEqual([])
})

test('looking writes nothing, writing brings everything up to date', async () => {
  const path = await mkdtemp(join(tmpdir(), 'catalyst-crds-'))
  const folder = pathToFileURL(`${path}/`)
  try {
    expect(await generateDefinitions(folder, { check: true })).toEqual(['environments.yaml', 'projects.yaml'])
    expect(await readdir(path)).toEqual([])
    expect(await generateDefinitions(folder, { check: false })).toHaveLength(2)
    expect(await readdir(path)).toEqual(['environments.yaml', 'projects.yaml'])
    expect(await generateDefinitions(folder, { check: true })).toEqual([])
  } finally {
    await rm(path, { recursive: true })
  }
})
