import { ICalCalendar, ICalEventTransparency } from 'ical-generator'
import type { Kalender } from '../arshjul/kalenderlenke.ts'
import { dagEtter } from '../arshjul/skoledager.ts'
import { aktivitetstittel, dagnavn, tema } from './arshjul.ts'
import { medStorBokstav, type Tekster } from './tekst/tekster.ts'

/** How often a calendar should look again, in hours. */
const OPPFRISKES_TIMER = 6

/**
 * The årshjul as an iCalendar file (RFC 5545): duties and sessions as all-day events that make nobody busy, the team's
 * meetings with their time in UTC. No case, no person; what somebody typed is left out, for a calendar is outside Teams.
 */
export function kalenderfil(kalender: Kalender, na: Date, t: Tekster): string {
  const { kalender: tekst, stand } = t.arshjul
  const navn = new Map(kalender.skoler.map(s => [s.id, s.navn]))
  const [eneste] = kalender.skoler
  const hvor = kalender.skoler.length === 1 && eneste !== undefined ? eneste.navn : tekst.mineSkoler
  const ut = new ICalCalendar({
    name: tekst.navn(hvor),
    prodId: { company: 'skolestotte', product: 'arshjul', language: 'NO' },
    ttl: OPPFRISKES_TIMER * 3600,
  })
  const ved = (hva: string, skole: string) => tekst.ved(hva, navn.get(skole) ?? '')
  const heldags = (id: string, hva: string, fra: string, til: string, om = '') =>
    ut.createEvent({
      id: `${id}@skolestotte`,
      stamp: na,
      allDay: true,
      start: midnatt(fra),
      end: midnatt(dagEtter(til)),
      summary: hva,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(om === '' ? {} : { description: om }),
    })
  const medTid = (id: string, hva: string, { start, minutter }: { start: Date; minutter: number }) =>
    ut.createEvent({
      id: `${id}@skolestotte`,
      stamp: na,
      start,
      end: new Date(start.getTime() + minutter * 60_000),
      summary: hva,
    })

  for (const linje of kalender.linjer) {
    const { aktivitet, mal, vindu, okter } = linje
    if (aktivitet.status === 'ikke_aktuelt') continue
    const hva = mal === undefined ? tekst.egen : aktivitetstittel(linje, t)
    const planlagt = okter.filter(o => o.status !== 'utgar')
    for (const { nr, dato, tema: kode } of planlagt)
      if (dato !== null)
        heldags(`${aktivitet.id}-${nr}`, ved(`${hva}: ${tema(mal, kode, t)}`, aktivitet.skole), dato, dato)
    // With all its sessions in the calendar, the course itself is not there besides.
    if (planlagt.length === 0 || planlagt.some(o => o.dato === null))
      heldags(aktivitet.id, ved(hva, aktivitet.skole), vindu.fra, vindu.til, stand[linje.stand])
  }
  for (const mote of kalender.moter) medTid(mote.id, ved(t.motetype, mote.skole), mote)
  for (const dag of kalender.apendor) medTid(dag.id, ved(medStorBokstav(dagnavn(dag, t)), dag.skole), dag)
  return ut.toString()
}

const midnatt = (dag: string) => new Date(`${dag}T00:00:00Z`)
