import type { Site } from '../../cluster/machine/Image.ts'

/** A page that a simulated application shows on its port. */
export function pageSite(title: string, text: string): Site {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { font: 1rem/1.6 system-ui; margin: 18vh auto 0; max-width: 34rem; padding: 0 1.5rem; color-scheme: light dark }
  h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem }
  p { opacity: .75 }
</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`
  return () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** What an API answers. */
export function jsonSite(answer: (path: string) => unknown): Site {
  return (request) => {
    const body = answer(new URL(request.url).pathname)
    if (body === undefined) return Response.json({ error: 'Not found' }, { status: 404 })
    return Response.json(body)
  }
}
