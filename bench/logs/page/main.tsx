import type { Contender } from './Contender.ts'
import { markOf, makeLine } from './makeLine.ts'
import { melloware } from './melloware.tsx'
import { ours } from './ours.tsx'
import { patternfly } from './patternfly.tsx'

const contenders: Readonly<Record<string, () => Contender>> = { ours, melloware, patternfly }

declare global {
  interface Window {
    bench: LogBench
  }
}

/** Milliseconds after which one is not waited for any longer. */
const patience = 60_000

/** What the bench asks of the page. All times are milliseconds. */
export class LogBench {
  readonly #root: HTMLElement
  readonly #contender: Contender
  #count = 0
  #add: (() => void) | undefined
  #frames: number[] | undefined

  constructor(root: HTMLElement, contender: Contender) {
    this.#root = root
    this.#contender = contender
    contender.mount(root)
  }

  /** Bytes of the texts of so many lines. */
  textBytes(count: number): number {
    let bytes = 0
    for (let number = 0; number < count; number++) bytes += makeLine(number).length
    return bytes
  }

  /** Makes so many lines ready. */
  async prepare(count: number): Promise<void> {
    const texts: string[] = []
    for (let number = 0; number < count; number++) {
      texts.push(makeLine(number))
      if (number % 10_000 === 0) await pause(0)
    }
    this.#add = this.#contender.prepare(texts)
    this.#count = count
    await pause(1000)
  }

  /** Shows at once what is ready. @returns when the last was on the screen; `undefined` when one lost patience. */
  async load(): Promise<number | undefined> {
    const start = performance.now()
    const seen = this.#seen(this.#count - 1)
    this.#add?.()
    this.#add = undefined
    const at = await seen
    return at === undefined ? undefined : at - start
  }

  /** Adds lines at a rate. @returns how late the last was on the screen; `undefined` when one lost patience. */
  async stream(perSecond: number, seconds: number): Promise<number | undefined> {
    const start = performance.now()
    const first = this.#count
    const last = first + perSecond * seconds
    const seen = this.#seen(last - 1)
    while (this.#count < last) {
      await pause(50)
      const due = Math.min(last, first + Math.floor(((performance.now() - start) / 1000) * perSecond))
      if (due === this.#count) continue
      const texts = Array.from({ length: due - this.#count }, (_, index) => makeLine(this.#count + index))
      this.#contender.prepare(texts)()
      this.#count = due
    }
    const at = await seen
    return at === undefined ? undefined : at - start - seconds * 1000
  }

  /** Begins to note when frames are drawn. */
  startFrames(): void {
    const frames: number[] = (this.#frames = [])
    const note = (time: number) => {
      frames.push(time)
      if (this.#frames === frames) requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  }

  /** @returns when frames were drawn since then, */
  stopFrames(): readonly number[] {
    const frames = this.#frames ?? []
    this.#frames = undefined
    return frames
  }

  /** and how many numbers of lines can be read in the page right now. */
  linesInPage(): number {
    return (this.#root.textContent ?? '').split('line=').length - 1
  }

  /** Waits until a line can be seen. */
  #seen(number: number): Promise<number | undefined> {
    const mark = markOf(number)
    const until = performance.now() + patience
    return new Promise((resolve) => {
      const look = () => {
        if (this.#isSeen(mark)) resolve(performance.now())
        else if (performance.now() > until) resolve(undefined)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }

  #isSeen(mark: string): boolean {
    if (!(this.#root.textContent ?? '').includes(mark)) return false
    const view = this.#root.getBoundingClientRect()
    const texts = document.createTreeWalker(this.#root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode() !== null) {
      const node = texts.currentNode
      if (node.textContent?.includes(mark) !== true || node.parentElement === null) continue
      const box = node.parentElement.getBoundingClientRect()
      const middle = box.top + box.height / 2
      return box.height > 0 && middle > view.top && middle < view.bottom
    }
    return false
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

const name = new URLSearchParams(location.search).get('contender') ?? 'ours'
const contender = contenders[name]
const root = document.getElementById('root')
if (contender !== undefined && root !== null) window.bench = new LogBench(root, contender())
