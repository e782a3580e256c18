import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { CheckIcon, CopyIcon } from '../../internals/icons.tsx'
import { useCopied } from '../../internals/useCopied.ts'
import { useYaml, type Yaml } from '../../internals/useYaml.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { yamlPreviewMessages, type YamlPreviewMessages } from './yamlPreviewMessages.ts'

export interface YamlPreviewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'title'> {
  /** What is shown: an object as one would apply it. Members that are `undefined` are left out. */
  value: object
  /** Heading. @default `messages.title` */
  title?: string | undefined
  messages?: Partial<YamlPreviewMessages> | undefined
}

/**
 * An object as YAML, with a button that copies it. Needs no provider. Renders a `<section>`.
 *
 * `data-state` is `loading` until the YAML library is there, then `data`. Where that can't be loaded the object is shown as JSON,
 * which YAML contains.
 */
export const YamlPreview = withBoundary(
  forwardRef<HTMLElement, YamlPreviewProps>(function YamlPreview(
    { value, title, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('yamlPreview', yamlPreviewMessages, messages)
    const yaml = useYaml()
    const { copied, copy } = useCopied()
    const text = yaml === undefined ? undefined : write(value, yaml)
    const heading = title ?? words.title
    return (
      <section
        ref={ref}
        className={classNames('catalyst', 'catalyst-yaml', className)}
        aria-label={heading}
        aria-busy={text === undefined}
        data-state={text === undefined ? 'loading' : 'data'}
        {...elementProps}
      >
        <div className="catalyst-yaml-bar">
          <span className="catalyst-yaml-title">{heading}</span>
          <button
            type="button"
            className="catalyst-button"
            data-variant="plain"
            aria-disabled={text === undefined}
            onClick={() => text !== undefined && copy(text)}
          >
            {copied === 'yes' ? <CheckIcon /> : <CopyIcon />}
            {copied === 'yes' ? words.copied : words.copy}
          </button>
        </div>
        {/* It scrolls, so the keyboard has to reach it. */}
        <pre className="catalyst-yaml-text" tabIndex={0} role="group" aria-label={heading}>
          {text ?? words.loading}
        </pre>
        <p role="status" className="catalyst-form-note">
          {copied === 'refused' ? words.copyFailed : ''}
        </p>
      </section>
    )
  }),
)

function write(value: object, yaml: Yaml | 'failed'): string {
  // By way of JSON, which leaves out what is undefined and knows no shared parts, for which YAML would write anchors.
  const json = JSON.stringify(value, null, 2)
  return yaml === 'failed' ? json : yaml.stringify(JSON.parse(json))
}
