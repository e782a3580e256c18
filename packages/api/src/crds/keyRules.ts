import type { CelRule } from '../resources/celRules.ts'
import type { JsonSchema } from './jsonSchema.ts'

/** CEL rules for the names of a map's entries, for which structural schemas have no keyword. */
export function keyRules(propertyNames: JsonSchema | undefined): CelRule[] {
  const { maxLength, pattern } = propertyNames ?? {}
  const tests = [
    ...(typeof maxLength === 'number' ? [`size(key) <= ${maxLength}`] : []),
    ...(typeof pattern === 'string' ? [`key.matches(${celString(pattern)})`] : []),
  ]
  if (tests.length === 0) return []
  const limits = [
    ...(typeof maxLength === 'number' ? [`have at most ${maxLength} characters`] : []),
    ...(typeof pattern === 'string' ? [`match ${pattern}`] : []),
  ]
  return [{ rule: `self.all(key, ${tests.join(' && ')})`, message: `each name must ${limits.join(' and ')}` }]
}

function celString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
