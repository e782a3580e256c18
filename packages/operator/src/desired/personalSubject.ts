/** Whom a project names in `spec.access`. */
export interface PersonalSubject {
  kind: 'User' | 'Group'
  name: string
}

/** Whether a name is one that Kubernetes keeps for its own parts: whoever writes a project hands out rights to people alone. */
export function isReserved({ name }: PersonalSubject): boolean {
  return /^\s*system:/i.test(name)
}

/** What is wrong with a name of which {@link isReserved} holds. */
export function reservedMessage({ name }: PersonalSubject): string {
  return `spec.access names "${name}": names that begin with "system:" belong to Kubernetes itself.`
}
