import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerReview } from '../../authorization/answerReview.ts'
import { getPath } from '../../objects/getPath.ts'
import { isRecord } from '../../objects/isRecord.ts'
import { badRequest, methodNotAllowed } from '../../objects/StatusError.ts'
import type { UserInfo } from '../../objects/UserInfo.ts'
import { readBody } from '../readBody.ts'
import type { ResourcePath } from '../RequestInfo.ts'
import { respondJson } from '../respond.ts'
import type { ServerContext } from '../ServerContext.ts'

interface ReviewRequest {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly path: ResourcePath
  readonly user: UserInfo
  readonly verb: string
}

const reviews: Readonly<Record<string, readonly string[]>> = {
  'authorization.k8s.io/v1': [
    'selfsubjectaccessreviews',
    'subjectaccessreviews',
    'localsubjectaccessreviews',
    'selfsubjectrulesreviews',
  ],
  'authentication.k8s.io/v1': ['selfsubjectreviews', 'tokenreviews'],
}

/** Whether a path is one of the questions about rights and identities, which are asked as if they were created. */
export function isReview({ group, version, plural }: ResourcePath): boolean {
  return reviews[`${group}/${version}`]?.includes(plural) ?? false
}

export async function handleReview(context: ServerContext, request: ReviewRequest): Promise<void> {
  if (request.verb !== 'create') throw methodNotAllowed()
  const review = await readBody(request.message)
  if (!isRecord(review)) throw badRequest('the object provided is unrecognized')
  respondJson(request.response, 201, { metadata: {}, ...review, status: answer(context, request, review) })
}

function answer(context: ServerContext, { path, user }: ReviewRequest, review: Record<string, unknown>): object {
  const { authenticator, authorizer } = context
  const { plural, namespace } = path
  switch (plural) {
    case 'selfsubjectreviews':
      return { userInfo: describe(user) }
    case 'tokenreviews': {
      const token = getPath(review, 'spec.token')
      const found = typeof token === 'string' ? authenticator.review(token) : undefined
      if (found === undefined) return { user: {}, error: 'invalid bearer token' }
      return { authenticated: true, user: describe(found) }
    }
    default:
      return answerReview(authorizer, { plural, review, user, namespace })
  }
}

function describe({ name, uid, groups, extra }: UserInfo): object {
  return { username: name, ...(uid && { uid }), groups, ...(extra && { extra }) }
}
