import { labels } from '@catalyst/api/labels'
import { expect, test } from 'vitest'
import { environmentOf, projectOf } from '../../test/builders.ts'
import { accept } from './accept.ts'

const own = { [labels.team]: 'acme', [labels.project]: 'shop' }
const findProject = ({ namespace, name }: { namespace: string; name: string }) =>
  namespace === 'acme' && name === 'shop' ? projectOf() : undefined

test('an environment in the namespace of its project is accepted', () => {
  const acceptance = accept(environmentOf(), { namespaceLabels: own, findProject })
  expect(acceptance).toMatchObject({ project: { metadata: { name: 'shop' } }, template: { type: 'prebuilt' } })
})

test('the team can be left to the label of the namespace', () => {
  const environment = environmentOf({ projectRef: { name: 'shop' } })
  expect(accept(environment, { namespaceLabels: own, findProject })).toHaveProperty('project')
})

test.each([
  ['TeamUnknown', { projectRef: { name: 'shop' } }, {}, {}, true],
  ['ProjectNotFound', { projectRef: { name: 'blog', namespace: 'acme' } }, {}, own, true],
  // Whoever may write in one namespace must not get at the project of another team.
  ['WrongNamespace', {}, { namespace: 'evil-shop' }, {}, false],
  ['NamespaceTaken', {}, {}, { [labels.team]: 'acme', [labels.project]: 'other' }, false],
  ['NamespaceTaken', {}, {}, { [labels.team]: 'acm', [labels.project]: 'shop' }, false],
  ['TemplateNotFound', { type: 'staging' }, {}, own, true],
])('%s', (...[reason, spec, metadata, namespaceLabels, waits]) => {
  const acceptance = accept(environmentOf(spec, { metadata }), { namespaceLabels, findProject })
  expect(acceptance).toMatchObject({ fault: { reason }, waits })
})
