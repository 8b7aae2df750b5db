import { DefaultAzureCredential, type TokenCredential } from '@azure/identity'

/** Azure gave no token. */
export class Legitimasjonsfeil extends Error {
  readonly code = 'uten-legitimasjon'
  constructor() {
    super('uten-legitimasjon')
  }
}

/** Who the app is to Azure: its managed identity there (the user-assigned one, when `klientId` names it), `az login` elsewhere. */
export function lagLegitimasjon({ klientId }: { klientId?: string | undefined } = {}): TokenCredential {
  return new DefaultAzureCredential(klientId === undefined ? {} : { managedIdentityClientId: klientId })
}

/** Gets a token for one resource, such as `https://graph.microsoft.com`. The function rejects with Legitimasjonsfeil. */
export function tokenFor(legitimasjon: TokenCredential, ressurs: string): () => Promise<string> {
  return async () => {
    const svar = await legitimasjon.getToken(`${ressurs}/.default`).catch(() => null)
    if (svar === null) throw new Legitimasjonsfeil()
    return svar.token
  }
}
