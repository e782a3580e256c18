import { environmentWriteSchema, projectWriteSchema } from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { environmentCases } from './support/environmentCases.ts'
import { installDefinitions } from './support/installDefinitions.ts'
import { projectCases } from './support/projectCases.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
})
afterAll(() => cluster[Symbol.asyncDispose]())

const kinds = [
  { kind: 'Environment', schema: environmentWriteSchema, cases: environmentCases },
  { kind: 'Project', schema: projectWriteSchema, cases: projectCases },
]

/** Asks the API server whether it would take an object, without leaving it there. */
async function create(object: object): Promise<{ created?: { spec: unknown }; refusal?: string }> {
  const args = ['create', '--dry-run=server', '--validate=strict', '--output=json', '--filename=-']
  try {
    return { created: JSON.parse(await cluster.kubectl(args, { input: JSON.stringify(object) })) }
  } catch (error) {
    return { refusal: (error as Error).message }
  }
}

describe.each(kinds)('$kind: API server and schema agree', ({ schema, cases }) => {
  test.concurrent.each(cases)('$title', async ({ object, refusedAt }) => {
    const { created, refusal } = await create(object)
    const issues = schema.safeParse(object).error?.issues ?? []
    if (refusedAt === undefined) {
      expect(refusal).toBeUndefined()
      expect(issues).toEqual([])
      expect(created?.spec, 'with the same defaults').toEqual(schema.parse(object).spec)
    } else {
      // A rule writes the name of a map's entry in brackets, where a type or pattern writes it behind a dot.
      expect(refusal?.replaceAll(/\[([a-z]\w*)\]/g, '.$1')).toContain(refusedAt)
      const paths = issues.map((issue) => pathOf(issue.path))
      expect(
        paths.some((path) => path.startsWith(refusedAt) || refusedAt.startsWith(path)),
        paths.join(),
      ).toBe(true)
    }
  })
})

/** A path as Kubernetes writes it: `spec.sources[0].name`. */
function pathOf(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    return path === '' ? String(step) : `${path}.${String(step)}`
  }, '')
}
