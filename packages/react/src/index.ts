// Provider, queries and hooks.
export { CatalystProvider, type CatalystProviderProps } from './provider/CatalystProvider.tsx'
export { useCatalystClient } from './provider/useCatalystClient.ts'

export { accessReviewOptions, type AccessQuestion } from './queries/accessReviewOptions.ts'
export { clusterListOptions } from './queries/clusterListOptions.ts'
export { environmentConfigurationOptions } from './queries/environmentConfigurationOptions.ts'
export { environmentListOptions, type EnvironmentScope } from './queries/environmentListOptions.ts'
export { environmentMetricsOptions } from './queries/environmentMetricsOptions.ts'
export { environmentOptions } from './queries/environmentOptions.ts'
export type { EnvironmentTarget } from './queries/EnvironmentTarget.ts'
export { eventListOptions } from './queries/eventListOptions.ts'
export type { EnvironmentFilter } from './queries/matchesScope.ts'
export type { ClusterChoice } from './queries/ClusterChoice.ts'
export { podListOptions } from './queries/podListOptions.ts'
export { podMetricsOptions } from './queries/podMetricsOptions.ts'
export { podOptions } from './queries/podOptions.ts'
export { projectListOptions } from './queries/projectListOptions.ts'
export { projectOptions } from './queries/projectOptions.ts'
export { queryKeys, type ListScope, type NamespaceScope } from './queries/queryKeys.ts'
export { sessionOptions } from './queries/sessionOptions.ts'

export type { Freshness } from './hooks/Freshness.ts'
export type { LiveOptions } from './hooks/LiveOptions.ts'
export { useAccessReview, type UseAccessReviewOptions, type UseAccessReviewResult } from './hooks/useAccessReview.ts'
export { useClusters } from './hooks/useClusters.ts'
export { useConnection } from './hooks/useConnection.ts'
export { useCreateEnvironment, type CreateEnvironmentVariables } from './hooks/useCreateEnvironment.ts'
export { useCreateProject, type CreateProjectVariables } from './hooks/useCreateProject.ts'
export { useDeleteEnvironment, type DeleteEnvironmentVariables } from './hooks/useDeleteEnvironment.ts'
export { useDeleteProject } from './hooks/useDeleteProject.ts'
export { useEnvironment } from './hooks/useEnvironment.ts'
export { useEnvironmentConfiguration } from './hooks/useEnvironmentConfiguration.ts'
export { useEnvironments } from './hooks/useEnvironments.ts'
export { useEvents } from './hooks/useEvents.ts'
export type { ClusterList, ClusterListsResult } from './hooks/useLiveLists.ts'
export type { LiveQueryResult } from './hooks/useLiveQuery.ts'
export { useExec, type ExecVariables } from './hooks/useExec.ts'
export { useLogs, type UseLogsOptions, type UseLogsResult } from './hooks/useLogs.ts'
export { useMetrics } from './hooks/useMetrics.ts'
export { usePod } from './hooks/usePod.ts'
export { usePods } from './hooks/usePods.ts'
export { useProject } from './hooks/useProject.ts'
export { useProjects } from './hooks/useProjects.ts'
export { useResetConfiguration, type ResetConfigurationVariables } from './hooks/useResetConfiguration.ts'
export { useRestartEnvironment } from './hooks/useRestartEnvironment.ts'
export { useRetryEnvironment } from './hooks/useRetryEnvironment.ts'
export { useSession } from './hooks/useSession.ts'
export { useTerminal, type UseTerminalOptions, type UseTerminalResult } from './hooks/useTerminal.ts'
export type { TerminalSessionStatus } from './hooks/TerminalSession.ts'
export { useUpdateConfiguration, type UpdateConfigurationVariables } from './hooks/useUpdateConfiguration.ts'
export { useUpdateEnvironment, type UpdateEnvironmentVariables } from './hooks/useUpdateEnvironment.ts'
export { useUpdateProject, type UpdateProjectVariables } from './hooks/useUpdateProject.ts'

// What hooks fail with, told apart.
export {
  CatalystError,
  describeError,
  isCatalystError,
  isConflict,
  isForbidden,
  isInvalid,
  isMissingType,
  isNetworkError,
  isNotFound,
  isRateLimited,
  isUnauthorized,
  isUnreachable,
  NetworkError,
} from '@catalyst/sdk'

