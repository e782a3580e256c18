import { StatusError } from '../../objects/StatusError.ts'

/** Whether something could not be made because its namespace is being deleted: nothing is missing there any more. */
export function isNamespaceTerminating(error: unknown): boolean {
  if (!(error instanceof StatusError)) return false
  return error.status.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') === true
}
