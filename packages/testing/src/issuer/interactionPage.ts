interface Page {
  /** Where the form goes. */
  action: string
  prompt: 'login' | 'consent'
  /** Shown above the form. */
  message?: string | undefined
}

/** The form that asks who somebody is, or whether the dashboard may know. It works without scripts. */
export function interactionPage({ action, prompt, message = '' }: Page): string {
  const fields =
    prompt === 'login'
      ? `<p><label>Name <input name="name" autocomplete="username" autofocus required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p>`
      : '<p>The dashboard wants to know your name and your groups.</p><p><button autofocus>Allow</button></p>'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${prompt === 'login' ? 'Sign in' : 'Allow'} · Test provider</title>
<style>body { font: 1rem system-ui; margin: 4rem auto; max-width: 24rem; color-scheme: light dark }</style>
<main><h1>Test provider</h1><p role="alert">${message}</p>
<form method="post" action="${action}">${fields}</form></main>
</html>`
}
