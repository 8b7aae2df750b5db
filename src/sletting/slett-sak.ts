import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'
import { meldAgendaendring } from '../mote/agenda-endret.ts'
import { glemIKalenderen } from '../mote/kalender-endret.ts'
import { moterVedSkole } from '../mote/mote-store.ts'
import { glemIPlanner } from '../oppfolging/planner-endret.ts'
import { seEtterReferatfiler } from '../referat/referatfil-endret.ts'
import { sakFor, teamForSak } from '../sak/finn-sak.ts'
import { lasSak, type Sakshode } from '../sak/sak-store.ts'
import { type Aktor, adgangKan, FINNES_IKKE, type FinnesIkke } from '../tilgang/adgang.ts'
import { loggHendelse } from '../tilgang/logg-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'
import { type Kvittering, kopiTil, type Slettegrunn } from './sletting.ts'
import { lagreKvittering, slettSakensRader } from './sletting-store.ts'
import { tomKort } from './tom-kort.ts'

export type Slettesvar =
  | { kode: 'slettet'; sletting: string }
  | { kode: 'mangler-rolle' }
  | { kode: 'mangler-bekreftelse' }
  | FinnesIkke

/** «Slett nå»: the case's owner, or the rektor, once they say that what belongs in the archive is there (fag: personvern). */
export async function slettSak(
  ktx: Kontekst,
  aktor: Aktor,
  inn: { sak: string; arkivert: boolean },
): Promise<Slettesvar> {
  return iTransaksjon(ktx, async trx => {
    const last = await lasSak(trx, inn.sak)
    const funnet = last && (await sakFor(trx, aktor, last.id))
    if (funnet === undefined) return FINNES_IKKE
    if (!funnet.eier && !adgangKan(funnet.adgang, 'sletteSak')) return { kode: 'mangler-rolle' }
    if (!inn.arkivert) return { kode: 'mangler-bekreftelse' }
    const kvittering = await utforSletting(trx, funnet.sak, aktor.person, 'slett-na')
    return { kode: 'slettet', sletting: kvittering.id }
  })
}

/** The case, its key and its rows are destroyed, the cards about it emptied; what remains is a receipt without content. */
export async function utforSletting(
  ktx: Kontekst,
  sak: Pick<Sakshode, 'id' | 'ref' | 'skole' | 'slag' | 'meldt_av'>,
  av: string,
  grunn: Slettegrunn,
): Promise<Kvittering> {
  const team = await teamForSak(ktx, sak)
  await glemIKalenderen(ktx, { forlop: sak.id })
  await glemIPlanner(ktx, { sak: sak.id })
  const { antall, kort } = await slettSakensRader(ktx, sak.id)
  const slettet = ktx.na()
  const kvittering: Kvittering = {
    id: crypto.randomUUID(),
    ref: sak.ref,
    skole: sak.skole,
    slettet: slettet.toJSDate(),
    av,
    grunn,
    antall,
    kopiTil: kopiTil(slettet.toFormat('yyyy-MM-dd'), ktx.valg.lagring.sikkerhetskopiDager),
  }
  await lagreKvittering(ktx, kvittering)
  await tomKort(ktx, kort, sak.ref)
  // Not only where the case stood: its tasks were counted under «Siden sist» elsewhere.
  const moter = await moterVedSkole(ktx, sak.skole)
  for (const mote of moter) await meldAgendaendring(ktx, mote, av)
  await seEtterReferatfiler(ktx, sak.skole)
  await loggHendelse(ktx, { person: av, kode: `sak-slettet-${grunn}`, gjelder: sak.ref })
  // When a whole school goes, they are told of it all at once.
  if (grunn === 'team-fjernet') return kvittering
  const mottakere = team.filter(r => r.person === sak.meldt_av || r.kan.includes('sletteSak'))
  for (const person of new Set(mottakere.map(r => r.person).filter(p => p !== av))) {
    await leggIUtboks(ktx, `sletting-kvittering:${kvittering.id}:${person}`, {
      slag: 'sletting-kvittering',
      sletting: kvittering.id,
      person,
    })
  }
  return kvittering
}
