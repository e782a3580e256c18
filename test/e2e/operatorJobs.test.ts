import {
  createResourceClient,
  createWatchCache,
  deployments,
  jobs,
  loadClientNode,
  namespaces,
  request,
  secrets,
} from '@catalyst/kubernetes-client'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { kubeconfigWith, readCluster } from '../conformance/support/readCluster.ts'
import { expectShown } from './expectShown.ts'
import { nodeAddress, startJobsWorld, type JobsWorld } from './jobsWorld.ts'
import { openBrowser } from './openBrowser.ts'
import type { WorldProject } from './operatorWorld.ts'
import { showPageOnFailure } from './showPageOnFailure.ts'
import type { GitHost } from './startGitHost.ts'
import { tracesOf } from './tracesOf.ts'
import { undeployable } from './undeployable.ts'
import { below, note, webChart, webManifests } from './webFiles.ts'

const repository = 'docker.io/catalyst/web'
/** Longest wait for a page to show what the cluster knows. */
const patience = { timeout: 20_000 }

const parts = new AsyncDisposableStack()
let world: JobsWorld
let git: GitHost
let page: Page
let errors: readonly string[]
/** Environments by the ways in which they are deployed. */
let manifest: WorldProject
let chart: WorldProject

const kubectl = (...args: string[]) => world.cluster.kubectl(args)
const at = (commitSha: string) => ({ sources: [{ name: 'app', commitSha }] })

beforeAll(async () => {
  world = parts.use(await startJobsWorld({ repository }))
  git = world.git
  const sources = [world.sourceAt('/shop.git')]
  const values = { image: `${repository}:one` }
  manifest = await world.project('manifest', { development: { type: 'manifest', path: 'k8s' } }, { sources })
  chart = await world.project('chart', { development: { type: 'helm', path: 'chart', values } }, { sources })
  const browser = parts.use(await openBrowser())
  page = browser.page
  errors = browser.errors
}, 300_000)

afterAll(() => parts.disposeAsync(), 240_000)

const showOnFailure = () => showPageOnFailure(page, world)

/** It is Failed, for this reason, and its page says so in words that help. */
async function expectFailure(
  project: WorldProject,
  { name = 'pr-1', reason, message }: { name?: string; reason: string; message: RegExp },
): Promise<void> {
  const { status } = await project.untilPhase(name, 'Failed')
  expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Deployed', status: 'False', reason }))
  expect(await expectShown(page, project, name)).toMatch(message)
}

/** Everything of some kinds that is in the namespace of an environment, as `kind/name`. */
async function namesIn(namespace: string, kinds: string): Promise<string[]> {
  return (await kubectl('get', kinds, `--namespace=${namespace}`, '--output=name')).split('\n').filter(Boolean)
}

