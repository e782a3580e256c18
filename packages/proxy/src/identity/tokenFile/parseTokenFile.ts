export interface TokenEntry {
  token: string
  subject: string
  groups: readonly string[]
}

const line = /^([^\s",]+),("(?:[^"]|"")+"|[^",]+)(?:,("(?:[^"]|"")*"|[^",]*))?$/

/**
 * Reads lines of `token,subject,"group1,group2"`; the groups can be left out, empty lines and lines that begin with
 * `#` say nothing.
 *
 * @throws Error that names the line and never what it holds.
 */
export function parseTokenFile(text: string, file: string): TokenEntry[] {
  const entries = new Map<string, TokenEntry>()
  text.split(/\r?\n/).forEach((content, index) => {
    if (content.trim() === '' || content.startsWith('#')) return
    const where = `Line ${index + 1} of the token file ${file}`
    const [, token, subject, groups = ''] = line.exec(content.trimEnd()) ?? []
    if (token === undefined || subject === undefined)
      throw new Error(`${where} is not of the form token,subject,"group1,group2". Nobody can sign in until it is.`)
    if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(token))
      throw new Error(`${where} has a token that can't be sent in a header. Use letters, digits and -._~+/ alone.`)
    if (token.length < 16) throw new Error(`${where} has a token of less than 16 characters, which can be guessed.`)
    if (entries.has(token)) throw new Error(`${where} has a token that is there already, for the same or another name.`)
    entries.set(token, { token, subject: unquote(subject), groups: unquote(groups).split(',').filter(isName) })
  })
  return [...entries.values()]
}

function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
}

function isName(name: string): boolean {
  return name !== ''
}
