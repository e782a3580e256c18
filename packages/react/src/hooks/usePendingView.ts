import { useMutationState } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WrittenKind } from './cacheObject.ts'
import { createPendingView, type PendingChange, type PendingView } from './pendingChanges.ts'

/** The key of every change of objects of a kind; by it what is under way is found. */
export const changeKey = (kind: WrittenKind) => ['catalyst', kind, 'change'] as const

/** Shows objects of a kind with the changes that are under way, from wherever on the page they were sent. */
export function usePendingView<TKind extends WrittenKind>(kind: TKind): PendingView<TKind> {
  const changes = useMutationState({
    filters: { mutationKey: changeKey(kind), status: 'pending' },
    select: ({ state }): PendingChange => ({
      // Only changes of this kit have the key.
      ...(state.variables as Omit<PendingChange, 'sentAt'>),
      sentAt: state.submittedAt,
    }),
  })
  return useMemo(() => createPendingView(changes), [changes])
}
