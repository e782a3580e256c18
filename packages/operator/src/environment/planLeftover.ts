import type { TemplateType } from '@catalyst/api'
import type { EventDraft } from '../events/createEventRecorder.ts'
import type { Deployable } from '../strategies/Strategy.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import type { StatusDraft } from './StatusDraft.ts'
import { uninstall, uninstallJobName } from './uninstall.ts'

export type Leftover =
  /** Nothing has to go before; `told` is what went wrong when it went. */
  { told?: EventDraft | undefined } | { plan: Plan }

/** The condition that tells of what could not be taken away; its reason, by the type of template that had brought it. */
const uninstalled = 'Uninstalled'
const leftReasons: Readonly<Partial<Record<TemplateType, string>>> = { helm: 'ReleaseLeft', manifest: 'ManifestsLeft' }

/**
 * What Jobs have deployed by a template of another type goes first: nobody else would ever take it away. Where that fails, the
 * new template takes its place all the same, and a condition tells of what may be left until a template of that type is back.
 */
export function planLeftover(observed: Observed, draft: StatusDraft, deployable: Deployable): Leftover {
  const { template: before, deployment } = observed.environment.status ?? {}
  const { template, namespace, labels, settings } = deployable
  const told = draft.value.conditions?.find(({ type }) => type === uninstalled)
  if (told?.reason === leftReasons[template.type]) draft.withdraw(uninstalled)
  if ((before !== 'helm' && before !== 'manifest') || before === template.type || deployment?.jobName === undefined)
    return {}
  const done = uninstall(observed, { type: before, namespace, labels, deployer: settings.deployer })
  if (done.state === 'waiting') {
    const message = `What the template of type ${before} has deployed is taken away, by the Job ${uninstallJobName(observed)}.`
    draft.condition({ type: 'Deployed', status: 'Unknown', reason: 'Uninstalling', message })
    draft.condition({ type: 'Ready', status: 'False', reason: 'Uninstalling', message })
    draft.enter('Deploying', message)
    return { plan: { ...done.plan, events: [], status: draft.finish() } }
  }
  if (done.failure === undefined) return {}
  const shown = before === 'helm' ? `helm list --namespace ${namespace}` : `kubectl get all --namespace ${namespace}`
  const message = `Something of what the template of type ${before} had deployed may be left. ${done.failure} See what is there by ${shown} and delete what nobody needs, or delete the environment and create it anew.`
  const isNew = draft.condition({ type: uninstalled, status: 'False', reason: leftReasons[before] ?? 'Left', message })
  return isNew ? { told: { type: 'Warning', reason: 'UninstallFailed', message } } : {}
}
