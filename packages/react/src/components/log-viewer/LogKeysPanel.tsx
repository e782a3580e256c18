import type { ReactNode } from 'react'
import { logKeys } from './logKeys.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'

/** What can be done by key. Renders a `<dl>`. */
export function LogKeysPanel({ messages }: { messages: LogViewerMessages }): ReactNode {
  return (
    <>
      <p className="catalyst-muted">{messages.keysHint}</p>
      <dl className="catalyst-log-keys">
        {logKeys.map(([action, ...keys]) => (
          <div key={action}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{messages.keyAction(action)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
