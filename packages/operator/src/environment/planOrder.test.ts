import { labels as keys } from '@catalyst/api/labels'
import type { Job } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { now } from '../../test/builders.ts'
import { deployed, later, named, Play, ready, service } from '../../test/Play.ts'

test('the account comes before the Job, the Job before its result, and then there is nothing to do', () => {
  const play = new Play()
  play.pass()
  const begun = play.pass()
  expect(named(begun)).toEqual(['ServiceAccount/deployer-pr-1', 'RoleBinding/catalyst-deployer'])
  expect(begun.begin).toMatchObject({
    metadata: { namespace: 'acme-shop', labels: { 'catalyst.dev/job': 'deploy' } },
    spec: { activeDeadlineSeconds: 720, template: { spec: { serviceAccountName: 'deployer-pr-1' } } },
  })
  expect(play.status).toMatchObject({ phase: 'Deploying', attempts: 1, deployment: { phase: 'Running' } })
  play.pass()
  expect(play.status?.message).toMatch(
    /^The Job deploy-pr-1-\w{8}-1 deploys the manifests; it has time until 2026-01-01T12:12:00Z\.$/,
  )
  play.run({ services: [service('web')] })
  play.say(deployed)
  expect(play.pass().events).toMatchObject([{ type: 'Normal', reason: 'Ready' }])
  expect(play.status).toMatchObject({ phase: 'Ready', deployment: { phase: 'Succeeded' } })
  expect(play.pass()).toEqual({ apply: [], remove: [], events: [] })
})

test('it is not well before what was deployed is seen', () => {
  const play = new Play()
  play.settle()
  play.say(deployed)
  expect(play.pass()).toMatchObject({ requeueAfterMs: 250 })
  expect(play.status?.phase).toBe('Deploying')
  // What is not there after a while is really gone.
  play.pass(later(6))
  expect(play.status?.deployment?.phase).toBe('Succeeded')
})

test('a Job that is gone before it said anything begins once more, by the same name', () => {
  const play = new Play()
  const first = play.settle().begin
  play.change({ jobs: { all: [], pods: [], isTerminating: false } })
  expect(play.pass().begin).toEqual(first)
})

test('what a Job could not reach is tried again three times, with pauses that grow', () => {
  const play = new Play()
  play.settle()
  const unreachable = { ok: false, reason: 'GitUnreachable', message: 'No answer.', retry: true }
  play.say(unreachable)
  play.settle()
  expect(play.status).toMatchObject({
    phase: 'Failed',
    attempts: 1,
    message: 'No answer. It is tried again at 2026-01-01T12:00:30Z.',
  })
  expect(play.pass(later(29)).begin).toBeUndefined()
  expect(play.pass(later(30)).begin?.metadata.name).toMatch(/-2$/)
  play.say(unreachable)
  play.settle(later(40))
  expect(play.pass(later(99)).begin).toBeUndefined()
  expect(play.pass(later(100)).begin?.metadata.name).toMatch(/-3$/)
  play.say(unreachable)
  play.settle(later(110))
  expect(play.status).toMatchObject({ phase: 'Failed', attempts: 3 })
  expect(play.pass(later(100_000))).toEqual({ apply: [], remove: [], events: [] })
  expect(play.status?.conditions).toContainEqual(expect.objectContaining({ reason: 'AttemptsUsedUp' }))
})

test('a deployment that fails says that the one before still answers', () => {
  const play = ready()
  play.run({ deployments: [{ metadata: { name: 'web' }, status: { availableReplicas: 1 } }] })
  play.ask({ sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] })
  play.pass()
  play.say({ ok: false, reason: 'ManifestInvalid', message: 'No kind.' })
  play.pass()
  expect(play.status).toMatchObject({
    phase: 'Failed',
    message: 'No kind. What ran before goes on answering at http://acme-shop-pr-1.localhost:8080/',
  })
})

test('another template, or another commit, begins anew; what decides nothing does not', () => {
  const play = ready()
  play.ask({ workdir: 'a' })
  expect(play.pass().begin).toBeUndefined()
  play.ask({ sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] }, 3)
  expect(play.pass().begin).toBeDefined()
  expect(play.status).toMatchObject({ attempts: 1, phase: 'Deploying' })
})

test('credentials that are gone matter to the next deployment, and not to what runs', () => {
  const play = ready()
  const from = { namespace: 'acme', name: 'git' }
  const secret = { from, owner: 'project' as const, host: 'git.example.com', source: undefined }
  play.change({ git: { secret, copy: undefined } })
  expect(play.pass()).toEqual({ apply: [], remove: [], events: [] })
  play.ask({ sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] })
  expect(play.pass().events).toMatchObject([{ reason: 'SecretNotFound' }])
  expect(play.status).toMatchObject({ phase: 'Pending', deployment: { phase: 'Succeeded' } })
})

