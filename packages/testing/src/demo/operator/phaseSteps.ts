import type { Phase } from '@catalyst/api'
import type { Health } from './observeWorkloads.ts'
import type { StatusDraft } from './StatusDraft.ts'
import type { Wanted, WantedSource } from './Wanted.ts'

/** What a step asks the cluster for and tells it. */
export interface World {
  now: number
  /** Makes the namespace and what holds in it. @returns whether it can be used */
  prepare(): Promise<boolean>
  /** Starts the build of a source, or looks at it. */
  build(source: WantedSource): Promise<{ jobName: string; state: 'running' | 'succeeded' | 'failed'; message?: string }>
  deploy(): Promise<void>
  health(): Health
}

/** Brings an environment one step further. @returns in how many milliseconds to look again, if nothing happens before */
export type Step = (wanted: Wanted, draft: StatusDraft, world: World) => Promise<number | undefined>

/** How long a phase lasts at least, in milliseconds, so that a person can see it pass. */
const shortest = { Pending: 1500, Initializing: 2500 }
/** How long a rollout may take. */
const longestRollout = 20 * 60_000

const pending: Step = async (wanted, draft, world) => {
  const { name } = wanted.environment.metadata
  const approval = wanted.environment.metadata.annotations?.['catalyst.dev/approved']
  if (wanted.project.spec.approval?.required === true && name === 'production' && approval === undefined) {
    draft.condition('Ready', { status: 'False', reason: 'WaitingForApproval', message: 'Nothing is deployed yet.' })
    draft.enter('Pending', 'Deployments to production wait for an approval: set the annotation catalyst.dev/approved.')
    return undefined
  }
  const left = draft.since + shortest.Pending - world.now
  if (left > 0) return left
  draft.enter('Initializing')
  draft.set({ namespace: wanted.namespace, startedAt: draft.value.startedAt ?? draft.value.updatedAt })
  return 0
}

const initializing: Step = async (wanted, draft, world) => {
  if (!(await world.prepare())) {
    draft.condition('NamespaceReady', {
      status: 'False',
      reason: 'Terminating',
      message: 'The namespace of this name is being deleted.',
    })
    draft.enter('Initializing', `Waiting until the namespace ${wanted.namespace} is gone.`)
    return 1000
  }
  draft.condition('NamespaceReady', {
    status: 'True',
    reason: 'Created',
    message: `Everything runs in ${wanted.namespace}.`,
  })
  draft.condition('PoliciesReady', { status: 'True', reason: 'Applied', message: 'Quota and network policies hold.' })
  const left = draft.since + shortest.Initializing - world.now
  if (left > 0) return left
  const detected = wanted.sources.find((source) => source.detected !== undefined)?.detected
  draft.set({ detected, template: wanted.template.type })
  draft.enter(wanted.sources.some((source) => source.image !== undefined) ? 'Building' : 'Deploying')
  return 0
}

const building: Step = async (wanted, draft, world) => {
  const builds: NonNullable<StatusDraft['value']['builds']> = []
  const running: string[] = []
  let failure: string | undefined
  for (const source of wanted.sources) {
    const { name, commitSha, image } = source
    if (image === undefined) continue
    const known = draft.value.builds?.find(
      (one) => one.source === name && one.commitSha === commitSha && one.phase === 'Succeeded',
    )
    if (known !== undefined) {
      builds.push(known)
      continue
    }
    const { jobName, state, message } = await world.build(source)
    const phase = state === 'running' ? 'Running' : state === 'succeeded' ? 'Succeeded' : 'Failed'
    builds.push({ source: name, commitSha, image, jobName, phase })
    if (state === 'running') running.push(`${name} at ${commitSha.slice(0, 7)}`)
    if (state === 'failed')
      failure ??= `The build of ${name} at ${commitSha.slice(0, 7)} failed. ${message ?? ''}`.trim()
  }
  draft.set({ builds })
  if (failure !== undefined) {
    draft.condition('BuildSucceeded', { status: 'False', reason: 'BuildFailed', message: failure })
    draft.condition('Ready', {
      status: 'False',
      reason: 'BuildFailed',
      message: 'It is built again with the next commit, or when asked to.',
    })
    draft.enter('Failed', failure)
  } else if (running.length > 0) {
    draft.condition('BuildSucceeded', {
      status: 'Unknown',
      reason: 'Building',
      message: `Building ${running.join(' and ')}.`,
    })
    draft.enter('Building')
  } else {
    draft.condition('BuildSucceeded', {
      status: 'True',
      reason: 'Pushed',
      message: builds.length === 1 ? 'The image is pushed.' : 'All images are pushed.',
    })
    draft.enter('Deploying')
    return 0
  }
  return undefined
}

/** Deploying, Ready and Degraded: what differs is only where health leads from there. */
const running: Step = async (wanted, draft, world) => {
  await world.deploy()
  draft.condition('Deployed', {
    status: 'True',
    reason: 'Applied',
    message: 'Workloads, services and the ingress are applied.',
  })
  const health = world.health()
  const isUp = health.state === 'available'
  draft.condition('Available', { status: isUp ? 'True' : 'False', reason: health.reason, message: health.message })
  const phase = phaseAfter({ wanted, draft, health, now: world.now })
  draft.condition('Ready', {
    status: phase === 'Ready' ? 'True' : 'False',
    reason: phase === 'Ready' ? 'Available' : health.reason,
    message: phase === 'Ready' ? 'It answers at its address.' : health.message,
  })
  if (phase === 'Degraded' || draft.value.conditions?.some(({ type }) => type === 'Degraded') === true) {
    const isDegraded = phase === 'Degraded'
    const message = isDegraded ? health.message : 'Everything runs.'
    draft.condition('Degraded', {
      status: isDegraded ? 'True' : 'False',
      reason: isDegraded ? health.reason : 'Recovered',
      message,
    })
  }
  if (phase === 'Ready') {
    draft.set({
      url: wanted.image !== undefined || wanted.sources.some((source) => !isUnknown(source)) ? wanted.url : undefined,
      readyAt: draft.value.readyAt ?? new Date(world.now).toISOString().replace(/\.\d+Z$/, 'Z'),
    })
    draft.enter(
      'Ready',
      wanted.sources.some(isUnknown)
        ? 'No project type detected. Give a dev command, or open a shell and look around.'
        : undefined,
    )
  } else {
    draft.enter(phase, phase === 'Deploying' ? undefined : health.message)
  }
  return phase === 'Deploying' ? 30_000 : undefined
}

const isUnknown = ({ image, command }: WantedSource) => image === undefined && command === undefined

interface Situation {
  wanted: Wanted
  draft: StatusDraft
  health: Health
  now: number
}

function phaseAfter({ wanted, draft, health, now }: Situation): Phase {
  const hasRun = draft.phase !== 'Deploying'
  switch (health.state) {
    case 'available':
      return 'Ready'
    case 'progressing':
      if (draft.phase === 'Ready' || draft.phase === 'Degraded') return draft.phase
      return now - draft.since > longestRollout ? 'Failed' : 'Deploying'
    case 'broken':
    case 'over-quota':
      return 'Degraded'
    case 'crashed':
      return hasRun || wanted.mode === 'development' ? 'Degraded' : 'Failed'
    case 'unpullable':
      return hasRun ? 'Degraded' : 'Failed'
  }
}

/** Failed stays until somebody asks for more. */
const still: Step = async () => undefined

export const phaseSteps: Record<Phase, Step> = {
  Pending: pending,
  Initializing: initializing,
  Building: building,
  Deploying: running,
  Ready: running,
  Degraded: running,
  Failed: still,
  Deleting: still,
}
