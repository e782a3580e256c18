import { environmentFinalizer, labels } from '@catalyst/api/labels'
import type { ApiOperations, ObjectRef } from '../../cluster/api/ApiOperations.ts'
import type { Clock } from '../../cluster/clock/Clock.ts'
import { cancelBuilds, createWorld } from './createWorld.ts'
import { phaseSteps } from './phaseSteps.ts'
import { createReader } from './Reader.ts'
import { removeEnvironment } from './removeEnvironment.ts'
import { resources } from './resources.ts'
import { serveRequests } from './serveRequests.ts'
import { createStatusDraft } from './StatusDraft.ts'
import type { Sources } from './Wanted.ts'
import { wantedOf } from './wantedOf.ts'
import { writeStatus } from './writeStatus.ts'

export interface ReconcileContext {
  api: ApiOperations
  clock: Clock
  sources: Sources
  urlOf: (namespace: string) => string
  applied: Map<string, string>
}

/** Looks at one Environment and brings the world one step nearer to it. @returns when to look again, in milliseconds */
export async function reconcileEnvironment(context: ReconcileContext, ref: ObjectRef): Promise<number | undefined> {
  const { api, clock, sources, urlOf, applied } = context
  const read = createReader(api)
  const environment = read.environment(ref)
  if (environment === undefined) return undefined
  const { metadata, spec } = environment
  if (metadata.deletionTimestamp !== undefined) {
    applied.delete(metadata.uid ?? '')
    await removeEnvironment(api, environment, clock.now())
    return undefined
  }
  const { finalizers = [] } = metadata
  if (!finalizers.includes(environmentFinalizer)) {
    const patch = { metadata: { finalizers: [...finalizers, environmentFinalizer] } }
    await api.patch(resources.environments, ref, patch, { fieldManager: 'catalyst-operator' })
    return 0
  }

  const draft = createStatusDraft(environment, clock.now())
  const team = spec.projectRef.namespace ?? metadata.labels?.[labels.team] ?? teamOf(read, ref)
  const project = team === undefined ? undefined : read.project({ namespace: team, name: spec.projectRef.name })
  const template = project?.spec.templates[spec.type]
  if (project === undefined || template === undefined) {
    const message =
      project === undefined
        ? `There is no Project ${spec.projectRef.name} in the namespace ${team ?? 'of its team'}.`
        : `The Project ${project.metadata.name} has no template for the type ${spec.type}.`
    draft.condition('Ready', {
      status: 'False',
      reason: project === undefined ? 'ProjectNotFound' : 'TemplateNotFound',
      message,
    })
    draft.enter('Pending', message)
    await writeStatus(api, environment, draft)
    return undefined
  }

  const wanted = wantedOf({ environment, project, template, sources, urlOf })
  const isObsolete = serveRequests(wanted, draft)
  if (isObsolete) await cancelBuilds(api, wanted)
  const world = createWorld(api, { wanted, now: clock.now(), applied })
  const after = await phaseSteps[draft.phase](wanted, draft, world)
  await writeStatus(api, environment, draft)
  return after
}

/** The team that the namespace of an Environment belongs to, where the Environment does not say it. */
function teamOf(read: ReturnType<typeof createReader>, { namespace = '' }: ObjectRef): string | undefined {
  return read.namespace(namespace)?.metadata?.labels?.[labels.team]
}
