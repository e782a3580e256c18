import type { Pod } from '@catalyst/api'
import { createResourceClient, isNotFound, pods } from '@catalyst/kubernetes-client'
import type { Caller } from '../objects/Caller.ts'
import { explainMissing } from '../objects/explainMissing.ts'

/** A pod as the caller sees it. @throws ProblemError NOT_FOUND that says what is missing. */
export async function getPod(caller: Caller, { namespace, pod }: { namespace: string; pod: string }): Promise<Pod> {
  const ref = { namespace, name: pod }
  try {
    return await createResourceClient(pods, caller).get(ref, { signal: caller.signal })
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw await explainMissing({ ...ref, kubeConfig: caller.kubeConfig, resource: pods, cause: error })
  }
}
