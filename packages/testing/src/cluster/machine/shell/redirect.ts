import { FileError } from '../files/FileError.ts'
import { openBytes, type Access } from '../streams/openNode.ts'
import type { OpenFile } from '../streams/OpenFile.ts'
import { toBytes } from '../streams/text.ts'
import { expandText } from './expandWord.ts'
import type { Shell } from './Shell.ts'
import type { Redirection } from './syntax.ts'

/** A redirection that can not be; its command does not run. */
export class RedirectionError extends Error {
  override readonly name = 'RedirectionError'
}

/**
 * Opens what redirections ask for. The answer undoes it.
 * @throws RedirectionError, with everything undone
 */
export async function redirect(
  shell: Shell,
  descriptors: Map<number, OpenFile>,
  redirections: readonly Redirection[],
): Promise<Disposable & { keep(): void }> {
  const before: [number, OpenFile | undefined][] = []
  const undo = () => {
    for (const [number, open] of before.splice(0).reverse()) {
      descriptors.get(number)?.release()
      if (open === undefined) descriptors.delete(number)
      else descriptors.set(number, open)
    }
  }
  const place = (number: number, open: OpenFile | undefined) => {
    before.push([number, descriptors.get(number)])
    if (open === undefined) descriptors.delete(number)
    else descriptors.set(number, open)
  }

  try {
    for (const redirection of redirections) await apply(shell, redirection, { descriptors, place })
  } catch (error) {
    undo()
    throw error
  }
  return {
    [Symbol.dispose]: undo,
    keep() {
      for (const [, open] of before.splice(0)) open?.release()
    },
  }
}

interface Place {
  descriptors: ReadonlyMap<number, OpenFile>
  place: (number: number, open: OpenFile | undefined) => void
}

async function apply(shell: Shell, redirection: Redirection, { descriptors, place }: Place): Promise<void> {
  const { operator } = redirection
  const number = redirection.descriptor ?? (operator.startsWith('<') ? 0 : 1)
  const target = await expandText(shell, redirection.target)
  if (operator === '<<') return place(number, openBytes(toBytes(target)))
  if (operator === '<<<') return place(number, openBytes(toBytes(`${target}\n`)))
  if (operator === '<&' || operator === '>&') {
    if (target === '-') return place(number, undefined)
    if (/^\d+$/.test(target)) {
      const other = descriptors.get(Number(target))
      if (other === undefined) throw new RedirectionError(`dup2(${target},${number}): Bad file descriptor`)
      return place(number, other.retain())
    }
    if (operator === '<&' || redirection.descriptor !== undefined) throw new RedirectionError(`bad fd number`)
  }
  const both = operator.startsWith('&') || operator === '>&'
  const open = openTarget(shell, target, operator)
  place(number, open)
  if (both) place(2, open.retain())
}

function openTarget(shell: Shell, target: string, operator: Redirection['operator']): OpenFile {
  try {
    return shell.context.open(target, accessOf(shell, operator))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const reads = operator === '<'
    const missing = reads ? 'no such file' : 'nonexistent directory'
    throw new RedirectionError(
      `can't ${reads ? 'open' : 'create'} ${target}: ${error.code === 'ENOENT' ? missing : error.reason}`,
    )
  }
}

function accessOf(shell: Shell, operator: Redirection['operator']): Access {
  if (operator === '<') return 'read'
  if (operator === '<>') return 'update'
  if (operator.endsWith('>>')) return 'append'
  return shell.isOn('C') && operator !== '>|' ? 'create' : 'write'
}

export function copyDescriptors(descriptors: ReadonlyMap<number, OpenFile>): Map<number, OpenFile> {
  return new Map([...descriptors].map(([number, open]) => [number, open.retain()]))
}
