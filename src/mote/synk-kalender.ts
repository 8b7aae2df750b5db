import type { Kontekst } from '../database/kontekst.ts'
import { medTilkobling } from '../drift/med-tilkobling.ts'
import { hentSkole } from '../tilgang/tilgang-store.ts'
import { KunneIkkeLevere, type Levering } from '../utboks/utboks.ts'
import { teamI } from './adgang-til-mote.ts'
import { meldAgendaendring } from './agenda-endret.ts'
import { finnAdresser } from './finn-adresser.ts'
import {
  type Avtrykk,
  avtrykkAv,
  erDetSamme,
  erSammeTid,
  type Kalender,
  type Kalenderoppforing,
  type Kalenderord,
  type Kalenderspor,
  oppforingFor,
  somTekst,
  somUvisst,
} from './kalender.ts'
import {
  hentKalenderrad,
  type Kalenderrad,
  lagreKalenderrad,
  settAvNokkel,
  slettKalenderrad,
} from './kalender-store.ts'
import { hentMote, type Mote } from './mote-store.ts'

/** So many tries at a key that Graph says is used, without finding what it was used for: that is gone, and another is set aside. */
const GIR_OPP_NOKKELEN = 5

export type Kalendervei = {
  kalender: Kalender
  levering: Pick<Levering, 'medlemmer' | 'nySamtale'>
  ord: Kalenderord
}

/**
 * Brings the calendar to what the database says of one meeting: made, moved, cancelled, taken up again, with the people of today.
 * Sends nothing when nothing has changed, and nothing of a meeting that has begun. Throws KunneIkkeLevere.
 */
export async function synkKalender(
  ktx: Kontekst,
  vei: Kalendervei,
  inn: { mote: string; forsok: number },
): Promise<'sendt' | 'uaktuell'> {
  const mote = await hentMote(ktx, inn.mote)
  const rad = mote && (await hentKalenderrad(ktx, mote.id))
  if (mote === undefined) return 'uaktuell'
  if (mote.status === 'avlyst') return rad === undefined ? 'uaktuell' : avlys(ktx, vei.kalender, rad)
  if (mote.status === 'avholdt' || mote.start <= ktx.na().toJSDate()) return 'uaktuell'

  const { oppforing, avtrykk } = await lagOppforing(ktx, vei, mote)
  const tattBort = rad !== undefined && rad.hendelse === '' && rad.avtrykk !== ''
  if (rad !== undefined && erDetSamme(rad.avtrykk, avtrykk)) return 'uaktuell'
  // Whoever took it out of the calendar is heeded, until the meeting is at another time or place.
  if (tattBort && erSammeTid(rad.avtrykk, avtrykk)) return 'uaktuell'
  if (tattBort) await slettKalenderrad(ktx, rad)
  await medTilkobling(ktx, 'kalender', () =>
    rad === undefined || rad.hendelse === ''
      ? opprett(ktx, vei.kalender, { mote, oppforing, avtrykk, forsok: inn.forsok })
      : endre(ktx, vei.kalender, rad, { mote, oppforing, avtrykk, forsok: inn.forsok }),
  )
  return 'sendt'
}

type Onsket = { mote: Mote; oppforing: Kalenderoppforing; avtrykk: Avtrykk; forsok: number }

async function lagOppforing(
  ktx: Kontekst,
  { levering, ord }: Kalendervei,
  mote: Mote,
): Promise<{ oppforing: Kalenderoppforing; avtrykk: Avtrykk }> {
  // Those who get the agenda, and nobody else: in one family's meeting those invited who may see it today.
  const personer = [...new Set((await teamI(ktx, mote)).map(r => r.person))].sort()
  const adresser = await finnAdresser(ktx, levering, mote, personer)
  const skole = await hentSkole(ktx, mote.skole)
  const oppforing = oppforingFor(
    mote,
    {
      skole: skole?.navn ?? '',
      kortnavn: ktx.valg.motetyper[mote.type]?.kortnavn.nb,
      deltakere: personer.flatMap(person => adresser.get(person) ?? []),
    },
    ord,
  )
  return { oppforing, avtrykk: avtrykkAv(oppforing, [...adresser.keys()]) }
}

async function opprett(ktx: Kontekst, kalender: Kalender, onsket: Onsket): Promise<void> {
  const { mote, oppforing, forsok } = onsket
  const nokkel = await settAvNokkel(ktx, mote.id)
  try {
    await lagre(ktx, kalender, onsket, nokkel, await kalender.opprett(nokkel, oppforing))
  } catch (feil) {
    const brukt = feil instanceof KunneIkkeLevere && feil.feil.kode === 'graf-konflikt'
    if (!brukt || forsok < GIR_OPP_NOKKELEN) throw feil
    await slettKalenderrad(ktx, { mote: mote.id, nokkel })
    await opprett(ktx, kalender, { ...onsket, forsok: 0 })
  }
}

async function endre(ktx: Kontekst, kalender: Kalender, rad: Kalenderrad, onsket: Onsket): Promise<void> {
  const { oppforing, avtrykk } = onsket
  await lagreKalenderrad(ktx, { ...rad, avtrykk: somUvisst(rad.avtrykk) })
  const spor = await kalender.endre(rad.hendelse, oppforing)
  if (spor !== 'borte') {
    await lagre(ktx, kalender, onsket, rad.nokkel, spor)
  } else if (erSammeTid(rad.avtrykk, avtrykk)) {
    await lagreKalenderrad(ktx, { ...rad, hendelse: '', lenke: '', avtrykk: somTekst(avtrykk) })
  } else {
    // Deleted by somebody, and now at another time: those who come have to know.
    await slettKalenderrad(ktx, rad)
    await opprett(ktx, kalender, onsket)
  }
}

/** Writes down what was put there; when the meeting is deleted meanwhile, it is taken out again. */
async function lagre(
  ktx: Kontekst,
  kalender: Kalender,
  { mote, avtrykk }: Onsket,
  nokkel: string,
  { id, lenke }: Kalenderspor,
): Promise<void> {
  const forrige = await hentKalenderrad(ktx, mote.id)
  const rad = { mote: mote.id, nokkel, hendelse: id, lenke, avtrykk: somTekst(avtrykk) }
  if (!(await lagreKalenderrad(ktx, rad))) {
    if ((await hentMote(ktx, mote.id)) === undefined) await kalender.slett({ id, nokkel })
    return
  }
  // Whose own view shows where the meeting is joined, has it fetched anew.
  if (lenke !== forrige?.lenke) await meldAgendaendring(ktx, mote.id, '')
}

async function avlys(ktx: Kontekst, kalender: Kalender, rad: Kalenderrad): Promise<'sendt'> {
  const tattBort = rad.hendelse === '' && rad.avtrykk !== ''
  // Taken up again before it is known how this went, it is made anew.
  if (!tattBort) await lagreKalenderrad(ktx, { ...rad, avtrykk: '' })
  if (!tattBort)
    await medTilkobling(ktx, 'kalender', () => kalender.avlys({ id: rad.hendelse, nokkel: rad.nokkel }))
  await slettKalenderrad(ktx, rad)
  return 'sendt'
}
