import { createCatalystClient } from '@catalyst/sdk'
import { condition, environment, environmentMetrics, event, logLines, pod, problem, project } from '@catalyst/testing'
import { QueryClient } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as kit from '../index.ts'
import * as terminalKit from '../terminal.ts'

const buffer = new kit.LogBuffer()
buffer.append(logLines(5))

test.each([
  ['ConditionList', <kit.ConditionList conditions={[condition('Ready')]} />, 'Ready'],
  [
    'ConfigurationFormView',
    <kit.ConfigurationFormView
      configuration={{ detected: {}, project: {}, environment: {}, effective: {} }}
      environment="pr-42"
      project="checkout"
      onSave={() => undefined}
      onReset={() => undefined}
    />,
    'No project type detected',
  ],
  [
    'ConfirmDialog',
    <kit.ConfirmDialog open title="Delete pr-42?" onConfirm={() => undefined} onCancel={() => undefined} />,
    'Delete pr-42?',
  ],
  ['ConnectionStatusView', <kit.ConnectionStatusView state="live" />, 'Live'],
  [
    'CreateEnvironmentFormView',
    <kit.CreateEnvironmentFormView projects={[project()]} onSubmit={() => undefined} />,
    'payments/checkout',
  ],
  ['EnvironmentFacts', <kit.EnvironmentFacts environment={environment()} />, 'payments / checkout'],
  ['EnvironmentListView', <kit.EnvironmentListView environments={[environment()]} />, 'pr-42'],
  ['EnvironmentStatus', <kit.EnvironmentStatus environment={environment()} />, 'Deploying'],
  ['EventListView', <kit.EventListView events={[event()]} />, 'Scheduled'],
  ['LogView', <kit.LogView buffer={buffer} />, '5 lines'],
  ['LogViewer', <kit.LogViewer lines={logLines(3)} />, '3 lines'],
  ['MetricsBadge', <kit.MetricsBadge metrics={environmentMetrics()} />, '120m'],
  ['PhaseBadge', <kit.PhaseBadge phase="Degraded" />, 'Degraded'],
  ['PodListView', <kit.PodListView pods={[pod()]} />, 'web-5d9c7b6f4-x2x7k'],
  ['ProblemView', <kit.ProblemView error={problem('FORBIDDEN')} />, 'You may not see this'],
  ['ProjectFormView', <kit.ProjectFormView project={project()} onSubmit={() => undefined} />, 'Dockerfile'],
  ['ResourceNotFound', <kit.ResourceNotFound resourceType="Environment" resourceName="pr-42" />, 'make reset'],
  [
    'TemplateFormView',
    <kit.TemplateFormView project={project()} templateKey="development" onSubmit={() => undefined} />,
    'Dockerfile',
  ],
  ['TerminalView', <terminalKit.TerminalView connect={() => expect.unreachable()} />, 'Loading the terminal'],
  ['YamlPreview', <kit.YamlPreview value={{ kind: 'Environment' }} />, 'Writing the YAML'],
])('a server renders %s without a window and without a provider', (_name, element, text) => {
  expect('window' in globalThis).toBe(false)
  expect(renderToString(element).replaceAll('<!-- -->', '')).toContain(text)
})

test('a server renders what needs a provider, and asks nothing', () => {
  const client = createCatalystClient({ baseUrl: 'http://proxy', fetch: async () => expect.unreachable() })
  const target = { namespace: 'payments-checkout-pr-42', pod: 'web-0' }
  const html = renderToString(
    <kit.CatalystProvider client={client} queryClient={new QueryClient()}>
      <kit.ConfigurationForm environment={environment()} />
      <kit.CreateEnvironmentForm />
      <kit.EnvironmentActions environment={environment()} />
      <kit.EnvironmentDetail namespace="payments-checkout" name="pr-7" />
      <kit.EnvironmentList />
      <kit.EventList namespace="payments-checkout-pr-42" />
      <kit.PodList namespace="payments-checkout-pr-42" />
      <kit.LogViewer target={target} />
      <kit.MetricsBadge {...target} />
      <kit.ConnectionStatus />
      <terminalKit.Terminal target={target} />
    </kit.CatalystProvider>,
  )
  for (const text of [
    'Loading the configuration',
    'Delete',
    'Loading pr-7',
    'Loading environments',
    'Loading events',
    'Loading pods',
    'Connecting',
    'Loading usage',
    'Not connected',
    'Loading the terminal',
  ]) {
    expect.soft(html).toContain(text)
  }
})

test('the older name of ResourceNotFound is the same component', () => {
  expect(kit.KubeResourceNotFound).toBe(kit.ResourceNotFound)
})
