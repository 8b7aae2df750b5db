import { lesTjenester } from '../mote/rommet.ts'
import type { Oppgave } from '../oppfolging/oppgave-store.ts'
import { erSakstype, erTattOpp, erVern } from '../sak/saker.ts'
import { endringerMellom } from '../samtykke/samtykke.ts'
import type { Innsyn } from '../sletting/innsyn.ts'
import { erTjeneste } from '../tilgang/roller.ts'
import { dato, datoOgKlokke } from './dato.ts'
import { forlopsdel } from './innsyn-forlop.ts'
import { rad, rens, tabell } from './innsyn-html.ts'
import { motetittel } from './motetittel.ts'
import { endringstekst } from './samtykke.ts'
import { medStorBokstav, type Tekster } from './tekst/tekster.ts'

const side = (tittel: string, kropp: string, t: Tekster): string => `<!doctype html>
<html lang="${t.sprak}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${rens(tittel)}</title><style>body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}
button{font:inherit;padding:.6rem 1.2rem}</style></head><body>${kropp}</body></html>
`

/** What a one-time link shows first: a button, so that programs that follow links do not spend it. */
export function lenkeside(t: Tekster): string {
  const { lastNed } = t.knapp
  return side(
    t.appnavn,
    `<h1>${rens(t.appnavn)}</h1><p>${rens(t.innsyn.lenke)}</p><form method="post"><button>${rens(lastNed)}</button></form>`,
    t,
  )
}

export function bruktside(t: Tekster): string {
  return side(t.appnavn, `<h1>${rens(t.appnavn)}</h1><p>${rens(t.innsyn.brukt)}</p>`, t)
}

function oppgavelinje(oppgave: Oppgave, t: Tekster): string {
  const status = t.oppgavestatus[oppgave.status as keyof Tekster['oppgavestatus']] ?? oppgave.status
  const frist = t.oppgave.frist(dato(oppgave.frist)).toLowerCase()
  return `${t.innsyn.status}: ${[status, frist, ...(oppgave.hjelp ? [t.innsyn.hjelp] : [])].join(', ')}`
}

function loggtekst(kode: string, t: Tekster): string {
  const [navn = '', hvem = ''] = kode.split(':')
  const trukket = /^samtykke-trukket-(.+)$/.exec(navn)?.[1]
  if (trukket !== undefined && erTjeneste(trukket))
    return `${t.loggkoder['samtykke-trukket-en'] ?? ''} ${t.tjenester[trukket]}`
  const deler = hvem.split('+').filter(erTjeneste)
  const tillegg = deler.length === 0 ? '' : ` (${deler.map(tj => t.tjenester[tj]).join(', ')})`
  return `${t.loggkoder[navn] ?? navn}${tillegg}`
}

