import { project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { matchingProjects } from './matchingProjects.ts'

const clusters = [
  { cluster: 'eu', items: [project({ team: 'orbit', name: 'atlas' }), project({ team: 'acme', name: 'shop' })] },
  { cluster: 'us', items: [project({ team: 'acme', name: 'shop' })] },
  { cluster: 'down', items: undefined },
]
const names = (search: string) =>
  matchingProjects(clusters, search).map(({ cluster, project: { metadata } }) => `${cluster} ${metadata.name}`)

test('projects of all clusters stand in the order of team and name', () => {
  expect(names('')).toEqual(['eu shop', 'us shop', 'eu atlas'])
})

test('every word has to be in team or name', () => {
  expect(names('  ACME sho ')).toEqual(['eu shop', 'us shop'])
  expect(names('acme atlas')).toEqual([])
})
