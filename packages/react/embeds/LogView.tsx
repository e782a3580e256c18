import { LogBuffer, LogView } from '@catalyst/react'
import { useState } from 'react'

const line = { time: '2026-11-20T12:00:00Z', pod: 'web-0', container: 'app', text: 'GET /healthz 200' }

export function OwnLog() {
  const [buffer] = useState(() => new LogBuffer())
  return (
    <>
      <button type="button" onClick={() => buffer.append([line])}>
        Say something
      </button>
      <LogView buffer={buffer} style={{ height: 480 }} />
    </>
  )
}
