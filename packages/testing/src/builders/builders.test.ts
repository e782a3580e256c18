import {
  environmentMetricsSchema,
  environmentSchema,
  eventSchema,
  logLineSchema,
  phaseOf,
  phases,
  podMetricsSchema,
  podSchema,
  problemCodes,
  problemSchema,
  projectSchema,
} from '@catalyst/api'
import { expect, test } from 'vitest'
import { environment, environmentMetrics, event, logLines, pod, podMetrics, problem, project, uid } from '../index.ts'

test.each(phases)('an environment in phase %s is what the contract describes', (phase) => {
  const built = environment({ phase, message: 'why it is so' })
  expect(environmentSchema.parse(built)).toEqual(built)
  expect(phaseOf(built)).toBe(phase)
})

test('what is not wanted is left out, and what is told wins', () => {
  const built = environment({ name: 'main', pullRequest: null, url: null, spec: { type: 'deployment' } })
  expect(built.spec).not.toHaveProperty('pullRequest')
  expect(built.status).not.toHaveProperty('url')
  expect(built.spec.type).toBe('deployment')
  expect(built.metadata).toMatchObject({ name: 'main', namespace: 'payments-checkout' })
})

test('every other builder gives what the contract describes', () => {
  const crashing = pod({
    containers: [{ name: 'app', state: 'waiting', reason: 'CrashLoopBackOff', restarts: 4 }],
    initContainers: [{ name: 'migrate', state: 'terminated', exitCode: 0, reason: 'Completed' }],
    ephemeralContainers: [{ name: 'debugger' }],
  })
  expect(podSchema.parse(crashing)).toEqual(crashing)
  expect(projectSchema.parse(project())).toEqual(project())
  expect(eventSchema.parse(event())).toEqual(event())
  expect(podMetricsSchema.parse(podMetrics())).toEqual(podMetrics())
  expect(environmentMetricsSchema.parse(environmentMetrics())).toEqual(environmentMetrics())
  expect(logLines(3).map((line) => logLineSchema.parse(line).text)).toEqual(['line 1', 'line 2', 'line 3'])
  for (const code of problemCodes) expect(problemSchema.parse(problem(code))).toEqual(problem(code))
})

test('objects of different names have different uids, and the same name always the same', () => {
  expect(uid('a')).toBe(uid('a'))
  expect(uid('a')).not.toBe(uid('b'))
  expect(uid('a')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})