describe('an environment of manifests in a repository', () => {
  test('becomes Ready at its commit, and its URL answers with its variables', async () => {
    showOnFailure()
    const files = { 'web.yaml': webManifests({ image: `${repository}:one` }), 'old.yaml': note('old') }
    const commitSha = await git.commit('/shop.git', { files: below('k8s', files) })
    await manifest.create('pr-1', { ...at(commitSha), config: { envVars: { WHO: 'ada' } } })
    const { status } = await manifest.untilPhase('pr-1', 'Ready')
    expect(status).toMatchObject({ template: 'manifest', sources: [{ name: 'app', commitSha }] })
    expect((await manifest.answerOf('pr-1')).text).toBe('release one for ada')
    expect(await namesIn(manifest.homeOf('pr-1'), 'configmaps')).toContain('configmap/old')
  })

  test('rolls to the next commit; what left the set goes, and what others put there stays', async () => {
    showOnFailure()
    const home = manifest.homeOf('pr-1')
    await kubectl('create', 'configmap', 'by-hand', `--namespace=${home}`)
    const files = { 'web.yaml': webManifests({ image: `${repository}:two` }), 'new.yaml': note('new') }
    const gone = { 'k8s/old.yaml': null }
    const commitSha = await git.commit('/shop.git', { files: { ...below('k8s', files), ...gone } })
    await manifest.change('pr-1', at(commitSha))
    await manifest.until('pr-1', ({ status }) =>
      expect(status).toMatchObject({ phase: 'Ready', sources: [{ commitSha }] }),
    )
    await eventually(async () => expect((await manifest.answerOf('pr-1')).text).toBe('release two for ada'))
    const notes = await namesIn(home, 'configmaps')
    expect(notes).toEqual(expect.arrayContaining(['configmap/new', 'configmap/by-hand']))
    expect(notes).not.toContain('configmap/old')
  })

  test('has its Deployment again after somebody has deleted it', async () => {
    showOnFailure()
    const client = createResourceClient(deployments, { kubeConfig: world.kubeConfig })
    const web = { namespace: manifest.homeOf('pr-1'), name: 'web' }
    const { metadata } = await client.get(web)
    await client.delete(web)
    await eventually(async () => expect((await client.get(web)).metadata?.uid).not.toBe(metadata?.uid), {
      within: 60_000,
    })
    await manifest.untilPhase('pr-1', 'Ready')
    expect((await manifest.answerOf('pr-1')).text).toBe('release two for ada')
  })

  test('is superseded by a newer commit while the Job of an older one is at work', async () => {
    showOnFailure()
    const older = await git.commit('/shop.git', { files: { 'k8s/new.yaml': note('older') } })
    const newer = await git.commit('/shop.git', { files: { 'k8s/new.yaml': note('newer') } })
    {
      using _held = git.hold()
      await manifest.change('pr-1', at(older))
      await git.untilAsked()
      await manifest.change('pr-1', at(newer))
      await manifest.until('pr-1', ({ status, metadata }) =>
        expect(status?.observedGeneration).toBe(metadata.generation),
      )
    }
    await manifest.until('pr-1', ({ status }) =>
      expect(status).toMatchObject({ phase: 'Ready', sources: [{ commitSha: newer }] }),
    )
    const notes = await namesIn(manifest.homeOf('pr-1'), 'configmaps')
    expect(notes).toContain('configmap/newer')
    expect(notes).not.toContain('configmap/older')
  })

  test('says so when the pod of its Job is killed in the middle, and that it is tried again', async () => {
    showOnFailure()
    survivor = await git.commit('/shop.git', { files: { 'k8s/new.yaml': note('survivor') } })
    {
      using _held = git.hold()
      await manifest.change('pr-1', at(survivor))
      await git.untilAsked()
      const { status } = await manifest.untilPhase('pr-1', 'Deploying')
      const ofJob = [`--namespace=${manifest.namespace}`, `--selector=job-name=${status?.deployment?.jobName}`]
      await kubectl('delete', 'pods', ...ofJob, '--grace-period=0', '--force')
    }
    // It is told to stop a moment before it is gone, and may or may not come to say so.
    const reason = expect.stringMatching(/^(DeployerLost|Interrupted)$/) as string
    await expectFailure(manifest, { reason, message: /was (lost before it ended|stopped before it was done)/ })
    const retrying = expect.objectContaining({ type: 'Retrying', status: 'True' })
    await manifest.until('pr-1', ({ status }) => expect(status?.conditions).toContainEqual(retrying))
  })
})

/** The commit whose Job has lost its pod. */
let survivor: string

