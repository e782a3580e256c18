import type { ReactNode } from 'react'
import { CheckField } from '../../internals/CheckField.tsx'
import type { LogFilter } from './LogFilter.ts'
import type { LogSource } from './LogSource.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { logSeverities, type LogSeverity } from './severity/LogSeverity.ts'

export interface LogFilterPanelProps {
  filter: LogFilter
  onFilterChange: (change: Partial<LogFilter>) => void
  sources: readonly LogSource[]
  messages: LogViewerMessages
}

/** Which severities and which sources are shown. Renders two `<fieldset>`s. */
export function LogFilterPanel({ filter, onFilterChange, sources, messages }: LogFilterPanelProps): ReactNode {
  const severities = filter.severities ?? logSeverities
  const hidden = new Set(filter.hiddenSources)

  const showSeverity = (severity: LogSeverity, isShown: boolean) => {
    const next = logSeverities.filter((one) => (one === severity ? isShown : severities.includes(one)))
    onFilterChange({ severities: next.length === logSeverities.length ? undefined : next })
  }
  const showSource = (key: string, isShown: boolean) => {
    onFilterChange({
      hiddenSources: isShown ? filter.hiddenSources.filter((one) => one !== key) : [...filter.hiddenSources, key],
    })
  }

  return (
    <>
      <fieldset className="catalyst-log-choices">
        <legend>{messages.severities}</legend>
        {logSeverities.map((severity) => (
          <CheckField
            key={severity}
            label={messages.severity(severity)}
            checked={severities.includes(severity)}
            onChange={(isShown) => showSeverity(severity, isShown)}
          >
            <span className="catalyst-log-swatch" data-severity={severity} aria-hidden="true" />
          </CheckField>
        ))}
      </fieldset>
      <fieldset className="catalyst-log-choices">
        <legend>{messages.sources}</legend>
        {sources.length === 0 && <p className="catalyst-muted">{messages.noSources}</p>}
        {sources.map(({ key, hue }) => (
          <span key={key} className="catalyst-log-source-choice">
            <CheckField label={key} checked={!hidden.has(key)} onChange={(isShown) => showSource(key, isShown)}>
              <span className="catalyst-log-swatch" data-hue={hue} aria-hidden="true" />
            </CheckField>
            {sources.length > 1 && (
              <button
                type="button"
                className="catalyst-link"
                aria-label={messages.onlySource(key)}
                onClick={() =>
                  onFilterChange({ hiddenSources: sources.map((one) => one.key).filter((one) => one !== key) })
                }
              >
                {messages.only}
              </button>
            )}
          </span>
        ))}
      </fieldset>
      {countHidden(filter) > 0 && (
        <button
          type="button"
          className="catalyst-link"
          onClick={() => onFilterChange({ severities: undefined, hiddenSources: [] })}
        >
          {messages.showAll}
        </button>
      )}
    </>
  )
}

/** How many severities and sources are not shown. */
export function countHidden({ severities, hiddenSources }: LogFilter): number {
  return (severities === undefined ? 0 : logSeverities.length - severities.length) + hiddenSources.length
}
