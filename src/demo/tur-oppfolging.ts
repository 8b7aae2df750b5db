import type { Skjerm } from './scene.ts'
import { iChatten, type Tur } from './tur-steg.ts'

/** Two working days before the deadline of what the meeting agreed on, at eight. */
const PAMINNELSE = '2026-12-02T08:00'
const BORTE_TIL = '2026-12-09'
const EN_UKE = '2026-12-09T08:00'
const TILBAKE = '2026-12-10T08:00'

/** What was agreed on is not forgotten: one list each morning there is something, a stand-in, and the leader who hears of it. */
export async function oppfolgingen(tur: Tur, oppgave: Skjerm): Promise<void> {
  const { rolf, siri, hege, frida } = tur.folk

  await tur.steg(
    'To arbeidsdager før fristen kommer påminnelsen, samlet med det andre som har frist',
    async () => {
      const liste = await tur.kom(frida.chat, 'Vis oppfølgingene')
      tur.viser(iChatten(frida), liste, {
        linjer: 20,
        star: [
          'Påminnelser: 1 over fristen og 1 med frist snart',
          'K7F3 · onsdag 25. november',
          'K7F3 · fredag 4. desember',
        ],
      })
      tur.erSendtNa(liste)
      tur.erUtenSakstekst(liste)
      tur.viser(frida, await tur.trykk(frida, liste, 'Minn meg i morgen'), {
        star: ['Du blir minnet igjen torsdag 3. desember.'],
      })
    },
    PAMINNELSE,
  )

  await tur.steg(`${frida.navn} er ferdig med den ene`, async () => {
    tur.viser(frida, await tur.trykk(frida, oppgave, 'Gjort'), { star: ['Merket som gjort.'] })
    await tur.litt()
    const forste = tur.slikDetNaStar(oppgave)
    tur.viser('Den første meldingen i chatten er nå', forste, { star: ['Merket som gjort.'] })
    tur.erEndretPaStedet(forste)
  })

  await tur.steg(`${siri.navn} skal bort, og velger ${frida.person.fornavn} som vikar`, async () => {
    await tur.skriv(siri, '/påminnelser', 'chat')
    const skjema = await tur.trykk(siri, await tur.kom(siri.chat, 'Endre påminnelser'), 'Endre påminnelser')
    const svar = await tur.trykk(siri, skjema, 'Lagre', {
      fra: '2026-12-03',
      til: BORTE_TIL,
      vikar: tur.idFor(frida),
    })
    tur.viser(siri, svar, { linjer: 2, star: ['Lagret. Du er borte til og med onsdag 9. desember.'] })
  })

  await tur.steg(
    `Spol fram: en uke går, og ${rolf.person.fornavn} får vite det som har stått lenge`,
    async () => {
      await tur.spol(EN_UKE)
      const liste = await tur.kom(rolf.chat, 'Endre påminnelser')
      tur.viser(iChatten(rolf), liste, {
        linjer: 20,
        star: [
          'Påminnelser: 1 uten svar i møter du leder',
          'K7F3 · barnevernet (mottak), fagkonsulent · onsdag 25. november',
        ],
        ikke: [frida.person.fornavn],
      })
      tur.erSendtNa(liste)
      tur.komIkke(siri.chat, 'Endre påminnelser')
      tur.komIkke(hege.chat, 'Endre påminnelser')
    },
  )

  await tur.steg(
    `${siri.navn} er tilbake, og får sine egne igjen`,
    async () => {
      const liste = await tur.kom(siri.chat, 'Vis oppfølgingene')
      tur.viser(iChatten(siri), liste, { star: ['Påminnelser: 1 over fristen', 'R4T6'] })
    },
    TILBAKE,
  )

  await tur.steg(`${rolf.navn} lager årshjulet for skolen`, async () => {
    await tur.skriv(rolf, '/årshjul', 'chat')
    const tomt = await tur.trykk(rolf, await tur.kom(rolf.chat, 'Åpne årshjulet'), 'Åpne årshjulet')
    const laget = await tur.trykk(rolf, tomt, '1.–7. trinn')
    tur.viser(rolf, laget, { linjer: 24, star: ['Årshjul, desember', 'Ansvar:'] })
    const januar = await tur.trykk(rolf, laget, 'Januar ›')
    tur.viser(rolf, januar, { linjer: 12, star: ['Årshjul, januar'] })
  })
}
