import { CatalystProvider, EnvironmentFacts, useEnvironment } from '@catalyst/react'

function Facts() {
  const { data } = useEnvironment({ namespace: 'payments-checkout', name: 'pr-42' })
  return data === undefined ? null : <EnvironmentFacts environment={data} />
}

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Facts />
    </CatalystProvider>
  )
}
