import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldBorte } from '../oppfolging/ledige-oppgaver.ts'
import { seEtterLesere } from '../referat/referatfil-endret.ts'
import { hentBorte, personerMedKonto, settBorte, settTilbake } from './teammedlem-store.ts'
import { alleRollerVedSkole, kanalerITeam } from './tilgang-store.ts'

/** Who has come and gone, as the channel tells: roster ids, and person ids where it knows them. */
export type Medlemsendring = {
  team: string
  /** Only in this channel, shared or private: they may be in the team still. */
  kanal?: string | undefined
  borte: readonly string[]
  tilbake: readonly string[]
}

/**
 * Members of a team in Teams have come or gone. Roles are given and taken in the setup alone; but those who lead at the
 * team's schools are told, once, of whoever has a role there and is gone.
 */
export async function medlemmerEndret(ktx: Kontekst, endring: Medlemsendring): Promise<void> {
  const { team, kanal, borte, tilbake } = endring
  if (team === '' || borte.length + tilbake.length === 0) return
  const kanaler = await kanalerITeam(ktx, team)
  // Of a school's channel they are gone as of its team; of another, nobody there is concerned.
  const skoler = new Set(kanaler.filter(k => kanal === undefined || k.kanal === kanal).map(k => k.skole))
  const personer = async (ider: readonly string[]) =>
    new Set([...ider, ...(await personerMedKonto(ktx, ider))])
  const gatt = await personer(borte)
  const kommet = await personer(tilbake)
  await iTransaksjon(ktx, async trx => {
    for (const skole of skoler) {
      await seEtterLesere(trx, skole)
      for (const person of await hentBorte(trx, skole))
        if (kommet.has(person)) await settTilbake(trx, skole, person)
      const roller = (await alleRollerVedSkole(trx, skole)).filter(r => r.rolle !== 'administrator')
      for (const person of new Set(roller.map(r => r.person)))
        if (gatt.has(person) && (await settBorte(trx, skole, person))) await meldBorte(trx, skole, person)
    }
  })
}
