import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import {
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector'

/** Makes what the bot itself logs in with when it sends. */
export type Legitimasjonsfabrikk = ServiceClientCredentialsFactory

type Foresporsel = Parameters<BotFrameworkAuthentication['authenticateRequest']>
type Innlogget = Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>

/** How long the keys that tokens are checked with may take to fetch, in ms: the SDK itself waits for ever. */
const NOKKELFRIST_MS = 4000
const KANAL = 'msteams'
const IKKE_INNLOGGET = 401

/** The keys could not be fetched: nothing is known of the sender, neither good nor bad. */
class NoklerUtilgjengelige extends Error {}

/**
 * Who may send activities to the bot, and what it sends with, as the Bot Framework names its settings. With an app id only tokens
 * from the channel service itself are good: the SDK also takes those an app makes for itself (the emulator's) or for another bot,
 * and then does not ask which address they were made for.
 */
export function lagInnlogging(
  innstillinger: Record<string, string>,
  legitimasjon?: Legitimasjonsfabrikk,
): BotFrameworkAuthentication {
  const utsteder =
    innstillinger['ToBotFromChannelTokenIssuer'] ?? AuthenticationConstants.ToBotFromChannelTokenIssuer
  return new Innlogging(innstillinger, legitimasjon, {
    requiredEndorsements: [KANAL],
    async validateClaims(krav) {
      const verdi = (type: string) => krav.find(k => k.type === type)?.value as unknown
      if (verdi(AuthenticationConstants.IssuerClaim) !== utsteder) throw ikkeInnlogget()
      // The library lets a token without an end live for ever.
      if (typeof verdi('exp') !== 'number') throw ikkeInnlogget()
    },
  })
}

class Innlogging extends ConfigurationBotFrameworkAuthentication {
  /** Throws `AuthenticationError` for every token that is not good, and another error when that could not be found out. */
  override async authenticateRequest(...foresporsel: Foresporsel): Promise<Innlogget> {
    try {
      return await medNokkelfrist(super.authenticateRequest(...foresporsel))
    } catch (feil) {
      throw manglerNokler(feil) ? new NoklerUtilgjengelige() : ikkeInnlogget()
    }
  }
}

const ikkeInnlogget = () => new AuthenticationError('ikke innlogget', IKKE_INNLOGGET)

/** The network's errors, an answer that is none, and the SDK's own of both. */
function manglerNokler(feil: unknown): boolean {
  if (feil instanceof AuthenticationError) return feil.statusCode !== IKKE_INNLOGGET
  return feil instanceof NoklerUtilgjengelige || (feil instanceof Error && feil.name === 'FetchError')
}

async function medNokkelfrist<T>(svar: Promise<T>): Promise<T> {
  let klokke: NodeJS.Timeout | undefined
  const frist = new Promise<never>((_, feilet) => {
    klokke = setTimeout(() => feilet(new NoklerUtilgjengelige()), NOKKELFRIST_MS)
  })
  try {
    return await Promise.race([svar, frist])
  } finally {
    clearTimeout(klokke)
  }
}
