import { useEffect, useState } from 'react'

export interface Copied {
  copied: 'no' | 'yes' | 'refused'
  /** A text that takes a while is promised: then the right that came with the reader's click holds until it is there. */
  copy: (text: string | Promise<Blob>) => void
  /** Says what came of a copy that somebody else made. */
  report: (error?: unknown) => void
}

/** Copies to the clipboard, and for two seconds says what came of it. */
export function useCopied(): Copied {
  const [copied, setCopied] = useState<Copied['copied']>('no')
  useEffect(() => {
    if (copied === 'no') return
    const timer = setTimeout(() => setCopied('no'), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return {
    copied,
    copy: (text) => {
      writeText(text).then(
        () => setCopied('yes'),
        () => setCopied('refused'),
      )
    },
    report: (error) => setCopied(error === undefined ? 'yes' : 'refused'),
  }
}

/** Async, so that a page without a clipboard (plain http) is refused like any other. */
async function writeText(text: string | Promise<Blob>): Promise<void> {
  if (typeof text === 'string') await navigator.clipboard.writeText(text)
  else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain(text) })])
}

/** A clipboard takes the type that it was told, without a character set. */
async function plain(text: Promise<Blob>): Promise<Blob> {
  return new Blob([await text], { type: 'text/plain' })
}