/** Everything about one case as a page to print or put in the archive. Never holds the child's name. */
export function innsynsdokument(innsyn: Innsyn, t: Tekster): string {
  const { sak, samtykke } = innsyn
  const i = t.innsyn
  const hvem = (person: string) =>
    innsyn.navnFor.get(person) ?? (person === 'skolestotte' ? i.skolestotte : '')
  const moteFor = new Map(innsyn.moter.map(m => [m.id, m]))
  const overskrift = (p: Innsyn['punkter'][number]) => {
    const mote = moteFor.get(p.mote)
    if (mote === undefined) return t.motetype
    const hva = t.motenavn(motetittel({ type: innsyn.motetyper[mote.type] }, t), datoOgKlokke(mote.start))
    return mote.forlop === null ? hva : `${hva} · ${t.forlop.mote.punkt(p.nr)}: ${p.tittel}`
  }
  const punkter = innsyn.punkter.map(p => {
    return `<h3>${rens(overskrift(p))}</h3>${tabell([
      rad(i.oppsummering, p.oppsummering),
      rad(i.beslutning, p.beslutning),
      rad(i.enige, p.slag === 'punkt' ? '' : (t.enighet[p.enighet as keyof Tekster['enighet']] ?? '')),
      rad(
        i.forlatt,
        lesTjenester(p.forlatt)
          .map(tj => t.tjenester[tj])
          .join('\n'),
      ),
      ...innsyn.bidrag
        .filter(b => b.punkt === p.id)
        .map(b =>
          rad(
            `${t.visning.bidrag}: ${erTjeneste(b.tjeneste) ? t.tjenester[b.tjeneste] : ''}, ${hvem(b.person)}, ${dato(b.tid)}`,
            [b.tekst, b.tilbud === '' ? '' : `${t.visning.tilbyr}: ${b.tilbud}`]
              .filter(d => d !== '')
              .join('\n'),
          ),
        ),
      ...innsyn.tiltak
        .filter(tl => tl.punkt === p.id)
        .map(tl =>
          rad(
            t.mote.tiltak,
            [
              tl.tekst,
              ...(tl.ansvarlig === null ? [] : [t.visning.ansvarlig(hvem(tl.ansvarlig))]),
              ...(tl.frist === null ? [] : [t.oppgave.frist(dato(tl.frist))]),
              ...innsyn.oppgaver.filter(o => o.tiltak === tl.id).map(o => oppgavelinje(o, t)),
            ].join('\n'),
          ),
        ),
    ])}`
  })
  const samtykketabell =
    samtykke === undefined
      ? `<p>${rens(t.samtykkestatus.ikke_innhentet)}</p>`
      : tabell([
          ...samtykke.svar.flatMap((svar, nr) =>
            Object.entries(svar).map(([tj, s]) =>
              rad(
                `${t.samtykke.forelder(nr + 1)}, ${erTjeneste(tj) ? t.tjenester[tj] : tj}`,
                t.samtykkesvar[s],
              ),
            ),
          ),
          ...endringerMellom(undefined, samtykke)
            .filter(e => !e.felt.startsWith('svar.'))
            .map(e => {
              const [navn = '', ...verdi] = endringstekst(e, innsyn.navnFor, t).split(': ')
              return rad(navn, verdi.join(': '))
            }),
        ])
  return `<!doctype html>
<html lang="${t.sprak}"><head><meta charset="utf-8"><title>${rens(i.tittel(sak.ref))}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top}th{width:35%;font-weight:600}</style></head>
<body><h1>${rens(i.tittel(sak.ref))}</h1>
<p>${rens(i.laget(datoOgKlokke(innsyn.laget)))}. ${rens(i.navn)}</p>
<h2>${rens(i.saken)}</h2>
${tabell([
  rad(i.skole, innsyn.skole ?? i.ikkeOppgitt),
  rad(i.type, innsyn.forlop === undefined && erSakstype(sak.type) ? t.sakstyper[sak.type] : ''),
  rad(i.meldt, `${hvem(sak.meldt_av)}, ${dato(sak.meldt)}`),
  rad(i.beskrivelse, sak.beskrivelse),
  rad(t.visning.tattOpp, erTattOpp(sak.tatt_opp) ? t.tattOpp[sak.tatt_opp] : ''),
  rad(t.visning.onsker, sak.onsker),
  rad(t.visning.provd, sak.provd),
  rad(t.visning.sporsmal, sak.sporsmal),
  rad(
    t.visning.borBidra,
    lesTjenester(sak.bor_bidra)
      .map(tj => t.tjenester[tj])
      .join('\n'),
  ),
  rad(i.apen, t.samtykke.jaNei(sak.apen)),
  rad(i.vern, erVern(sak.vern) ? t.vern[sak.vern] : sak.vern),
])}
${innsyn.forlop === undefined ? '' : forlopsdel(innsyn.forlop, hvem, t)}
<h2>${rens(i.moter)}</h2>${punkter.join('\n') || `<p>${rens(i.ingen)}</p>`}
<h2>${rens(i.samtykke)}</h2>${samtykketabell}
<h2>${rens(i.endringer)}</h2>${
    tabell(
      innsyn.historikk.map(h =>
        rad(
          `${medStorBokstav(datoOgKlokke(h.tid))}, ${hvem(h.person)}`,
          h.endringer.map(e => endringstekst(e, innsyn.navnFor, t)).join('\n'),
        ),
      ),
    ) || `<p>${rens(i.ingen)}</p>`
  }
<h2>${rens(i.logg)}</h2>${
    tabell(
      innsyn.logg.map(l => rad(datoOgKlokke(new Date(l.tid)), `${hvem(l.person)} ${loggtekst(l.kode, t)}`)),
    ) || `<p>${rens(i.ingen)}</p>`
  }
</body></html>
`
}
