import { JOBBENE, sekunderSiden, seneJobber, trengerNoen } from '../drift/helse.ts'
import type { Status } from '../drift/hent-status.ts'
import { dag, dagOgKlokke, klokke } from './dato.ts'
import { fyll, type Kort, knapp } from './mal.ts'
import type { Tekster } from './tekst/tekster.ts'
import { medStorBokstav } from './tekst/tekster.ts'

/** How it goes: what is wrong and what to do about it first, then the numbers. */
export function statuskort(status: Status, t: Tekster): Kort {
  const { drift } = t
  const { grunner, ko } = status
  const bra = altVirker(status)
  return fyll(
    'status',
    {
      tittel: drift.tittel,
      stil: bra ? 'good' : 'attention',
      dom: bra ? `✓ ${drift.bra}` : `! ${drift.galt}`,
      grunner: grunner.map(grunn => drift.grunn[grunn]),
      avdelinger: [
        { tittel: drift.ko.tittel, linjer: kolinjer(status, t) },
        { tittel: drift.jobber, linjer: jobblinjer(status, t) },
        ...tilkoblinger(status, t),
        { tittel: drift.feil.tittel, linjer: feillinjer(status, t) },
      ],
      fot: `${drift.fot(status.databaseMs, status.prosesser, status.versjon)} · ${drift.lest(klokke(status.na))}`,
      knapper: [knapp(drift.oppdater, 'oppsett.status', {}, ko.forfalte > 0 ? { stil: 'positive' } : {})],
    },
    t,
  )
}

export function statusvarsel(status: Status, t: Tekster): { varsel: string; kort: Kort } {
  return { varsel: altVirker(status) ? t.drift.bra : t.drift.galt, kort: statuskort(status, t) }
}

const altVirker = ({ grunner, tilkoblinger }: Status) =>
  grunner.length === 0 && !tilkoblinger.some(({ siste }) => trengerNoen(siste?.utfall ?? ''))

type Linje = { tekst: string; under: string }
const bare = (tekst: string): Linje => ({ tekst, under: '' })

function kolinjer({ ko, na }: Status, t: Tekster): Linje[] {
  const tekst = t.drift.ko
  const siden = (tid: Date | null) => t.drift.siden(sekunderSiden(tid, na))
  return [
    ...(ko.forfalte > 0 ? [tekst.venter(ko.forfalte, siden(ko.eldsteForfalte))] : []),
    ...(ko.feiler > 0 ? [tekst.feiler(ko.feiler, siden(ko.eldsteFeilende))] : []),
    ...(ko.forfalte + ko.feiler === 0 ? [tekst.tom] : []),
    ...(ko.senere > 0 ? [tekst.senere(ko.senere)] : []),
    ...(ko.sistSendt === null ? [] : [tekst.sistSendt(siden(ko.sistSendt))]),
  ].map(bare)
}

/** In the order of the table: what is sent first. */
function jobblinjer({ jobber, na }: Status, t: Tekster): Linje[] {
  const sene = seneJobber(jobber, na)
  return JOBBENE.flatMap(jobb => {
    const kjoring = jobber.find(k => k.navn === jobb)
    if (kjoring === undefined) return []
    const { sistFerdig, utfall } = kjoring
    const nar = sistFerdig === null ? t.drift.aldri : t.drift.siden(sekunderSiden(sistFerdig, na))
    const under = [
      ...(sene.includes(jobb) ? [t.drift.sen] : []),
      ...(utfall === '' || utfall === 'ok'
        ? []
        : [utfall === 'logg-brutt' ? t.drift.loggBrutt : t.drift.feilet(utfall)]),
    ].join(' · ')
    return [{ tekst: `${t.drift.jobb[jobb]}: ${nar}`, under: medStorBokstav(under) }]
  })
}

/** What is connected of Microsoft 365; nothing when nothing is. */
function tilkoblinger({ tilkoblinger, na }: Status, t: Tekster): { tittel: string; linjer: Linje[] }[] {
  const ord = t.drift.tilkobling
  if (tilkoblinger.length === 0) return []
  const linjer = tilkoblinger.map(({ del, siste }) => {
    const navn = ord.del[del]
    if (siste === undefined) return bare(ord.ikkeBrukt(navn))
    const idag = dag(siste.sist) === dag(na)
    const nar = idag ? klokke(siste.sist) : dagOgKlokke(siste.sist)
    if (siste.utfall === 'ok') return bare(ord.virker(navn, nar))
    return {
      tekst: ord.virkerIkke(navn, ord.feil(siste.utfall), siste.utfall),
      under: ord.rad(del, siste.utfall),
    }
  })
  return [{ tittel: ord.tittel, linjer }]
}

function feillinjer({ oppgitt, proves }: Status, t: Tekster): Linje[] {
  const { feil, rad } = t.drift
  const linjer = [
    ...oppgitt.map(({ kode, antall }) => ({ tekst: feil.oppgitt(kode, antall), under: rad(kode) })),
    ...proves.map(({ kode, antall }) => ({ tekst: feil.proves(kode, antall), under: rad(kode) })),
  ]
  return linjer.length === 0 ? [bare(feil.ingen)] : linjer
}