describe('an environment of a chart in a repository', () => {
  test('becomes Ready, and its URL answers with its values and variables', async () => {
    showOnFailure()
    const commitSha = await git.commit('/shop.git', { files: below('chart', webChart()) })
    {
      using _held = git.hold()
      await chart.create('pr-1', { ...at(commitSha), config: { envVars: { WHO: 'bob' } } })
      await git.untilAsked()
      const shown = await expectShown(page, chart, 'pr-1')
      expect(shown).toMatch(/^The Job deploy-pr-1-\S+ deploys the chart at [0-9a-f]{12}; it has time until /)
    }
    const { status } = await chart.untilPhase('pr-1', 'Ready')
    expect(status).toMatchObject({ template: 'helm', sources: [{ name: 'app', commitSha }] })
    expect((await chart.answerOf('pr-1')).text).toBe('release one for bob')
  })

  test('rolls to the next commit and to other values, and loses what the chart has no more', async () => {
    showOnFailure()
    const more = { 'chart/templates/more.yaml': note('more') }
    await chart.change('pr-1', at(await git.commit('/shop.git', { files: more })))
    await eventually(async () => expect(await namesIn(chart.homeOf('pr-1'), 'configmaps')).toContain('configmap/more'))
    const commitSha = await git.commit('/shop.git', { files: { 'chart/templates/more.yaml': null } })
    await chart.change('pr-1', { ...at(commitSha), values: { image: `${repository}:two` } })
    await chart.until('pr-1', ({ status }) =>
      expect(status).toMatchObject({ phase: 'Ready', sources: [{ commitSha }] }),
    )
    await eventually(async () => expect((await chart.answerOf('pr-1')).text).toBe('release two for bob'))
    expect(await namesIn(chart.homeOf('pr-1'), 'configmaps')).not.toContain('configmap/more')
  })

  test('shows the log of its Job beside that of what runs', async () => {
    showOnFailure()
    await page.goto(`${chart.pageOf('pr-1')}?tab=log`)
    const log = page.getByRole('log')
    await log.getByText(/release two begins/).waitFor(patience)
    const { status } = await chart.untilPhase('pr-1', 'Ready')
    const choice = page.getByRole('combobox', { name: 'Pod' })
    const ofJob = choice.locator('option').filter({ hasText: status?.deployment?.jobName ?? 'none' })
    await choice.selectOption(await ofJob.innerText(patience))
    await log.getByText(/chart/i).first().waitFor(patience)
  })
})

test('an environment whose Job has lost its pod comes to its end with another one', async () => {
  showOnFailure()
  const { status } = await manifest.untilPhase('pr-1', 'Ready')
  expect(status).toMatchObject({ sources: [{ commitSha: survivor }], attempts: 2 })
  expect(await namesIn(manifest.homeOf('pr-1'), 'configmaps')).toContain('configmap/survivor')
})

describe('the account of a Job', () => {
  test('can do in its own environment what the deployer does, and nothing anywhere else', async () => {
    const account = ['create', 'token', 'deployer-pr-1', `--namespace=${manifest.namespace}`]
    const stranger = ['create', 'token', 'default', `--namespace=${manifest.namespace}`]
    const [own, others] = await Promise.all(
      [account, stranger].map(async (args) => clientFor((await kubectl(...args)).trim())),
    )
    const rulesIn = async (client: typeof own, namespace: string) => {
      const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } }
      const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'
      const { status } = await request<{ status: { resourceRules: object[] } }>(client!, path, { method: 'POST', body })
      return status.resourceRules.map((rule) => JSON.stringify(rule)).sort()
    }
    const elsewhere = [
      manifest.namespace,
      world.team,
      chart.homeOf('pr-1'),
      chart.namespace,
      'kube-system',
      'catalyst-system',
    ]
    for (const namespace of elsewhere) expect(await rulesIn(own, namespace)).toEqual(await rulesIn(others, namespace))
    const home = manifest.homeOf('pr-1')
    expect((await rulesIn(own, home)).length).toBeGreaterThan((await rulesIn(others, home)).length)

    const may = (namespace: string) =>
      createResourceClient(secrets, { kubeConfig: own! })
        .list({ namespace })
        .then(
          () => 'read',
          (error: { status?: number }) => error.status,
        )
    expect(await may(home)).toBe('read')
    for (const namespace of elsewhere) expect(await may(namespace), namespace).toBe(403)
    for (const path of ['/api/v1/namespaces', '/api/v1/secrets', '/apis/catalyst.catalyst.dev/v1alpha1/environments'])
      await expect(request(own!, path), path).rejects.toMatchObject({ status: 403 })
    const binding = `/apis/rbac.authorization.k8s.io/v1/namespaces/${home}/rolebindings`
    await expect(request(own!, binding), binding).rejects.toMatchObject({ status: 403 })
  })
})

