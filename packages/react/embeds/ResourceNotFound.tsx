import { ResourceNotFound } from '@catalyst/react'

export function Missing() {
  return <ResourceNotFound resourceType="Environment" resourceName="pr-42" onRetry={() => location.reload()} />
}
