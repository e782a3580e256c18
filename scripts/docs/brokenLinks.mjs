import { posix } from 'node:path'

/**
 * @typedef {object} BrokenLink
 * @property {string} file
 * @property {number} line
 * @property {string} link
 * @property {string} reason
 */

const inlineLink = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)/g
const definition = /^\s*\[[^\]]+\]:\s*<?([^\s>]+)>?/
const source = /(?:src|href)="([^"]+)"/g

/**
 * Finds links between files of the repository that lead nowhere. Links to other places are not asked: a check of ours
 * shall not fail because somebody else's server is down.
 *
 * @param {{ files: readonly string[], read: (file: string) => string }} repository
 * @returns {BrokenLink[]}
 */
export function brokenLinks({ files, read }) {
  const folders = new Set(files.flatMap(parents))
  const known = new Set([...files, ...folders])
  /** @type {Map<string, Set<string>>} */
  const anchors = new Map()
  /** @param {string} file */
  const anchorsOf = (file) => {
    const found = anchors.get(file) ?? headingAnchors(read(file))
    anchors.set(file, found)
    return found
  }

  /** @type {BrokenLink[]} */
  const broken = []
  for (const file of files.filter((name) => name.endsWith('.md'))) {
    for (const { link, line } of linksOf(read(file))) {
      const [path = '', anchor] = decodeURI(link).split('#')
      const target = path === '' ? file : resolve(file, path)
      if (target !== '.' && !known.has(target)) broken.push({ file, line, link, reason: 'no such file' })
      else if (anchor && target.endsWith('.md') && !anchorsOf(target).has(anchor)) {
        broken.push({ file, line, link, reason: 'no such heading' })
      }
    }
  }
  return broken
}

/** @param {string} file @param {string} path */
function resolve(file, path) {
  const target = path.startsWith('/') ? posix.normalize(path).slice(1) : posix.join(posix.dirname(file), path)
  return target.replace(/\/$/, '')
}

/** @param {string} file */
function parents(file) {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** @param {string} text */
function linksOf(text) {
  /** @type {{ link: string, line: number }[]} */
  const links = []
  proseLines(text).forEach((content, index) => {
    const prose = content.replace(/`[^`]*`/g, '')
    const targets = [...prose.matchAll(inlineLink), ...prose.matchAll(source)].map((match) => match[1] ?? '')
    const defined = definition.exec(prose)?.[1]
    for (const link of defined === undefined ? targets : [...targets, defined]) {
      if (!/^([a-z][a-z+.-]*:|\/\/)/i.test(link)) links.push({ link, line: index + 1 })
    }
  })
  return links
}

/**
 * The anchors that GitHub gives to headings, and those that are written as HTML.
 *
 * @param {string} text
 */
function headingAnchors(text) {
  const found = new Set([...text.matchAll(/(?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? ''))
  for (const line of proseLines(text)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1]
    if (heading === undefined) continue
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
    let anchor = slug
    for (let count = 1; found.has(anchor); count++) anchor = `${slug}-${count}`
    found.add(anchor)
  }
  return found
}

/**
 * The lines of a text with those inside code fences emptied.
 *
 * @param {string} text
 */
function proseLines(text) {
  /** @type {string | undefined} */
  let fence
  return text.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === undefined && mark !== undefined) fence = mark
    else if (fence !== undefined && mark?.startsWith(fence) === true) fence = undefined
    else if (fence === undefined) return line
    return ''
  })
}
