import type { ProblemIssue } from '@catalyst/api'
import type { Configuration, ConfigurationChange } from '@catalyst/sdk'
import { describeError } from '@catalyst/sdk'
import { forwardRef, useId, useState, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { WarningIcon } from '../../internals/icons.tsx'
import { TextField } from '../../internals/TextField.tsx'
import { useControlled } from '../../internals/useControlled.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { ConfirmDialog } from '../confirm-dialog/ConfirmDialog.tsx'
import { problemOf } from '../problem-view/problemKind.ts'
import {
  changeOf,
  changesOf,
  configurationFields,
  fallbackOf,
  draftOf,
  faultsOf,
  type ConfigurationDraft,
  type ConfigurationField,
  type ConfigurationScope,
} from './configurationDraft.ts'
import { configurationFormMessages, type ConfigurationFormMessages } from './configurationFormMessages.ts'
import { ConfigurationTable } from './ConfigurationTable.tsx'

export interface ConfigurationFormViewProps extends Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onReset'> {
  /** `undefined` while it loads. */
  configuration: Configuration | undefined
  /** Name of the environment. */
  environment: string
  /** Name of its project. */
  project: string
  /** For what is set. @default 'project' */
  scope?: ConfigurationScope | undefined
  /** Makes `scope` the host's. */
  onScopeChange?: ((scope: ConfigurationScope) => void) | undefined
  /** Sets what is typed. */
  onSave: (change: ConfigurationChange) => void
  /** Goes back to what was detected. */
  onReset: (scope: ConfigurationScope) => void
  /** What the caller may change; `undefined` as long as it is not known. @default {} */
  allowed?: Partial<Record<ConfigurationScope, boolean | undefined>> | undefined
  /** Whether a change is under way. @default false */
  isSaving?: boolean | undefined
  /** Whether the last change was taken. @default false */
  isSaved?: boolean | undefined
  /** What the last change failed with; issues of it are said at their fields. */
  error?: unknown
  messages?: Partial<ConfigurationFormMessages> | undefined
}

/**
 * What starts an environment: what was detected, what overrides it for the project or this environment alone, which holds, and a
 * form to override it or to go back. Needs no provider. Renders a `<form>`.
 *
 * `data-state` is `loading` or `data`; `data-type-missing` is present where no project type was detected.
 */
