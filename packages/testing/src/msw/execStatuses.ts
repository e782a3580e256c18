import type { ExecStatus } from '@catalyst/api'

export const expired: ExecStatus = {
  status: 'Failure',
  reason: 'Expired',
  message: 'The session was ended, because nobody came back to it in time.',
}

export const replaced: ExecStatus = {
  status: 'Failure',
  reason: 'Replaced',
  message: 'The session goes on over a newer connection.',
}

export function exitStatus(code: number): ExecStatus {
  if (code === 0) return { status: 'Success' }
  return {
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: `command terminated with exit code ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  }
}
