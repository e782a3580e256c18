import { useState } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'
import { useQueryState, useQueryUpdate } from './useQueryState.ts'

/**
 * A parameter of the page's query that is typed. The text is kept beside the address, which follows a rendering later: a field that
 * waited for it would lose letters and move the caret.
 */
export function useQueryText(name: string): [string, (text: string) => void] {
  const [inAddress = ''] = useQueryState(name)
  const update = useQueryUpdate()
  const { key } = useLocation()
  const type = useNavigationType()
  const [text, setText] = useState(inAddress)
  const [seen, setSeen] = useState(key)
  if (key !== seen) {
    setSeen(key)
    // Back, forward and links; what was typed here is known already.
    if (type !== NavigationType.Replace) setText(inAddress)
  }
  const change = (next: string) => {
    setText(next)
    update({ [name]: next }, 'replace')
  }
  return [text, change]
}
