import { FileError } from '../../files/FileError.ts'
import type { FileNode } from '../../files/FileNode.ts'
import { baseName, joinPath } from '../../files/paths.ts'
import type { Command, CommandContext } from '../../processes/Command.ts'
import { matcherOf } from '../../shell/matchGlob.ts'
import { runChild } from '../run/runChild.ts'
import { parseSize } from '../parseSize.ts'

interface Found {
  path: string
  node: FileNode
  depth: number
}

type Test = (found: Found) => boolean | Promise<boolean>

interface Plan {
  test: Test
  maxDepth: number
  minDepth: number
  depthFirst: boolean
}

const types: Readonly<Record<string, string>> = { f: 'file', d: 'directory', l: 'link', c: 'device' }

export const find: Command = async (context) => {
  const first = context.args.findIndex((argument) => /^[-(!]/.test(argument))
  const roots = first < 0 ? context.args : context.args.slice(0, first)
  const pruned = new Set<string>()
  let plan: Plan
  try {
    plan = parse(context, first < 0 ? [] : context.args.slice(first), pruned)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    await context.warn(error.message)
    return 1
  }
  let status = 0
  const visit = async (path: string, depth: number): Promise<void> => {
    const turn = context.task.tick()
    if (turn !== undefined) await turn
    const node = context.files.node(context.path(path), { follow: false })
    const check = async () => {
      if (depth >= plan.minDepth) await plan.test({ path, node, depth })
    }
    if (!plan.depthFirst) await check()
    if (node.type === 'directory' && depth < plan.maxDepth && !pruned.has(path)) {
      for (const name of node.entries.names()) await visit(joinPath(path, name), depth + 1)
    }
    if (plan.depthFirst) await check()
  }
  for (const root of roots.length === 0 ? ['.'] : roots) {
    try {
      await visit(root, 0)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await context.warn(`${root}: ${error.reason}`)
      status = 1
    }
  }
  return status
}

function parse(context: CommandContext, args: readonly string[], pruned: Set<string>): Plan {
  const plan = { maxDepth: Infinity, minDepth: 0, depthFirst: false }
  let position = 0
  let acts = false

  const next = (option: string) => {
    const value = args[position++]
    if (value === undefined) throw new SyntaxError(`${option} requires an argument`)
    return value
  }

  function or(): Test {
    let left = and()
    while (args[position] === '-o' || args[position] === '-or') {
      position += 1
      const [one, other] = [left, and()]
      left = async (found) => (await one(found)) || other(found)
    }
    return left
  }

  function and(): Test {
    let left = primary()
    while (position < args.length && !['-o', '-or', ')'].includes(args[position] ?? '')) {
      if (args[position] === '-a' || args[position] === '-and') position += 1
      const [one, other] = [left, primary()]
      left = async (found) => (await one(found)) && other(found)
    }
    return left
  }

  function primary(): Test {
    const option = args[position++] ?? ''
    switch (option) {
      case '!':
      case '-not': {
        const inner = primary()
        return async (found) => !(await inner(found))
      }
      case '(': {
        const inner = or()
        if (args[position++] !== ')') throw new SyntaxError('missing )')
        return inner
      }
      case '-name':
      case '-iname': {
        const ignoresCase = option === '-iname'
        const pattern = next(option)
        const matches = matcherOf(ignoresCase ? pattern.toLowerCase() : pattern)
        return ({ path }) => matches(ignoresCase ? baseName(path).toLowerCase() : baseName(path))
      }
      case '-path': {
        const matches = matcherOf(next(option))
        return ({ path }) => matches(path)
      }
      case '-type': {
        const type = types[next(option)]
        return ({ node }) => node.type === type
      }
      case '-size': {
        const text = next(option)
        const unit = /[ckMG]$/.test(text) ? 1 : 512
        const wanted = (parseSize(text.replace(/^[-+]/, '')) ?? 0) * unit
        return ({ node }) => compare(text, context.files.statOf(node).size, wanted)
      }
      case '-mtime':
      case '-mmin': {
        const text = next(option)
        const unit = option === '-mtime' ? 86_400_000 : 60_000
        return ({ node }) =>
          compare(text, Math.floor((context.clock.now() - node.modified) / unit), Number(text.replace(/^[-+]/, '')))
      }
      case '-newer': {
        const { modified } = context.files.node(context.path(next(option)))
        return ({ node }) => node.modified > modified
      }
      case '-empty':
        return ({ node }) =>
          node.type === 'directory' ? node.entries.names().length === 0 : context.files.statOf(node).size === 0
      case '-perm': {
        const text = next(option)
        const wanted = parseInt(text.replace(/^[-/]/, ''), 8)
        return ({ node }) => (text.startsWith('-') ? (node.mode & wanted) === wanted : node.mode === wanted)
      }
      case '-maxdepth':
        plan.maxDepth = Number(next(option))
        return () => true
      case '-mindepth':
        plan.minDepth = Number(next(option))
        return () => true
      case '-depth':
        plan.depthFirst = true
        return () => true
      case '-xdev':
      case '-follow':
        return () => true
      case '-prune':
        return ({ path }) => pruned.add(path).has(path)
      case '-print':
      case '-print0':
        acts = true
        return async ({ path }) => {
          await context.print(`${path}${option === '-print' ? '\n' : '\0'}`)
          return true
        }
      case '-delete':
        acts = true
        plan.depthFirst = true
        return ({ path }) => {
          context.files.remove(context.path(path))
          return true
        }
      case '-exec': {
        acts = true
        const words: string[] = []
        while (position < args.length && args[position] !== ';' && args[position] !== '+')
          words.push(args[position++] ?? '')
        if (args[position++] === undefined) throw new SyntaxError("-exec requires an argument ending in ';'")
        return async ({ path }) =>
          (await runChild(
            context,
            words.map((word) => word.replaceAll('{}', path)),
          )) === 0
      }
      default:
        throw new SyntaxError(`unrecognized: ${option}`)
    }
  }

  const test = args.length === 0 ? () => true : or()
  if (position < args.length) throw new SyntaxError(`unrecognized: ${args[position] ?? ''}`)
  if (acts) return { ...plan, test }
  return {
    ...plan,
    test: async (found) => {
      if (await test(found)) await context.print(`${found.path}\n`)
      return true
    },
  }
}

/** `+5` is more, `-5` is less. */
function compare(text: string, actual: number, wanted: number): boolean {
  return text.startsWith('+') ? actual > wanted : text.startsWith('-') ? actual < wanted : actual === wanted
}
