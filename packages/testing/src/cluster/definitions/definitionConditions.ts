interface DefinitionCondition {
  type: 'NamesAccepted' | 'Established'
  status: 'True'
  lastTransitionTime: string
  reason: string
  message: string
}

/** What the status says of a definition whose names nobody else has and whose kind is served. */
export function definitionConditions(time: string): DefinitionCondition[] {
  const since = { status: 'True', lastTransitionTime: time } as const
  return [
    { type: 'NamesAccepted', ...since, reason: 'NoConflicts', message: 'no conflicts found' },
    {
      type: 'Established',
      ...since,
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    },
  ]
}
