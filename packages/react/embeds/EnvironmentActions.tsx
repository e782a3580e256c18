import { CatalystProvider, EnvironmentActions, useEnvironment } from '@catalyst/react'

function Actions() {
  const { data } = useEnvironment({ namespace: 'payments-checkout', name: 'pr-42' })
  return data === undefined ? null : <EnvironmentActions environment={data} onDeleted={() => history.back()} />
}

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Actions />
    </CatalystProvider>
  )
}
