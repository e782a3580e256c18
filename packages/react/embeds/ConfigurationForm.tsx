import { CatalystProvider, ConfigurationForm, useEnvironment } from '@catalyst/react'

function Configuration() {
  const { data } = useEnvironment({ namespace: 'payments-checkout', name: 'pr-42' })
  return data === undefined ? null : <ConfigurationForm environment={data} />
}

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Configuration />
    </CatalystProvider>
  )
}
