/** The cookies of a browser, for one site. */
export class CookieJar {
  readonly cookies = new Map<string, string>()
  /** Every `Set-Cookie` that was seen, as it came. */
  readonly seen: string[] = []

  take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      this.seen.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /;\s*max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  copy(): CookieJar {
    const jar = new CookieJar()
    for (const [name, value] of this.cookies) jar.cookies.set(name, value)
    return jar
  }
}
