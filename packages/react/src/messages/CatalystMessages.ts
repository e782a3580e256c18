import type { ComponentBoundaryMessages } from '../internals/componentBoundaryMessages.ts'
import type { ConditionListMessages } from '../components/condition-list/conditionListMessages.ts'
import type { ConfigurationFormMessages } from '../components/configuration-form/configurationFormMessages.ts'
import type { ConfirmDialogMessages } from '../components/confirm-dialog/confirmDialogMessages.ts'
import type { ConnectionStatusMessages } from '../components/connection-status/connectionStatusMessages.ts'
import type { EnvironmentActionsMessages } from '../components/environment-actions/environmentActionsMessages.ts'
import type { EnvironmentDetailMessages } from '../components/environment-detail/environmentDetailMessages.ts'
import type { EnvironmentListMessages } from '../components/environment-list/environmentListMessages.ts'
import type { EnvironmentStatusMessages } from '../components/environment-status/environmentStatusMessages.ts'
import type { EventListMessages } from '../components/event-list/eventListMessages.ts'
import type { LogViewerMessages } from '../components/log-viewer/logViewerMessages.ts'
import type { MetricsBadgeMessages } from '../components/metrics-badge/metricsBadgeMessages.ts'
import type { PhaseBadgeMessages } from '../components/phase-badge/phaseBadgeMessages.ts'
import type { PodListMessages } from '../components/pod-list/podListMessages.ts'
import type { ProblemViewMessages } from '../components/problem-view/problemViewMessages.ts'
import type { ResourceNotFoundMessages } from '../components/resource-not-found/resourceNotFoundMessages.ts'
import type { TerminalMessages } from '../components/terminal/terminalMessages.ts'
import type { CreateEnvironmentFormMessages } from '../components/environment-form/createEnvironmentFormMessages.ts'
import type { YamlPreviewMessages } from '../components/yaml-preview/yamlPreviewMessages.ts'
import type { FormMessages } from '../internals/form/formMessages.ts'
import type { ProjectFormMessages } from '../components/project-form/projectFormMessages.ts'
import type { TemplateFormMessages } from '../components/template-form/templateFormMessages.ts'

/** Every text of the kit, by component. */
export interface CatalystMessages {
  componentBoundary: ComponentBoundaryMessages
  conditionList: ConditionListMessages
  configurationForm: ConfigurationFormMessages
  confirmDialog: ConfirmDialogMessages
  connectionStatus: ConnectionStatusMessages
  environmentActions: EnvironmentActionsMessages
  environmentDetail: EnvironmentDetailMessages
  environmentList: EnvironmentListMessages
  environmentStatus: EnvironmentStatusMessages
  eventList: EventListMessages
  logViewer: LogViewerMessages
  metricsBadge: MetricsBadgeMessages
  phaseBadge: PhaseBadgeMessages
  podList: PodListMessages
  problemView: ProblemViewMessages
  resourceNotFound: ResourceNotFoundMessages
  terminal: TerminalMessages
  createEnvironmentForm: CreateEnvironmentFormMessages
  form: FormMessages
  yamlPreview: YamlPreviewMessages
  projectForm: ProjectFormMessages
  templateForm: TemplateFormMessages
}
