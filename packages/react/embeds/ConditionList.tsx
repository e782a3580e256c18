import { CatalystProvider, ConditionList, useEnvironment } from '@catalyst/react'

function Conditions() {
  const { data } = useEnvironment({ namespace: 'payments-checkout', name: 'pr-42' })
  return <ConditionList conditions={data?.status?.conditions ?? []} />
}

export function Preview() {
  return (
    <CatalystProvider baseUrl="https://catalyst.example.com">
      <Conditions />
    </CatalystProvider>
  )
}
