import type { CatalystClient } from '@catalyst/sdk'
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject, type WrittenKind, type WrittenObjects } from './cacheObject.ts'
import { changeKey } from './usePendingView.ts'

interface Write<TKind extends WrittenKind, TVariables, TAnswer> {
  kind: TKind
  send: (client: CatalystClient, variables: TVariables) => Promise<TAnswer>
  /** The object in an answer. */
  objectOf: (answer: TAnswer) => WrittenObjects[TKind]
  /** Whether it is a patch or a deletion, which shows before it is answered. @default false */
  isChange?: boolean | undefined
  /** Whether it makes a new object. @default false */
  isNew?: boolean | undefined
}

/** A mutation whose answer goes to the cache, where every list and page finds it. */
export function useWrite<TKind extends WrittenKind, TVariables extends { cluster?: string | undefined }, TAnswer>({
  kind,
  send,
  objectOf,
  isChange,
  isNew,
}: Write<TKind, TVariables, TAnswer>): UseMutationResult<TAnswer, Error, TVariables> {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    // A proxy on localhost answers without any network.
    networkMode: 'always',
    ...(isChange ? { mutationKey: changeKey(kind) } : {}),
    mutationFn: (variables: TVariables) => send(client, variables),
    onSuccess: (answer, { cluster }) => cacheObject(queryClient, objectOf(answer), { kind, cluster, created: isNew }),
  })
}

/** The object in an answer that is the object. */
export const itself = <T>(answer: T): T => answer