test('a Job of an older commit is ended before the next one begins', () => {
  const play = new Play()
  play.settle()
  const [older] = play.observed.jobs.all
  play.ask({ sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] })
  const plan = play.pass()
  expect(plan).not.toHaveProperty('begin')
  expect(plan).toMatchObject({ remove: [{ kind: 'Job', name: older?.metadata?.name }] })
  expect(play.pass().begin).toBeDefined()
})

test('an older Job that does not go is told of, and no second one begins beside it', () => {
  const play = new Play()
  play.settle()
  const going = play.observed.jobs.all.map((job) => {
    return { ...job, metadata: { ...job.metadata, deletionTimestamp: now.toISOString() } }
  })
  play.ask({ sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] })
  play.change({ jobs: { ...play.observed.jobs, all: going } })
  expect(play.pass()).toMatchObject({ remove: [], requeueAfterMs: 301_000 })
  expect(play.status?.phase).toBe('Deploying')
  expect(play.pass(later(301))).not.toHaveProperty('begin')
  expect(play.status).toMatchObject({ phase: 'Failed', message: expect.stringContaining('delete the pod by force') })
  play.change({ jobs: { ...play.observed.jobs, all: [] } })
  expect(play.pass(later(400)).begin).toBeDefined()
})

test('the Job of an environment that had the same name is not taken for its own', () => {
  const play = new Play()
  const first = play.settle().begin as unknown as Job
  const ownerReferences = [{ apiVersion: 'x/v1', kind: 'Environment', name: 'pr-1', uid: 'former' }]
  const foreign = { ...first, metadata: { ...first.metadata, ownerReferences } } as Job
  const again = new Play()
  again.change({ jobs: { all: [foreign], pods: [], isTerminating: false } })
  again.pass()
  const plan = again.pass()
  expect(plan).not.toHaveProperty('begin')
  expect(plan).toMatchObject({ remove: [{ name: foreign.metadata?.name }] })
})

describe('what is no longer as it was deployed', () => {
  test('is said, and deployed again after a pause', () => {
    const play = ready()
    play.run({ services: [] })
    expect(play.pass(later(5)).requeueAfterMs).toBe(10_000)
    expect(play.status?.phase).toBe('Ready')
    expect(play.pass(later(15)).begin?.metadata.name).toMatch(/-2$/)
    expect(play.status).toMatchObject({ attempts: 1, phase: 'Deploying' })
  })

  test('again and again is deployed more and more seldom', () => {
    const play = ready()
    for (const [seconds, pause] of [
      [0, 15],
      [100, 30],
      [300, 60],
    ] as const) {
      play.run({ services: [] })
      expect(play.pass(later(seconds + pause - 1)).begin).toBeUndefined()
      expect(play.pass(later(seconds + pause)).begin).toBeDefined()
      play.run({ services: [service('web')] })
      const next = { 0: 100, 100: 300, 300: 900 }[seconds]
      play.say(deployed, later(next).toISOString())
      play.settle(later(next))
    }
    play.run({ services: [] })
    play.pass(later(1000))
    expect(play.status).toMatchObject({ phase: 'Degraded', message: expect.stringContaining('Service web') })
  })
})

describe('with an ingress controller', () => {
  const ingress = { className: 'nginx', annotations: {}, tls: undefined }
  const settings = { ingress, urlTemplate: 'https://{namespace}.preview.example.com/' }
  const host = 'acme-shop-pr-1.preview.example.com'

  test('the address leads to the Service that is meant', () => {
    const play = new Play({}, settings)
    play.settle()
    play.run({ services: [service('web')] })
    play.say(deployed)
    expect(play.pass().apply).toMatchObject([
      {
        kind: 'Ingress',
        metadata: { name: 'catalyst' },
        spec: {
          rules: [{ host, http: { paths: [{ backend: { service: { name: 'web', port: { number: 80 } } } }] } }],
        },
      },
    ])
    expect(play.status).toMatchObject({ phase: 'Ready', url: `https://${host}/` })
  })

  test('what was brought has its own way', () => {
    const play = new Play({}, settings)
    play.settle()
    play.run({ services: [service('web')], ingresses: [{ metadata: { name: 'own' } }] })
    play.say(deployed)
    expect(play.pass()).toMatchObject({ apply: [] })
    expect(play.status).toMatchObject({ phase: 'Ready', url: `https://${host}/` })
  })

  test('where several Services may be meant, it says so and claims no address', () => {
    const play = new Play({}, settings)
    play.settle()
    play.run({ services: [service('web'), service('api')] })
    play.say(deployed)
    play.settle()
    expect(play.status).toMatchObject({ phase: 'Ready' })
    expect(play.status?.url).toBeUndefined()
    expect(play.status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'Routed', status: 'False', reason: 'RouteAmbiguous' }),
    )
    play.run({ services: [service('web'), service('api', { [keys.component]: 'api' })] })
    play.settle()
    expect(play.status?.url).toBe(`https://${host}/`)
    expect(play.status?.conditions?.map(({ type }) => type)).not.toContain('Routed')
  })
})
