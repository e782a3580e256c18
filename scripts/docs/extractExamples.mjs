const fence = /^<!-- example: (?<given>.*?) -->\n+|^```(?<language>tsx?)\n(?<code>[\s\S]*?)^```$/gm

/**
 * The TypeScript of a Markdown text as modules: a block that begins with an import begins one, and those without go on where
 * the one before ended, as a reader takes them. What a reader is to have already stands in a comment before a block:
 * `<!-- example: declare const log: Console -->`.
 *
 * @param {string} markdown
 * @returns {string[]}
 */
export function extractExamples(markdown) {
  /** @type {string[]} */
  const modules = []
  let given = ''
  for (const { groups } of markdown.matchAll(fence)) {
    if (groups?.given !== undefined) {
      given += `${groups.given}\n`
      continue
    }
    const code = groups?.code ?? ''
    if (modules.length === 0 || code.startsWith('import ')) modules.push('')
    modules[modules.length - 1] += `${given}${code}\n`
    given = ''
  }
  return modules.map((module) => `${module}export {}\n`)
}
