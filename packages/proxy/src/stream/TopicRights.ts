import type { TopicKind } from '@catalyst/api'
import type { Identity } from '../identity/Identity.ts'
import { mapLimited } from '../objects/mapLimited.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import { listReview } from './topicResource.ts'
import type { TopicView } from './topicView.ts'

/** How many questions are asked at the same time. */
const concurrency = 10

export interface TopicScope {
  kind: TopicKind
  /** Registered name of the cluster. */
  cluster: string
  /** A namespace, or `*`. */
  namespace: string
}

/** Which namespaces a caller may list for a topic. */
export class TopicRights {
  readonly #context: Pick<ProxyContext, 'reviewAccess' | 'requireAccess'>
  readonly #identity: Identity
  readonly #scope: TopicScope

  constructor(context: Pick<ProxyContext, 'reviewAccess' | 'requireAccess'>, identity: Identity, scope: TopicScope) {
    this.#context = context
    this.#identity = identity
    this.#scope = scope
  }

  /**
   * For one namespace that one; for `*` all of the cluster where a review allows that, else those of the candidates that
   * the caller may list.
   *
   * @throws ProblemError FORBIDDEN for one namespace that the caller may not list.
   */
  async visible(candidates: () => Iterable<string>): Promise<TopicView['namespaces']> {
    const { kind, cluster, namespace } = this.#scope
    if (namespace !== '*') {
      await this.#context.requireAccess(this.#identity, cluster, listReview(kind, namespace))
      return new Set([namespace])
    }
    const { allowed } = await this.#context.reviewAccess(this.#identity, cluster, listReview(kind))
    return allowed ? 'all' : this.allowedOf(candidates())
  }

  /** Those of the namespaces that the caller may list. */
  async allowedOf(candidates: Iterable<string>): Promise<Set<string>> {
    const { kind, cluster } = this.#scope
    const namespaces = [...new Set(candidates)]
    const ask = (namespace: string) => this.#context.reviewAccess(this.#identity, cluster, listReview(kind, namespace))
    const answers = await mapLimited(namespaces, ask, concurrency)
    return new Set(namespaces.filter((_, index) => answers[index]?.allowed))
  }
}
