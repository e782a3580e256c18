import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type Provider from 'oidc-provider'
import { interactionPage } from './interactionPage.ts'
import type { IssuerUser } from './Issuer.ts'

/** Path at which the provider asks people something; the id of the question follows. */
export const interactionPath = '/interaction/'

export interface Interaction {
  provider: Provider
  users: readonly IssuerUser[]
}

/** Shows the question, or takes the answer and sends the browser on. */
export async function handleInteraction(
  { provider, users }: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response)
  const prompt = details.prompt.name === 'login' ? 'login' : 'consent'
  const action = `${interactionPath}${details.uid}`
  const show = (message?: string) => {
    response.writeHead(message === undefined ? 200 : 401, { 'content-type': 'text/html; charset=utf-8' })
    response.end(interactionPage({ action, prompt, message }))
  }
  if (request.method !== 'POST') return show()

  if (prompt === 'login') {
    const form = new URLSearchParams(await text(request))
    const user = users.find(({ name }) => name === form.get('name'))
    if (user === undefined || form.get('password') !== (user.password ?? user.name))
      return show('No such name, or another password.')
    await provider.interactionFinished(request, response, { login: { accountId: user.name } })
    return
  }

  const accountId = details.session?.accountId
  const clientId = String(details.params['client_id'])
  if (accountId === undefined) throw new Error('The provider asks for consent of nobody.')
  const grant =
    (details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId)) ??
    new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(String(details.params['scope']))
  const grantId = await grant.save()
  await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true })
}
