import { AVVIK, MELDERE } from '../forlop/forlop.ts'
import type { Forlopsinnsyn } from '../sletting/innsyn.ts'
import { dato, datoOgKlokke } from './dato.ts'
import { rad, rens, tabell } from './innsyn-html.ts'
import { pa, type Tekster } from './tekst/tekster.ts'

type Navn = (person: string) => string

/** What a forløp holds besides its case: where it stands, its steps and checkpoints, and every meeting, also those called off. */
export function forlopsdel(innsyn: Forlopsinnsyn, hvem: Navn, t: Tekster): string {
  const { forlop } = innsyn
  const i = t.innsynForlop
  const melder = MELDERE.find(m => m === forlop.melder)
  const valgfri = (dag: string | null) => (dag === null || dag === '' ? '' : dato(dag.slice(0, 10)))
  const kontakt =
    forlop.kontaktpunkt === 'resepsjon' ? t.forlop.mote.resepsjon : hvem(forlop.kontaktpunkt ?? '')
  return `<h2>${rens(i.tittel)}</h2>${tabell([
    rad(i.rutine, innsyn.rutine === undefined ? forlop.rutine : pa(t, innsyn.rutine)),
    rad(i.steg, innsyn.steg === undefined ? forlop.steg : pa(t, innsyn.steg)),
    rad(i.melding, valgfri(forlop.melding)),
    rad(i.melder, melder === undefined ? '' : t.forlop.melder[melder]),
    rad(i.enhet, forlop.enhet),
    rad(i.kontaktperson, hvem(forlop.kontaktperson ?? '')),
    rad(i.sosiallarer, hvem(forlop.sosiallarer ?? '')),
    rad(i.andre, innsyn.personer.map(hvem).join('\n')),
    rad(i.tredelt, valgfri(forlop.tredelt)),
    rad(i.undersokt, valgfri(forlop.undersokt)),
    rad(i.nesteMote, (forlop.neste_mote ?? '').replace('T', ' kl. ')),
    rad(i.kontaktpunkt, kontakt),
    rad(i.opprettet, valgfri(forlop.opprettet)),
    rad(i.avsluttet, valgfri(forlop.avsluttet)),
  ])}
<h2>${rens(i.stegene)}</h2>${ellerIngen(
    innsyn.historikk.map(h => {
      const grunn = AVVIK.find(a => a === h.avvik)
      const hva = [
        h.valg === undefined ? h.kode : pa(t, h.valg),
        ...(grunn === undefined ? [] : [t.forlop.medAvvik(t.forlop.avvik[grunn])]),
      ]
      return rad(`${datoOgKlokke(h.tid)}, ${hvem(h.person)}`, hva.join(', '))
    }),
    t,
  )}
<h2>${rens(i.sjekkpunkter)}</h2>${ellerIngen(
    innsyn.sjekkpunkter.map(s =>
      rad(
        `${t.forlop.sjekkpunkter[s.kode] ?? s.kode} (${i.part[s.part === 'skole' ? 'skole' : 'bv']})`,
        [
          i.frist(dato(s.frist)),
          s.gjort === null ? i.ikkeGjort : i.gjort(hvem(s.gjort_av ?? ''), datoOgKlokke(s.gjort)),
        ].join(', '),
      ),
    ),
    t,
  )}
<h2>${rens(i.forberedt)}</h2>${ellerIngen(
    innsyn.forberedt.map(f =>
      rad(f.tekst === undefined ? f.punkt : pa(t, f.tekst), `${hvem(f.person)}, ${datoOgKlokke(f.tid)}`),
    ),
    t,
  )}
<h2>${rens(i.moter)}</h2>${innsyn.moter.map(m => motedel(m, hvem, t)).join('\n') || ingen(t)}`
}

function motedel(m: Forlopsinnsyn['moter'][number], hvem: Navn, t: Tekster): string {
  const i = t.innsynForlop
  const { mote } = m
  const ungdom = mote.ungdom as keyof Tekster['forlop']['innkalling']['ungdomssvar'] | ''
  const larer = mote.larer as keyof Tekster['forlop']['innkalling']['larersvar'] | ''
  const navn = m.navn === undefined ? mote.type : pa(t, m.navn)
  return `<h3>${rens(`${navn} ${datoOgKlokke(mote.start)}`)}</h3>${tabell([
    rad(t.innsyn.status, i.status[mote.status as keyof typeof i.status] ?? mote.status),
    rad(i.inviterte, m.inviterte.map(p => hvem(p)).join('\n')),
    rad(i.kommer, m.svar.flatMap(s => (s.kommer ? [hvem(s.person)] : [])).join('\n')),
    rad(i.kommerIkke, m.svar.flatMap(s => (s.kommer ? [] : [hvem(s.person)])).join('\n')),
    rad(t.forlop.mote.foreldre, mote.familie === 'nei' ? t.forlop.mote.ikkeMed : t.forlop.mote.med),
    rad(i.ungdom, ungdom === '' ? '' : (t.forlop.innkalling.ungdomssvar[ungdom] ?? '')),
    rad(t.forlop.innkalling.larer, larer === '' ? '' : (t.forlop.innkalling.larersvar[larer] ?? '')),
    rad(t.forlop.mote.tolk, mote.tolk ? t.forlop.mote.tolkBestilt : ''),
    rad(i.sammen, mote.slatt ? t.samtykke.jaNei(true) : ''),
    rad(
      i.rettelser,
      m.rettelser
        .filter(r => r.fjernet === null)
        .map(r => `${hvem(r.person)}, ${dato(r.tid)}: ${r.tekst}`)
        .join('\n'),
    ),
  ])}`
}

const ingen = (t: Tekster) => `<p>${rens(t.innsyn.ingen)}</p>`
const ellerIngen = (rader: readonly string[], t: Tekster) => tabell(rader) || ingen(t)
