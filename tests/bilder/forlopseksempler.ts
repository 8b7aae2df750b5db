import { knapper } from '../../src/demo/kort-som-tekst.ts'
import { ovingsId } from '../../src/demo/ovingskommune.ts'
import type { Deltaker, Skjerm } from '../../src/demo/scene.ts'
import { lesMotetyper, TYPEMAPPE } from '../../src/mote/les-motetyper.ts'
import { etForlop, FORLOPSMOTER, fraChatten, kallInn } from '../bygg/forlopsscene.ts'
import type { Eksempel } from './eksempel.ts'
import type { Rom } from './eksempler.ts'

const BV = 'Barnevernet'
const SOS = 'Sosiallærer'
const navnFor = (type: string) => lesMotetyper([TYPEMAPPE])[type]?.navn.nb ?? type

/** One family's routines and meetings, on each side. */
export async function forlopene(b: Rom): Promise<Eksempel[]> {
  const { ta, frida, sara, db } = b
  const apne = (hvem: Deltaker, verb: string, data: Record<string, unknown> = {}): Promise<Skjerm> =>
    hvem.sender(fraChatten(hvem), verb, data)
  const rom = { frida, db, idag: '2026-11-20' }
  const bilde = async (
    navn: string,
    tittel: string,
    hvem: Deltaker,
    verb: string,
    data: Record<string, unknown> = {},
  ) => ta(navn, tittel, hvem === frida ? BV : SOS, 'dialog', await apne(hvem, verb, data))

  // --- The list, and beginning one ---
  const tom = await bilde('forlopsliste-tom', 'Forløpene dine, ingen', frida, 'forlop.liste')
  const nytt = ta('nytt-forlop', 'Nytt forløp', BV, 'dialog', await frida.trykker(tom, 'Nytt forløp'))
  ta(
    'nytt-forlop-feil',
    'Nytt forløp, dagen er fram i tid',
    BV,
    'dialog',
    await frida.trykker(nytt, 'Opprett', { rutine: 'vold', melding: '2026-12-24' }),
  )
  await bilde('nytt-forlop-skole', 'Nytt forløp', sara, 'forlop.nytt-skjema')

  // --- Where the forløp stand, on both sides ---
  const forlop = async (navn: string, tittel: string, tilstand: Parameters<typeof etForlop>[1]) => {
    const sak = await etForlop(rom, tilstand)
    if (navn.endsWith('-sent'))
      await db.updateTable('sjekkpunkt').set({ frist: '2026-11-16' }).where('sak', '=', sak).execute()
    await bilde(`forlop-${navn}-bv`, tittel, frida, 'forlop.vis', { sak })
    const skole = await apne(sara, 'forlop.vis', { sak })
    if (skole.kort !== undefined && skole.tekst === undefined)
      ta(`forlop-${navn}-skole`, tittel, SOS, 'dialog', skole)
    return sak
  }
  const ny = await forlop('bekymringsmelding', 'Bekymringsmelding, nettopp kommet', {})
  await apne(frida, 'forlop.velg', { sak: ny, versjon: 1, valg: 'undersokes' })
  await bilde('forlop-etter-steg', 'Forløp, steget er tatt', frida, 'forlop.vis', { sak: ny })
  await bilde('sjekkliste-samtale', 'Forberedende telefonsamtale', frida, 'sjekkliste.vis', {
    sak: ny,
    mote: '',
  })
  await forlop('undersokelse-sent', 'Undersøkelse, sjekkpunkter er forsinket', {
    steg: 'undersokelse',
    siden: '2026-08-10',
    melding: '2026-08-03',
  })
  const vold = await forlop('vold', 'Melding om vold, tid skal avtales', {
    rutine: 'vold',
    steg: 'avtale',
    vold: true,
  })
  const dato = await bilde('forlopsvalg-dato', 'Dag for 3-delt', frida, 'forlop.valg-skjema', {
    sak: vold,
    versjon: 1,
    valg: 'avtalt',
  })
  ta(
    'forlopsvalg-dato-feil',
    'Dag for 3-delt, ikke en arbeidsdag',
    BV,
    'dialog',
    await frida.trykker(dato, 'Gå videre', { dato: '2026-11-29' }),
  )
  await forlop('tiltak', 'Tiltak, samarbeidet er i gang', {
    rutine: 'tiltak',
    steg: 'samarbeid',
  })
  await forlop('aktiv-sak', 'Ny melding i aktiv sak', { rutine: 'aktiv_sak', steg: 'samtykke' })
  await forlop('ferdig', 'Forløp, avsluttet', {
    rutine: 'tiltak',
    steg: 'avslutning',
    avsluttet: '2026-11-23',
  })

  // --- Each meeting, from the form to both sides' own view ---
  for (const [nr, { type, ...tilstand }] of FORLOPSMOTER.entries()) {
    const navn = navnFor(type)
    const fil = type.replaceAll('_', '-')
    const sak = await etForlop(rom, tilstand)
    const skjema = await bilde(`innkalling-${fil}`, `Kall inn: ${navn}`, frida, 'innkalling.skjema', {
      sak,
      type,
    })
    if (nr === 0) {
      ta(
        'innkalling-feil',
        'Kall inn, noe mangler',
        BV,
        'dialog',
        await frida.trykker(skjema, 'Kall inn', { dato: '2026-12-01', klokke: '13:00' }),
      )
      const avvik = await bilde('forlopsvalg-avvik', 'Gå videre uten møtet', frida, 'forlop.avvik-skjema', {
        sak,
      })
      ta(
        'forlopsvalg-avvik-feil',
        'Gå videre uten møtet, ingen grunn',
        BV,
        'dialog',
        await frida.trykker(avvik, 'Gå videre'),
      )
    }
    const mote = await kallInn(
      rom,
      sak,
      type,
      { dato: '2026-12-01', klokke: '13:00' },
      { tolk: `${nr === 0}` },
    )
    const { ref } = await db.selectFrom('sak').select('ref').where('id', '=', sak).executeTakeFirstOrThrow()
    ta(`forlopsmote-${fil}-melding`, navn, 'Den som er invitert', 'chat', await b.varsel(sara, ref))
    await bilde(`forlopsmote-${fil}-bv`, navn, frida, 'agenda.apne', { mote })
    await bilde(`forlopsmote-${fil}-skole`, navn, sara, 'agenda.apne', { mote })
    if (nr === 0) await bilde('forlop-mote-bv', 'Forløp, møtet er kalt inn', frida, 'forlop.vis', { sak })
  }
  ta(
    'innkalling-mangler-samtykke',
    'Kall inn, foreldrene har ikke samtykket',
    BV,
    'dialog',
    await apne(frida, 'innkalling.kall-inn', {
      sak: await etForlop(rom, { rutine: 'tiltak', steg: 'samarbeid' }, { omfang: 'drofte_apent' }),
      type: 'samarbeidsmote_tiltak',
      nonce: crypto.randomUUID(),
      dato: '2026-12-01',
      klokke: '13:00',
      larer: 'med',
    }),
  )
  await bilde('velg-mote', 'Hvilket møte?', frida, 'innkalling.velg')
  await bilde('velg-mote-tom', 'Hvilket møte? Ingen', sara, 'innkalling.velg', { typer: 'oppstartsmote' })

  // --- One meeting through its states ---
  const sak = await etForlop(rom, { steg: 'avsluttende_samarbeid' })
  const type = 'avsluttende_samarbeid'
  const avlyst = await kallInn(rom, sak, type, { dato: '2026-12-04', klokke: '09:00' })
  await bilde('sjekkliste-mote', 'Forberedelse før møtet', frida, 'sjekkliste.vis', { mote: avlyst })
  await bilde('mote-syk', 'Sykdom', sara, 'mote.syk-skjema', { mote: avlyst })
  const flytt = await bilde('flytt-forlopsmote', 'Flytt møtet', frida, 'mote.flytt-skjema', { mote: avlyst })
  ta(
    'flytt-forlopsmote-feil',
    'Flytt møtet, en helg',
    BV,
    'dialog',
    await frida.trykker(flytt, 'Flytt', { dato: '2026-12-05', klokke: '09:00' }),
  )
  await bilde('forlopsmote-avlyst-kvittering', 'Møtet er avlyst', frida, 'mote.avlys', {
    mote: avlyst,
    syk: 'bv',
  })
  await bilde('forlopsmote-avlyst-bv', 'Avsluttende møte, avlyst', frida, 'agenda.apne', { mote: avlyst })
  await bilde('forlopsmote-avlyst-skole', 'Avsluttende møte, avlyst', sara, 'agenda.apne', { mote: avlyst })

  const holdes = await kallInn(rom, sak, type, { dato: '2026-11-30', klokke: '10:00' })
  await b.klokka('2026-11-30T10:00')
  let steg = await frida.starter(await apne(frida, 'agenda.apne', { mote: holdes }))
  ta('forlopsmote-sist', 'Møtet er i gang: siden sist', BV, 'dialog', steg)
  await bilde('forlopsmote-i-gang-bv', 'Avsluttende møte, i gang', frida, 'agenda.apne', { mote: holdes })
  await bilde('forlopsmote-i-gang-skole', 'Avsluttende møte, i gang', sara, 'agenda.apne', { mote: holdes })
  steg = ta('forlopsmote-punkt', 'Møtet er i gang: et punkt', BV, 'dialog', steg)
  steg = await frida.trykker(steg, 'Lagre og neste', {
    oppsummering: 'Foreldrene og skolen er enige om hva som har hjulpet.',
    beslutning: 'Samarbeidet fortsetter i tiltak.',
    tiltakTekst: 'Ringe hjem på fredager.',
    ansvarlig: ovingsId(sara.person),
    frist: '2026-12-10',
  })
  steg = await frida.trykker(steg, 'Parker')
  while (!knapper(steg.kort).some(k => k.tittel === 'Avslutt møtet'))
    steg = await frida.trykker(steg, 'Lagre og neste')
  steg = ta('forlopsmote-slutt', 'Slutten: neste møte avtales', BV, 'dialog', steg)
  ta(
    'forlopsmote-slutt-feil',
    'Slutten, uten dato for neste møte',
    BV,
    'dialog',
    await frida.trykker(steg, 'Avslutt møtet'),
  )
  steg = ta(
    'forlopsmote-utkast',
    'Referatet, utkast',
    BV,
    'dialog',
    await frida.trykker(steg, 'Avslutt møtet', {
      nesteDato: '2026-12-14',
      nesteKlokke: '13:00',
      kontaktpunkt: 'resepsjon',
    }),
  )
  ta(
    'forlopsmote-referat',
    'Referatet, godkjent',
    BV,
    'dialog',
    await frida.trykker(steg, 'Godkjenn referatet'),
  )
  await bilde('forlopsmote-referat-skole', 'Referatet, godkjent', sara, 'referat.vis', { mote: holdes })
  await bilde('forlopsmote-avholdt-bv', 'Avsluttende møte, avholdt', frida, 'agenda.apne', { mote: holdes })
  await bilde('forlopsmote-avholdt-skole', 'Avsluttende møte, avholdt', sara, 'agenda.apne', { mote: holdes })
  await bilde('forlop-neste-mote', 'Forløp, neste møte er avtalt', frida, 'forlop.vis', { sak })

  // --- Several, and some of them late ---
  await b.klokka('2026-12-15T09:00')
  await bilde('forlopsliste', 'Forløpene dine, noen er forsinket', frida, 'forlop.liste')
  await bilde('forlopsliste-skole', 'Forløpene dine', sara, 'forlop.liste')
  await b.lukk()
  return b.album
}