export const ConfigurationFormView = withBoundary(
  forwardRef<HTMLFormElement, ConfigurationFormViewProps>(function ConfigurationFormView(
    { configuration, environment, project, onSave, onReset, allowed = {}, isSaving = false, isSaved = false, ...props },
    ref,
  ) {
    const {
      scope: givenScope = 'project',
      onScopeChange,
      error: lastError,
      messages,
      className,
      ...elementProps
    } = props
    const words = useMessages('configurationForm', configurationFormMessages, messages)
    const [scope, setScope] = useControlled(givenScope, onScopeChange)
    // What others change shows, until something is typed here; each scope keeps what is typed for it.
    const [typedFor, setTypedFor] = useState<Partial<Record<ConfigurationScope, Partial<ConfigurationDraft>>>>({})
    const setTyped = (one: ConfigurationScope, typed: Partial<ConfigurationDraft>) =>
      setTypedFor((before) => ({ ...before, [one]: typed }))
    const typed = typedFor[scope] ?? {}
    // What the last change was about: how that went is said there alone.
    const [changedScope, setChangedScope] = useState(scope)
    const isOfLast = scope === changedScope
    const error = isOfLast ? lastError : undefined
    // What was typed stays until it is taken: neither a refusal nor typing on while it is saved must cost it.
    const [wasSaved, setWasSaved] = useState(isSaved)
    if (isSaved !== wasSaved) {
      setWasSaved(isSaved)
      if (isSaved) setTyped(changedScope, changesOf(typedFor[changedScope] ?? {}, configuration, changedScope))
    }
    const [isAsking, setIsAsking] = useState(false)
    const scopeName = useId()
    const draft = { ...draftOf(configuration, scope), ...typed }
    const change = changeOf(draft, configuration, scope)
    const faults = faultsOf(draft)
    const type = configuration?.detected.type ?? ''
    const hasNoType = configuration !== undefined && type === ''
    const needsCommand = hasNoType && configuration.effective.devCommand === undefined
    const isRefused = allowed[scope] === false
    const canSave = change !== undefined && Object.keys(faults).length === 0 && !isRefused && !isSaving
    const canReset =
      configuration !== undefined && Object.keys(configuration[scope]).length > 0 && !isRefused && !isSaving
    const isShadowed = scope === 'project' && Object.keys(configuration?.environment ?? {}).length > 0

    const errorOf = (field: ConfigurationField) => {
      const fault = faults[field]
      return fault === undefined ? issueAt(error, field)?.message : words.fault[fault]
    }
    const isSaid = configurationFields.some((field) => issueAt(error, field) !== undefined)

    return (
      <form
        ref={ref}
        className={classNames('catalyst', 'catalyst-form', 'catalyst-configuration', className)}
        aria-label={words.label}
        aria-busy={configuration === undefined}
        data-state={configuration === undefined ? 'loading' : 'data'}
        data-type-missing={hasNoType ? '' : undefined}
        {...elementProps}
        onSubmit={(event) => {
          event.preventDefault()
          if (!canSave) return
          setChangedScope(scope)
          onSave(change)
        }}
      >
        {needsCommand ? (
          <div className="catalyst-configuration-prompt">
            <WarningIcon />
            <div>
              <p className="catalyst-configuration-title">{words.noType.title}</p>
              <p>{words.noType.text}</p>
            </div>
          </div>
        ) : (
          <p role="status" className="catalyst-muted">
            {configuration === undefined ? words.loading : type === '' ? words.noType.title : words.detectedType(type)}
          </p>
        )}
        <ConfigurationTable configuration={configuration} words={words} />
        <fieldset>
          <legend>{words.scope}</legend>
          {(['project', 'environment'] as const).map((one) => (
            <label key={one} className="catalyst-check">
              <input type="radio" name={scopeName} checked={scope === one} onChange={() => setScope(one)} />
              <span>{words.scopes[one](one === 'project' ? project : environment)}</span>
            </label>
          ))}
        </fieldset>
        {isRefused ? (
          <p className="catalyst-form-note">{words.notAllowed[scope]}</p>
        ) : (
          isShadowed && <p className="catalyst-form-note">{words.shadowed}</p>
        )}
        {configurationFields.map((field) => (
          <TextField
            key={field}
            label={words.field[field]}
            hint={`${words.hint[field]} ${words.empty[scope]}`}
            error={errorOf(field)}
            value={draft[field]}
            placeholder={configuration && fallbackOf(configuration, field, scope)}
            readOnly={isRefused}
            isCode
            onChange={(value) => setTyped(scope, { ...typed, [field]: value })}
          />
        ))}
        {error !== undefined && error !== null && !isSaid && (
          <p role="alert" className="catalyst-form-note" data-invalid="">
            {describeError(error)}
          </p>
        )}
        <div className="catalyst-form-actions">
          <button type="submit" className="catalyst-button" data-variant="primary" aria-disabled={!canSave}>
            {isSaving ? words.saving : words.save}
          </button>
          <button
            type="button"
            className="catalyst-button"
            aria-disabled={!canReset}
            onClick={() => {
              if (!canReset) return
              if (scope === 'project') setIsAsking(true)
              else reset()
            }}
          >
            {words.reset}
          </button>
        </div>
        <p role="status" className="catalyst-form-note">
          {isSaved && isOfLast && change === undefined && words.saved}
        </p>
        <ConfirmDialog
          open={isAsking}
          tone="neutral"
          title={words.resetTitle}
          confirmLabel={words.reset}
          messages={{ cancel: words.keep }}
          onCancel={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false)
            reset()
          }}
        >
          {words.resetText(project)}
        </ConfirmDialog>
      </form>
    )

    function reset() {
      setTyped(scope, {})
      setChangedScope(scope)
      onReset(scope)
    }
  }),
)

/** What the proxy found wrong at a field; `spec.deploymentConfig.devCommand` is the project's name for it. */
function issueAt(error: unknown, field: ConfigurationField): ProblemIssue | undefined {
  return problemOf(error)?.issues?.find(({ path }) => path === field || path.endsWith(`.${field}`))
}
