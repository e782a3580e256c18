import { expect, test } from 'vitest'
import { policyRefusal } from './policyRefusal.ts'

const said = (policy: string, text: string) =>
  `projects.catalyst.catalyst.dev "shop" is forbidden: ValidatingAdmissionPolicy '${policy}' with binding '${policy}' denied request: ${text}`

test('what an own policy says of several fields stands at each of them', () => {
  const text = 'spec.access, spec.templates.live: only who may "deploy" can change this'
  expect(policyRefusal(said('projects.catalyst.dev', text))).toEqual({
    detail: text,
    issues: ['spec.access', 'spec.templates.live'].map((path) => {
      return { path, message: 'only who may "deploy" can change this' }
    }),
  })
})

test.each([
  ['spec.type: "staging": only who may', 'spec.type', '"staging": only who may'],
  ['metadata.annotations[a.b/c]: only who', 'metadata.annotations[a.b/c]', 'only who'],
])('%j is about one field', (text, path, message) => {
  expect(policyRefusal(said('deployment-environments.catalyst.dev', text))?.issues).toEqual([{ path, message }])
})

test('what fails without naming a field is told as it is', () => {
  expect(policyRefusal(said('projects.catalyst.dev', 'failed expression: x'))).toEqual({
    detail: 'failed expression: x',
    issues: [],
  })
})

test.each([said('theirs.example.com', 'spec.a: no'), 'pods "x" is forbidden: User "a" cannot get resource "pods"'])(
  '%j is somebody else’s refusal',
  (message) => {
    expect(policyRefusal(message)).toBeUndefined()
  },
)
