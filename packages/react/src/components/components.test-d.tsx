import type { Environment, Pod, Project } from '@catalyst/api'
import { createRef } from 'react'
import {
  ConditionList,
  ConfigurationForm,
  ConfirmDialog,
  ConnectionStatus,
  CreateEnvironmentForm,
  DeleteEnvironmentDialog,
  EnvironmentActions,
  EnvironmentDetail,
  EnvironmentFacts,
  EnvironmentList,
  EnvironmentListView,
  EnvironmentStatus,
  EventList,
  LogView,
  LogViewer,
  MetricsBadge,
  MetricsPanel,
  PhaseBadge,
  PodList,
  PodListView,
  ProblemView,
  ProjectForm,
  ResourceNotFound,
  TemplateForm,
  YamlPreview,
} from '../index.ts'
import { Terminal } from '../terminal.ts'

declare const environment: Environment
declare const project: Project
declare const pods: Pod[]
const nothing = () => undefined

// What each component takes, down to its element; what is optional takes undefined.
export const right = [
  <ConditionList conditions={[]} className="own" style={{ color: 'red' }} data-own="" />,
  <ConfigurationForm environment={environment} cluster={undefined} />,
  <ConfirmDialog open title="Sure?" onConfirm={nothing} onCancel={nothing} />,
  <ConnectionStatus ref={createRef<HTMLDivElement>()} />,
  <CreateEnvironmentForm
    ref={createRef<HTMLFormElement>()}
    defaultValues={{ team: 'a', name: undefined }}
    onCreated={({ metadata }) => metadata.name.trim()}
  />,
  <DeleteEnvironmentDialog open environment={environment} onClose={nothing} force />,
  <EnvironmentActions environment={environment} onDeleted={({ metadata }) => metadata.name.trim()} />,
  <EnvironmentDetail ref={createRef<HTMLElement>()} namespace="a" name="b" headingLevel={1} />,
  <EnvironmentFacts environment={environment} project={project} />,
  <EnvironmentList clusters={['a', 'b']} team="t" live={false} refetchInterval={false} />,
  <EnvironmentStatus environment={environment} />,
  <EventList namespace="a" environment="b" />,
  <LogViewer target={{ namespace: 'a', environment: 'b' }} />,
  <LogViewer lines={[{ time: '2026-01-01T00:00:00Z', pod: 'web-0', container: 'app', text: 'one' }]} />,
  <MetricsBadge namespace="a" pod="b" />,
  <MetricsBadge namespace="a" environment="b" />,
  <MetricsPanel namespace="a" environment="b" />,
  <PhaseBadge phase="Ready" ref={createRef<HTMLSpanElement>()} messages={{ Ready: 'Bereit' }} />,
  <PodList namespace="a" labelSelector="x=y" />,
  <PodListView pods={pods} />,
  <ProblemView error={new Error('No.')} />,
  <ProjectForm project={project} headingLevel={3} onSaved={({ spec }) => spec.templates} />,
  <ResourceNotFound resourceType="Environment" resourceName="pr-1" missing="type" />,
  <TemplateForm project={project} templateKey="staging" />,
  <YamlPreview value={{ kind: 'Environment' }} />,
  <Terminal target={{ namespace: 'a', pod: 'b' }} command={['sh']} />,
]

export const wrong = [
  // @ts-expect-error the conditions of what?
  <ConditionList />,
  // @ts-expect-error an environment is an object, its name is not enough
  <ConfigurationForm environment="pr-1" />,
  // @ts-expect-error a question needs an answer
  <ConfirmDialog open title="Sure?" onConfirm={nothing} />,
  // @ts-expect-error there is no such value to begin with
  <CreateEnvironmentForm defaultValues={{ branch: 'main' }} />,
  // @ts-expect-error the element is a form
  <CreateEnvironmentForm ref={createRef<SVGSVGElement>()} />,
  // @ts-expect-error somebody has to close it
  <DeleteEnvironmentDialog open environment={environment} />,
  // @ts-expect-error whose actions?
  <EnvironmentActions />,
  // @ts-expect-error a name is missing
  <EnvironmentDetail namespace="a" />,
  // @ts-expect-error whose facts?
  <EnvironmentFacts />,
  // @ts-expect-error several clusters are a list
  <EnvironmentList clusters="a,b" />,
  // @ts-expect-error what is shown is a list of environments
  <EnvironmentListView environments={pods} />,
  // @ts-expect-error whose status?
  <EnvironmentStatus />,
  // @ts-expect-error events of which namespace?
  <EventList />,
  // @ts-expect-error the log of what?
  <LogViewer />,
  // @ts-expect-error a target has a namespace
  <LogViewer target={{ environment: 'b' }} />,
  // @ts-expect-error the lines of what?
  <LogView />,
  // @ts-expect-error usage of what?
  <MetricsBadge namespace="a" />,
  // @ts-expect-error usage of what?
  <MetricsPanel namespace="a" />,
  // @ts-expect-error there is no such phase
  <PhaseBadge phase="Sleeping" />,
  // @ts-expect-error there is no such text
  <PhaseBadge phase="Ready" messages={{ Sleeping: 'Schläft' }} />,
  // @ts-expect-error pods of which namespace?
  <PodList />,
  // @ts-expect-error which problem?
  <ProblemView />,
  // @ts-expect-error a heading of the first level is the page's own
  <ProjectForm headingLevel={1} />,
  // @ts-expect-error a name is missing
  <ResourceNotFound resourceType="Environment" />,
  // @ts-expect-error there is no such thing that could be missing
  <ResourceNotFound resourceType="Environment" resourceName="pr-1" missing="namespaces" />,
  // @ts-expect-error a template of which project?
  <TemplateForm />,
  // @ts-expect-error what is written is an object
  <YamlPreview value="kind: Environment" />,
  // @ts-expect-error a shell in which pod?
  <Terminal target={{ namespace: 'a' }} />,
  // @ts-expect-error a command is a list of words
  <Terminal target={{ namespace: 'a', pod: 'b' }} command="sh -c ls" />,
]
