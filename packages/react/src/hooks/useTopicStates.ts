import { formatTopic, parseTopic, type TopicKind } from '@catalyst/api/topics'
import { initialTopicState, type TopicObjects, type TopicOf, type TopicState } from '@catalyst/sdk'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useLatest } from '../internals/useLatest.ts'
import { useCatalystClient } from '../provider/useCatalystClient.ts'

/** A topic without its items. */
export type TopicStatus = Omit<TopicState, 'items'>

/**
 * Watches topics: `onState` hears of what is known of each, by its index, and of every change, without a render; the result, in the
 * order of the topics, renders only when the status of one changes. `undefined` in the place of a topic watches nothing.
 *
 * @param subject What `onState` does with it: once that is another, it hears anew of what is known.
 */
export function useTopicStates<TKind extends TopicKind>(
  topics: readonly (TopicOf<TKind> | undefined)[],
  onState: (state: TopicState<TopicObjects[TKind]>, index: number) => void,
  subject = '',
): TopicStatus[] {
  const client = useCatalystClient()
  const latest = useLatest(onState)
  // A text, because callers write topics as literals, which are new objects with every render.
  const key = topics.map((topic) => (topic === undefined ? '' : formatTopic(topic))).join('\n')
  const watched = useMemo(() => key.split('\n').map((text) => parseTopic(text) as TopicOf<TKind> | undefined), [key])

  const subscribeEach = useCallback(
    (listen: (topic: TopicOf<TKind>, index: number) => () => void) => {
      const stops = watched.map((topic, index) => (topic === undefined ? undefined : listen(topic, index)))
      return () => stops.forEach((stop) => stop?.())
    },
    [watched],
  )

  useEffect(
    () =>
      subscribeEach((topic, index) => {
        const tell = (state: TopicState<TopicObjects[TKind]>) => latest.current(state, index)
        const unsubscribe = client.subscribe(topic, tell)
        tell(client.topicState(topic))
        return unsubscribe
      }),
    [client, subscribeEach, latest, subject],
  )

  const subscribe = useCallback(
    (onChange: () => void) => subscribeEach((topic) => client.subscribe(topic, onChange)),
    [client, subscribeEach],
  )
  const states = () =>
    watched.map((topic): TopicStatus => (topic === undefined ? initialTopicState : client.topicState(topic)))
  useSyncExternalStore(
    subscribe,
    () => states().map(statusText).join('\n'),
    () => watched.map(() => statusText(initialTopicState)).join('\n'),
  )
  return states()
}

/** A primitive, so that React sees an unchanged status as such. */
function statusText({ status, loaded, since, reason }: TopicStatus): string {
  return `${status} ${loaded} ${since?.getTime() ?? ''} ${reason ?? ''}`
}
