import type { DateTime } from 'luxon'
import { type Drofting, INSTANSER, kanAvlyses, UTFALL } from '../apendor/apendor.ts'
import type { Dagliste } from '../apendor/hent-dag.ts'
import { dagtittel, obs } from './apendor.ts'
import { motetid } from './dato.ts'
import { fyll, type Knapp, type Kort, knapp, medTopp, uskadelig } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { beskjedkort } from './varsler.ts'

/** Rows with buttons; more would make the card too large for Teams. */
const MAKS_RADER = 12

/** The day's list, for the fagkonsulent; only ever an invoke's own answer. */
export function apendorliste(
  liste: Dagliste,
  na: DateTime,
  nyId: string,
  t: Tekster,
  endretAvAnnen = false,
): Kort {
  const data = { apendag: liste.dag.id }
  const { skolearet, droftinger } = liste
  const venter = (d: Drofting) => d.utfall === '' || (d.utfall === 'melding' && d.meldingSendt !== true)
  // Where there is not room for all, those that wait come first: none is out of reach.
  const rader =
    droftinger.length <= MAKS_RADER
      ? droftinger
      : [...droftinger.filter(venter), ...droftinger.filter(d => !venter(d))]
  return medTopp(
    fyll(
      'apendor-liste',
      {
        tittel: dagtittel(liste, t),
        tid: motetid(liste.dag, t),
        skole: uskadelig(liste.skole),
        status: liste.dag.status === 'avlyst' ? t.apendor.avlyst : '',
        droftinger: rader.slice(0, MAKS_RADER).map(d => ({
          nr: `${d.nr}`,
          om:
            d.slag === 'uanmeldt' || d.gruppe === ''
              ? t.apendor.liste.uanmeldt
              : `${t.apendor.gruppe[d.gruppe]}, ${t.apendor.trinn[d.trinn]}`,
          utfall: utfallstekst(d, t),
          sendt: d.utfall === 'melding' ? sendttekst(d, t) : '',
          knapper: liste.dag.status === 'avlyst' ? [] : droftingsknapper(d, t),
        })),
        flere: rader.length > MAKS_RADER ? t.apendor.liste.flere(rader.length - MAKS_RADER) : '',
        meldeplikt: droftinger.some(d => d.utfall === 'melding') ? t.apendor.meldeplikt : '',
        siden: t.apendor.liste.siden(skolearet.apen_dor.droftinger, skolearet.fast_avtale.dager),
        knapper: [
          ...(liste.dag.status === 'planlagt'
            ? [knapp(t.apendor.knapp.uanmeldt, 'apendor.uanmeldt', { ...data, drofting: nyId })]
            : []),
          ...avlysknapper(liste, na, t),
          knapp(t.knapp.tilbake, 'apendor.vis', data),
        ],
      },
      t,
    ),
    endretAvAnnen ? obs(t.apendor.endretAvAnnen, t) : undefined,
  )
}

function avlysknapper({ dag, rett, droftinger }: Dagliste, na: DateTime, t: Tekster): Knapp[] {
  if (!rett.setterOpp) return []
  if (kanAvlyses(dag, droftinger)) return [knapp(t.apendor.knapp.avlys, 'apendor.avlys', { apendag: dag.id })]
  return dag.status === 'avlyst' && na.toMillis() < dag.start.getTime()
    ? [knapp(t.knapp.angreAvlysning, 'apendor.angre-avlysning', { apendag: dag.id })]
    : []
}

function utfallstekst({ utfall, instans }: Drofting, t: Tekster): string {
  if (utfall === '') return ''
  return instans === ''
    ? t.apendor.utfall[utfall]
    : `${t.apendor.utfall[utfall]}: ${t.apendor.instans[instans]}`
}

function sendttekst({ meldingSendt }: Drofting, t: Tekster): string {
  if (meldingSendt === null) return t.apendor.liste.erSendt
  return meldingSendt ? t.apendor.liste.sendt : t.apendor.liste.ikkeSendt
}

function droftingsknapper(d: Drofting, t: Tekster): Knapp[] {
  const data = { drofting: d.id, versjon: d.versjon }
  const k = t.apendor.knapp
  if (d.utfall === '')
    return UTFALL.map(utfall =>
      knapp(t.apendor.utfall[utfall], 'apendor.utfall', { ...data, apendag: d.dag, utfall }),
    )
  const angre = knapp(t.knapp.angre, 'apendor.angre', data)
  if (d.utfall !== 'melding' || d.meldingSendt === true) return [angre]
  return [
    knapp(k.jaSendt, 'apendor.sendt', { ...data, sendt: true }),
    ...(d.meldingSendt === null ? [knapp(k.ikkeSendt, 'apendor.sendt', { ...data, sendt: false })] : []),
    angre,
  ]
}

/** «Annen instans»: which. */
export function velgInstans(data: { apendag: string; drofting: string; versjon: number }, t: Tekster): Kort {
  return beskjedkort(
    t.apendor.velgInstans,
    [
      ...INSTANSER.map(instans =>
        knapp(t.apendor.instans[instans], 'apendor.utfall', { ...data, utfall: 'annen_instans', instans }),
      ),
      knapp(t.knapp.tilbake, 'apendor.liste', { apendag: data.apendag }),
    ],
    t,
  )
}