// Components. Those named `…View` show data of your own and need no provider.
export { ConditionList, type ConditionListProps } from './components/condition-list/ConditionList.tsx'
export type { ConditionListMessages } from './components/condition-list/conditionListMessages.ts'
export { ConfigurationForm, type ConfigurationFormProps } from './components/configuration-form/ConfigurationForm.tsx'
export {
  ConfigurationFormView,
  type ConfigurationFormViewProps,
} from './components/configuration-form/ConfigurationFormView.tsx'
export type { ConfigurationFormMessages } from './components/configuration-form/configurationFormMessages.ts'
export { ConfirmDialog, type ConfirmDialogProps } from './components/confirm-dialog/ConfirmDialog.tsx'
export type { ConfirmDialogMessages } from './components/confirm-dialog/confirmDialogMessages.ts'
export { ConnectionStatus, type ConnectionStatusProps } from './components/connection-status/ConnectionStatus.tsx'
export {
  ConnectionStatusView,
  type ConnectionStatusViewProps,
} from './components/connection-status/ConnectionStatusView.tsx'
export type { ConnectionStatusMessages } from './components/connection-status/connectionStatusMessages.ts'
export {
  DeleteEnvironmentDialog,
  type DeleteEnvironmentDialogProps,
} from './components/environment-actions/DeleteEnvironmentDialog.tsx'
export {
  EnvironmentActions,
  type EnvironmentActionsProps,
} from './components/environment-actions/EnvironmentActions.tsx'
export type { EnvironmentActionsMessages } from './components/environment-actions/environmentActionsMessages.ts'
export type { DetailSlots, LogSlot, TerminalSlot } from './components/environment-detail/DetailSlots.ts'
export type { DetailView } from './components/environment-detail/DetailView.ts'
export { EnvironmentDetail, type EnvironmentDetailProps } from './components/environment-detail/EnvironmentDetail.tsx'
export type { DetailTab, EnvironmentDetailMessages } from './components/environment-detail/environmentDetailMessages.ts'
export { EnvironmentFacts, type EnvironmentFactsProps } from './components/environment-detail/EnvironmentFacts.tsx'
export { EnvironmentList, type EnvironmentListProps } from './components/environment-list/EnvironmentList.tsx'
export {
  EnvironmentListView,
  type EnvironmentListViewProps,
} from './components/environment-list/EnvironmentListView.tsx'
export { environmentColumns, type EnvironmentColumn } from './components/environment-list/environmentColumns.ts'
export type { ClusterState } from './components/environment-list/ClusterFailures.tsx'
export type { EnvironmentPlace } from './components/environment-list/EnvironmentCells.tsx'
export type {
  EnvironmentListFilter,
  EnvironmentSort,
  SortableColumn,
} from './components/environment-list/EnvironmentListFilter.ts'
export { filterFromQuery } from './components/environment-list/filterFromQuery.ts'
export { filterToQuery } from './components/environment-list/filterToQuery.ts'
export { useEnvironmentUsage, type EnvironmentUsage } from './components/environment-list/useEnvironmentUsage.ts'
export type { UsageOf } from './components/environment-list/usageOfEnvironments.ts'
export type { EnvironmentListMessages } from './components/environment-list/environmentListMessages.ts'
export { EnvironmentStatus, type EnvironmentStatusProps } from './components/environment-status/EnvironmentStatus.tsx'
export type { EnvironmentStatusMessages } from './components/environment-status/environmentStatusMessages.ts'
export { EventList, type EventListProps } from './components/event-list/EventList.tsx'
export { EventListView, type EventListViewProps } from './components/event-list/EventListView.tsx'
export type { EventListMessages } from './components/event-list/eventListMessages.ts'
export {
  LogViewer,
  type FollowedLogProps,
  type GivenLogProps,
  type LogViewerProps,
} from './components/log-viewer/LogViewer.tsx'
export { LogView, type LogViewProps } from './components/log-viewer/LogView.tsx'
export { LogBuffer, type LogBufferOptions } from './components/log-viewer/LogBuffer.ts'
export type { LogBacklog } from './components/log-viewer/LogBacklogFields.tsx'
export type { LogEntry, LogMarker } from './components/log-viewer/LogEntry.ts'
export type { LogFilter, LogQuery } from './components/log-viewer/LogFilter.ts'
export type { LogKeyAction } from './components/log-viewer/logKeys.ts'
export type { LogLook, LogSourceLabels, LogTimestamps } from './components/log-viewer/LogLook.ts'
export type { LogSnapshot } from './components/log-viewer/LogSnapshot.ts'
export type { LogSource } from './components/log-viewer/LogSource.ts'
export type { LogSeverity } from './components/log-viewer/severity/LogSeverity.ts'
export type { LogConnection, LogStatus } from './components/log-viewer/LogStatus.ts'
export type { LogViewerMessages } from './components/log-viewer/logViewerMessages.ts'
export { MetricsBadge, type MetricsBadgeProps } from './components/metrics-badge/MetricsBadge.tsx'
export { MetricsBadgeView, type MetricsBadgeViewProps } from './components/metrics-badge/MetricsBadgeView.tsx'
export { MetricsPanel, type MetricsPanelProps } from './components/metrics-badge/MetricsPanel.tsx'
export { MetricsPanelView, type MetricsPanelViewProps } from './components/metrics-badge/MetricsPanelView.tsx'
export type { UsageSample } from './components/metrics-badge/usageHistory.ts'
export type { MetricsBadgeMessages } from './components/metrics-badge/metricsBadgeMessages.ts'
export { PhaseBadge, type PhaseBadgeProps } from './components/phase-badge/PhaseBadge.tsx'
export type { PhaseBadgeMessages } from './components/phase-badge/phaseBadgeMessages.ts'
export { PodList, type PodListProps } from './components/pod-list/PodList.tsx'
export { PodListView, type PodListViewProps } from './components/pod-list/PodListView.tsx'
export type { PodListMessages } from './components/pod-list/podListMessages.ts'
export { ProblemView, type ProblemViewProps } from './components/problem-view/ProblemView.tsx'
export { problemKind, type ProblemKind } from './components/problem-view/problemKind.ts'
export type { ProblemViewMessages } from './components/problem-view/problemViewMessages.ts'
export { ResourceNotFound, type ResourceNotFoundProps } from './components/resource-not-found/ResourceNotFound.tsx'
/** The older name of `ResourceNotFound`. */
export { ResourceNotFound as KubeResourceNotFound } from './components/resource-not-found/ResourceNotFound.tsx'
export type { ResourceNotFoundMessages } from './components/resource-not-found/resourceNotFoundMessages.ts'
export {
  CreateEnvironmentForm,
  type CreateEnvironmentFormProps,
} from './components/environment-form/CreateEnvironmentForm.tsx'
export {
  CreateEnvironmentFormView,
  type CreateEnvironmentFormViewProps,
} from './components/environment-form/CreateEnvironmentFormView.tsx'
export type { CreateEnvironmentFormMessages } from './components/environment-form/createEnvironmentFormMessages.ts'
export { ProjectForm, type ProjectFormProps } from './components/project-form/ProjectForm.tsx'
export { ProjectFormView, type ProjectFormViewProps } from './components/project-form/ProjectFormView.tsx'
export type { ProjectFormMessages } from './components/project-form/projectFormMessages.ts'
export { TemplateForm, type TemplateFormProps } from './components/template-form/TemplateForm.tsx'
export { TemplateFormView, type TemplateFormViewProps } from './components/template-form/TemplateFormView.tsx'
export type { ChangedTemplate } from './components/template-form/templatePatch.ts'
export type { TemplateFormMessages } from './components/template-form/templateFormMessages.ts'
export { YamlPreview, type YamlPreviewProps } from './components/yaml-preview/YamlPreview.tsx'
export type { YamlPreviewMessages } from './components/yaml-preview/yamlPreviewMessages.ts'

// Words.
export type { FormMessages } from './internals/form/formMessages.ts'
export type { CatalystMessages } from './messages/CatalystMessages.ts'
export { MessagesProvider, type MessageOverrides, type MessagesProviderProps } from './messages/MessagesProvider.tsx'