describe('a repository that needs credentials', () => {
  const withSecret = (name: string) => [
    {
      name: 'app',
      repositoryUrl: `https://${host()}/private/shop.git`,
      credentialsSecretRef: { name },
    },
  ]
  const template = { development: { type: 'manifest' as const, path: 'web.yaml' } }

  const host = () => `${nodeAddress}:${git.securePort}`
  const allowHost = (secret: string) =>
    kubectl('annotate', 'secret', secret, `--namespace=${world.team}`, `catalyst.dev/git-hosts=${host()}`)
  async function makeSecret(name: string, token: string): Promise<void> {
    await kubectl('create', 'secret', 'generic', name, `--namespace=${world.team}`, `--from-literal=token=${token}`)
  }

  test('is read with those of the Project, which come to no namespace of an environment', async () => {
    showOnFailure()
    await git.commit('/private/shop.git', { files: { 'web.yaml': webManifests({ image: `${repository}:one` }) } })
    await makeSecret('reader', git.token)
    await allowHost('reader')
    const project = await world.project('private', template, { sources: withSecret('reader') })
    await project.create('pr-1')
    await project.untilPhase('pr-1', 'Ready')
    expect((await project.answerOf('pr-1')).text).toBe('release one for nobody')
    const home = `--namespace=${project.homeOf('pr-1')}`
    const inEnvironment = await kubectl('get', 'secrets,configmaps,pods', home, '--output=json')
    for (const one of [git.token, Buffer.from(git.token).toString('base64')]) expect(inEnvironment).not.toContain(one)
    // Nobody needs it any more.
    await eventually(async () => expect(await namesIn(project.namespace, 'secrets')).toEqual([]))
  })

  test('is read with none that their Secret does not allow for its host, which is said', async () => {
    showOnFailure()
    await makeSecret('unsaid', git.token)
    const project = await world.project('unsaid', template, { sources: withSecret('unsaid') })
    await project.create('pr-1')
    const message = `kubectl annotate secret unsaid --namespace ${world.team} --overwrite catalyst.dev/git-hosts=${host()}`
    await project.until('pr-1', ({ status }) => {
      expect(status?.phase).toBe('Pending')
      expect(status?.message).toContain(message)
    })
    expect(await expectShown(page, project, 'pr-1')).toContain(message)
  })

  test('and is not given them, or wrong ones, says so', async () => {
    showOnFailure()
    await makeSecret('wrong', 'not-the-token')
    await allowHost('wrong')
    const wrong = await world.project('wrong', template, { sources: withSecret('wrong') })
    const none = await world.project('none', template, { sources: [world.sourceAt('/private/shop.git')] })
    for (const project of [wrong, none]) {
      await project.create('pr-1')
      const { status } = await project.untilPhase('pr-1', 'Failed')
      expect(status?.conditions).toContainEqual(
        expect.objectContaining({ type: 'Deployed', reason: 'GitUnauthorized' }),
      )
      const message = await expectShown(page, project, 'pr-1')
      expect(message).toMatch(/does not let this in\. Name a Secret .* in "credentialsSecretRef"/)
      expect(message).not.toContain('not-the-token')
    }
  })
})

