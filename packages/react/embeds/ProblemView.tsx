import { CatalystProvider, ProblemView, useEnvironments } from '@catalyst/react'

function Previews() {
  const { data, error, refetch } = useEnvironments()
  if (error !== null) return <ProblemView error={error} onRetry={() => void refetch()} />
  return <p>{data?.items.length ?? '…'} previews</p>
}

export function Page() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Previews />
    </CatalystProvider>
  )
}
