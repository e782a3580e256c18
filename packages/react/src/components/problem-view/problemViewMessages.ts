import type { ProblemKind } from './problemKind.ts'

interface ProblemWords {
  title: string
  /** What it means and what can be done. */
  text: string
}

/** Words of `ProblemView`, for each kind of problem. */
export interface ProblemViewMessages extends Record<ProblemKind, ProblemWords> {
  retry: string
  details: string
}

export const problemViewMessages: ProblemViewMessages = {
  retry: 'Try again',
  details: 'Details',
  forbidden: {
    title: 'You may not see this',
    text: 'Your account lacks the right in this cluster. An owner of the project can give it to you or to your team.',
  },
  unauthorized: {
    title: 'You are signed out',
    text: 'Your session has ended. Sign in again to go on.',
  },
  'type-missing': {
    title: 'Catalyst is not installed in this cluster',
    text: 'The cluster does not know the resource type: its custom resource definitions are missing. Install them and the operator, then try again.',
  },
  'cluster-missing': {
    title: 'No such cluster',
    text: 'No cluster of this name is registered with the proxy. It may have been renamed or removed from the configuration.',
  },
  'namespace-missing': {
    title: 'The namespace is gone',
    text: 'Its environment may have been deleted, or is still being set up.',
  },
  'not-found': {
    title: 'Not found',
    text: 'It was deleted, or never was there.',
  },
  conflict: {
    title: 'Somebody else was faster',
    text: 'It was changed or created in the meantime. Look at the newest state and try again.',
  },
  invalid: {
    title: 'This is not accepted',
    text: 'Some of what was sent is not valid.',
  },
  'rate-limited': {
    title: 'Too many requests',
    text: 'The proxy asks for a pause. Wait a moment, then try again.',
  },
  'cluster-unreachable': {
    title: 'The cluster does not answer',
    text: 'The proxy runs, but its connection to the Kubernetes API failed. It tries again by itself.',
  },
  'proxy-unreachable': {
    title: 'No connection',
    text: 'The Catalyst proxy does not answer. It may be restarting, or your network is down.',
  },
  unknown: {
    title: 'Something went wrong',
    text: 'The request failed for a reason that this page does not know.',
  },
}