describe('what can not be deployed', () => {
  const failing = new Map<string, WorldProject>()

  // All at once: most of the time of each is waiting.
  beforeAll(async () => {
    for (const [type, , template, reason] of undeployable) {
      const name = `${type}-${reason.toLowerCase()}`
      const project = await world.project(name, { development: { type, ...template } })
      await project.create('pr-1')
      failing.set(name, project)
    }
  })

  test.each(undeployable)('%s: %s', async (...[type, , , reason, message]) => {
    showOnFailure()
    const project = failing.get(`${type}-${reason.toLowerCase()}`)!
    await expectFailure(project, { reason, message })
    expect(await namesIn(project.homeOf('pr-1'), 'deployments,services')).toEqual([])
    expect(await kubectl('get', 'configmaps', 'far', '--namespace=kube-system', '--ignore-not-found')).toBe('')
    expect(await kubectl('get', 'clusterroles', 'all', '--ignore-not-found')).toBe('')
    await page.getByRole('button', { name: 'Show the log' }).click()
    await page.getByRole('log').getByText(message).first().waitFor(patience)
  })

  test('a commit that is not in the repository', async () => {
    showOnFailure()
    await manifest.create('no-commit', at('1'.repeat(40)))
    await expectFailure(manifest, { name: 'no-commit', reason: 'CommitNotFound', message: /1111111/ })
  })

  test('a repository that is not there, and a host that does not answer, which is asked again', async () => {
    showOnFailure()
    const development = { type: 'manifest' as const, path: 'k8s' }
    const missing = await world.project('missing', { development }, { sources: [world.sourceAt('/nothing.git')] })
    const sources = [{ name: 'app', repositoryUrl: `http://${nodeAddress}:1/shop.git` }]
    const silent = await world.project('silent', { development }, { sources })
    for (const one of [missing, silent]) await one.create('pr-1')
    await expectFailure(missing, { reason: 'RepositoryNotFound', message: /There is no repository at/ })
    await expectFailure(silent, { reason: 'GitUnreachable', message: /can not be reached/ })
    await silent.until('pr-1', ({ status }) =>
      expect(status?.conditions).toContainEqual(
        expect.objectContaining({
          type: 'Retrying',
          status: 'True',
          message: expect.stringContaining('Attempt 2 of 3'),
        }),
      ),
    )
  })
})

describe('deletion', () => {
  test.each(['manifest', 'helm'])('of an environment of type %s leaves nothing in the cluster', async (type) => {
    showOnFailure()
    const project = type === 'helm' ? chart : manifest
    const home = project.homeOf('pr-1')
    const { metadata } = await project.untilPhase('pr-1', 'Ready')
    const namespace = await createResourceClient(namespaces, { kubeConfig: world.kubeConfig }).get({ name: home })
    const texts = [metadata.uid ?? '', namespace.metadata?.uid ?? '', home]
    const made = await tracesOf(world.kubeConfig, texts)
    expect(made).toContain(`serviceaccounts ${project.namespace}/deployer-pr-1`)
    expect(made).toContain(`rolebindings ${home}/catalyst-deployer`)
    await using removals = followRemovals(project)
    await project.delete('pr-1')
    await project.untilGone('pr-1')
    // The collector of the cluster takes Jobs and accounts a moment after their owner.
    await eventually(async () => expect(await tracesOf(world.kubeConfig, texts)).toEqual([]))
    expect(removals.outcome()).toBe(type === 'helm' ? 'uninstalled' : 'only its namespace')
    expect(errors).toEqual([])
  })

  /** Whether a Job took a release out before the namespace went. */
  function followRemovals({ namespace }: WorldProject) {
    const labelSelector = 'catalyst.dev/job=remove'
    const cache = createWatchCache(world.kubeConfig, jobs, { namespace, labelSelector }).start()
    let wasThere = false
    cache.subscribe((change) => {
      if ('object' in change) wasThere ||= (change.object.status?.succeeded ?? 0) > 0
    })
    return {
      outcome: () => (wasThere ? 'uninstalled' : 'only its namespace'),
      [Symbol.asyncDispose]: () => cache[Symbol.asyncDispose](),
    }
  }
})

async function clientFor(token: string) {
  const { KubeConfig } = await loadClientNode()
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromString(kubeconfigWith(token, await readCluster(world.cluster)))
  return kubeConfig
}
