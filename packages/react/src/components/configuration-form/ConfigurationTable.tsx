import type { Configuration } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { CheckIcon } from '../../internals/icons.tsx'
import { configurationFields, detectedOf, originOf } from './configurationDraft.ts'
import type { ConfigurationFormMessages } from './configurationFormMessages.ts'

const nothing: Configuration = { detected: {}, project: {}, environment: {}, effective: {} }
const origins = ['detected', 'project', 'environment'] as const

export interface ConfigurationTableProps {
  /** `undefined` while it loads: the table is as high as it will be. */
  configuration: Configuration | undefined
  words: ConfigurationFormMessages
}

/** What was detected, what overrides it, and which of them holds. Renders a `<table>`. */
export function ConfigurationTable({ configuration = nothing, words }: ConfigurationTableProps): ReactNode {
  return (
    <table className="catalyst-configuration-table">
      <thead>
        <tr>
          <th scope="col">{words.columns.from}</th>
          {configurationFields.map((field) => (
            <th key={field} scope="col">
              {words.columns[field]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {origins.map((origin) => (
          <tr key={origin} data-origin={origin}>
            <th scope="row">{words.origin[origin]}</th>
            {configurationFields.map((field) => {
              const value = origin === 'detected' ? detectedOf(configuration, field) : configuration[origin][field]
              const holds = originOf(configuration, field) === origin
              return (
                <td key={field} data-holds={holds ? '' : undefined}>
                  {value === undefined ? <span className="catalyst-muted">{words.nothing}</span> : <code>{value}</code>}
                  {holds && (
                    <span className="catalyst-configuration-holds">
                      <CheckIcon />
                      {words.holds}
                    </span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
