import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectWriteSchema, templateTypes } from '@catalyst/api'
import { createResourceClient, projects } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ definitions: true })
const folder = join(import.meta.dirname, '../../examples/projects')
const files = readdirSync(folder).filter((name) => name.endsWith('.project.yaml'))
const read = (file: string) => projectWriteSchema.parse(parse(readFileSync(join(folder, file), 'utf8')))

test.each(files)('%s is a project, by the schema and for the API server', async (file) => {
  const { metadata, spec } = read(file)
  const { kubeConfig, namespace } = subject
  const client = createResourceClient(projects, { kubeConfig })
  const stored = await client.create({ metadata: { name: metadata.name, namespace }, spec })
  expect(stored.spec).toMatchObject(spec)
})

test('there is one for every type of template', () => {
  const shown = new Set(files.flatMap((file) => Object.values(read(file).spec.templates).map(({ type }) => type)))
  expect([...shown].sort()).toEqual([...templateTypes].sort())
})
