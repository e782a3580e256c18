import { useEffect, useState } from 'react'

export interface Copied {
  copied: 'no' | 'yes' | 'refused'
  copy: (text: string) => void
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
  }
}

/** Async, so that a page without a clipboard (plain http) is refused like any other. */
async function writeText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
