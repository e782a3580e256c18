import { CatalystProvider, EnvironmentStatus, useEnvironment } from '@catalyst/react'

function Status() {
  const { data } = useEnvironment({ namespace: 'payments-checkout', name: 'pr-42' })
  return data === undefined ? null : <EnvironmentStatus environment={data} />
}

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Status />
    </CatalystProvider>
  )
}
