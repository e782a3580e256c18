import type { ProxyOptions } from '../ProxyOptions.ts'

/** The group of a team, as Kubernetes knows it. */
export function groupOfTeam(
  team: string,
  { authenticate, impersonation = {} }: Pick<ProxyOptions, 'authenticate' | 'impersonation'>,
): string {
  const { groupsPrefix = '' } = impersonation
  return `${groupsPrefix}${authenticate?.teamGroupPrefix ?? 'team:'}${team}`
}
