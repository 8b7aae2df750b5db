import type { Kontekst } from '../database/kontekst.ts'
import { erFjernetFra } from '../tilgang/installasjon-store.ts'
import { KunneIkkeLevere, type Levering } from '../utboks/utboks.ts'

/** Nothing gets into a team the app has been taken out of: what was for it, is not sent, and nobody tries again. */
export class TeametErBorte extends KunneIkkeLevere {
  constructor() {
    super({ kode: 'team-borte', varig: true })
  }
}

/** The way out, with teams the app is out of left alone: a card there is not edited, a message is not posted. */
export function stilleLevering(ktx: Kontekst, levering: Levering): Levering {
  const borte = async (samtale: string) =>
    samtale.startsWith('19:') && (await erFjernetFra(ktx, samtale.split(';')[0] ?? samtale))
  const krev = async (samtale: string) => {
    if (await borte(samtale)) throw new TeametErBorte()
  }
  return {
    ...levering,
    async nyTrad(til, melding) {
      await krev(til.kanal)
      return levering.nyTrad(til, melding)
    },
    async post(til, melding) {
      await krev(til.samtale)
      return levering.post(til, melding)
    },
    async postKunFor(til, melding) {
      await krev(til.samtale)
      return levering.postKunFor(til, melding)
    },
    async endre(til, melding) {
      // Other copies of the card, in people's own chats, still follow.
      if (!(await borte(til.samtale))) await levering.endre(til, melding)
    },
    async medlemmer(til) {
      await krev(til.samtale)
      return levering.medlemmer(til)
    },
  }
}
