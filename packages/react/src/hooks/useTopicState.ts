import { formatTopic, parseTopic, type TopicKind } from '@catalyst/api/topics'
import { initialTopicState, type TopicObjects, type TopicOf, type TopicState } from '@catalyst/sdk'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useLatest } from '../internals/useLatest.ts'
import { useCatalystClient } from '../provider/useCatalystClient.ts'

/** A topic without its items. */
export type TopicStatus = Omit<TopicState, 'items'>

/**
 * Watches a topic: `onState` hears of what is known and of every change, without a render; the result renders only when the
 * topic's status changes. `undefined` watches nothing.
 */
export function useTopicState<TKind extends TopicKind>(
  topic: TopicOf<TKind> | undefined,
  onState: (state: TopicState<TopicObjects[TKind]>) => void,
): TopicStatus {
  const client = useCatalystClient()
  const latest = useLatest(onState)
  // A text, because callers write topics as literals, which are new objects with every render.
  const key = topic === undefined ? undefined : formatTopic(topic)

  useEffect(() => {
    const watched = topicOf<TKind>(key)
    if (watched === undefined) return
    const tell = (state: TopicState<TopicObjects[TKind]>) => latest.current(state)
    const unsubscribe = client.subscribe(watched, tell)
    tell(client.topicState(watched))
    return unsubscribe
  }, [client, key, latest])

  const subscribe = useCallback(
    (onChange: () => void) => {
      const watched = topicOf<TKind>(key)
      return watched === undefined ? () => undefined : client.subscribe(watched, onChange)
    },
    [client, key],
  )
  const state = () => {
    const watched = topicOf<TKind>(key)
    return watched === undefined ? initialTopicState : client.topicState(watched)
  }
  useSyncExternalStore(
    subscribe,
    () => statusText(state()),
    () => statusText(initialTopicState),
  )
  return state()
}

function topicOf<TKind extends TopicKind>(key: string | undefined): TopicOf<TKind> | undefined {
  return key === undefined ? undefined : (parseTopic(key) as TopicOf<TKind> | undefined)
}

/** A primitive, so that React sees an unchanged status as such. */
function statusText({ status, loaded, since, reason }: TopicStatus): string {
  return `${status} ${loaded} ${since?.getTime() ?? ''} ${reason ?? ''}`
}
