/** What can be done by key while the lines have the focus. */
export type LogKeyAction =
  | 'search'
  | 'nextMatch'
  | 'previousMatch'
  | 'onlyMatches'
  | 'start'
  | 'end'
  | 'follow'
  | 'nextLine'
  | 'previousLine'
  | 'open'
  | 'copyLink'
  | 'filter'
  | 'timestamps'
  | 'wrap'
  | 'lineNumbers'
  | 'json'
  | 'selectAll'
  | 'leave'
  | 'keys'

/**
 * The keys, in the order of the help. A single character counts only while the lines themselves have the focus (WCAG 2.2, 2.1.4),
 * so that a reader who dictates, or types elsewhere, sets nothing off.
 */
export const logKeys: readonly (readonly [action: LogKeyAction, ...keys: string[]])[] = [
  ['search', '/', 'Ctrl+F'],
  ['nextMatch', 'n'],
  ['previousMatch', 'N'],
  ['onlyMatches', 'o'],
  ['start', 'Home'],
  ['end', 'End'],
  ['follow', 'f'],
  ['nextLine', 'j'],
  ['previousLine', 'k'],
  ['open', 'Enter'],
  ['copyLink', 'y'],
  ['filter', 's'],
  ['timestamps', 't'],
  ['wrap', 'w'],
  ['lineNumbers', 'l'],
  ['json', 'r'],
  ['selectAll', 'Ctrl+A'],
  ['leave', 'Esc'],
  ['keys', '?'],
]

const byKey: ReadonlyMap<string, LogKeyAction> = new Map(
  logKeys.flatMap(([action, ...keys]) => keys.filter((key) => key.length === 1).map((key) => [key, action] as const)),
)

export interface PressedKey {
  key: string
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

/** What a press of a single character asks for. The keys with names are those of the lines themselves. */
export function logKeyAction({ key, altKey, ctrlKey, metaKey }: PressedKey): LogKeyAction | undefined {
  return altKey || ctrlKey || metaKey ? undefined : byKey.get(key)
}
