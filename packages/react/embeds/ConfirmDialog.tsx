import { ConfirmDialog } from '@catalyst/react'
import { useState } from 'react'

export function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setIsAsking(true)}>
        Delete
      </button>
      <ConfirmDialog
        open={isAsking}
        title="Delete pr-42?"
        confirmLabel="Delete"
        onConfirm={onDelete}
        onCancel={() => setIsAsking(false)}
      >
        All that runs in it is removed.
      </ConfirmDialog>
    </>
  )
}
