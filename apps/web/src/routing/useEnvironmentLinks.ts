import type { Environment } from '@catalyst/api'
import { useHref, useNavigate } from 'react-router'
import { environmentPath } from './environmentPath.ts'

export interface EnvironmentLinks {
  getHref: (environment: Environment, place: { cluster?: string | undefined }) => string
  onSelect: (environment: Environment, place: { cluster?: string | undefined }) => void
}

/** The way from a list to an environment's page: an address, and a step of the router for a plain click on it. */
export function useEnvironmentLinks(cluster?: string): EnvironmentLinks {
  const navigate = useNavigate()
  const base = useHref('/').replace(/\/$/, '')
  const pathOf: EnvironmentLinks['getHref'] = ({ metadata: { name, namespace = '' } }, place) =>
    environmentPath({ cluster: place.cluster ?? cluster, namespace, name })
  return {
    getHref: (environment, place) => base + pathOf(environment, place),
    onSelect: (environment, place) => void navigate(pathOf(environment, place)),
  }
}
