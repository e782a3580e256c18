import { useEffect, useRef, useState, type FormEvent } from 'react'
import { problemOf } from '../../components/problem-view/problemKind.ts'
import { pathAfterRemoval, type FieldFault, type FieldFaults } from './fieldFaults.ts'

export interface FieldErrorOptions {
  /** What is wrong with what is typed. */
  faults: FieldFaults
  /** What the proxy refused the form with. */
  error: unknown
  words: Record<FieldFault, string>
  /** Where a conflict of names is said, and how. */
  exists: { path: string; text: string }
}

export interface FieldErrors {
  /** What is to be said at a field: its fault once it was left or sent, else what the proxy said, until it is changed. */
  at: (path: string) => string | undefined
  /** A field was left. */
  touch: (path: string) => void
  /** A field was changed. */
  change: (path: string) => void
  /** A member of a list was removed: those after it are known by another path from now on. */
  remove: (list: string, index: number) => void
  /** Takes a submission: shows all faults and goes to the first, or says that there are none. */
  submit: (event: FormEvent<HTMLFormElement>) => boolean
  /** Whether the error is about a field that says so, all of it. */
  isSaid: boolean
}

/** Decides which errors of a form show, and leads the focus to the first after a submission. */
export function useFieldErrors({ faults, error, words, exists }: FieldErrorOptions): FieldErrors {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const problem = problemOf(error)
  const fresh = { error, issues: problem?.issues, changed: new Set<string>() }
  const [answer, setAnswer] = useState(fresh)
  const [attempts, setAttempts] = useState(0)
  if (answer.error !== error) setAnswer(fresh)

  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (attempts === 0) return
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    // What is folded away takes no focus.
    first?.closest('details')?.setAttribute('open', '')
    first?.focus()
  }, [attempts, error])

  const isTaken = problem?.code === 'CONFLICT' && problem.reason === 'AlreadyExists'

  return {
    at(path) {
      const fault = faults[path]
      if (fault !== undefined) return attempts > 0 || touched.has(path) ? words[fault] : undefined
      if (answer.error !== error || answer.changed.has(path)) return undefined
      if (isTaken && path === exists.path) return exists.text
      return answer.issues?.find((issue) => isWithin(issue.path, path))?.message
    },
    touch: (path) => setTouched(new Set([...touched, path])),
    change: (path) => setAnswer({ ...answer, changed: new Set([...answer.changed, path]) }),
    remove(list, index) {
      const after = (paths: Iterable<string>) => [...paths].flatMap((path) => pathAfterRemoval(path, { list, index }))
      setTouched(new Set(after(touched)))
      setAnswer({
        error,
        issues: answer.issues?.flatMap((issue) => after([issue.path]).map((path) => ({ ...issue, path }))),
        changed: new Set(after(answer.changed)),
      })
    },
    submit(event) {
      event.preventDefault()
      form.current = event.currentTarget
      setAttempts(attempts + 1)
      return Object.keys(faults).length === 0
    },
    isSaid: isTaken,
  }
}

function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)
}
